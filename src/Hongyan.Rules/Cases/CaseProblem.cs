using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Cases;

/// <summary>Says in a sentence what is wrong with a case file, and where; the reader's own messages speak of .NET types.</summary>
internal static partial class CaseProblem
{
    public static JsonException NoJson(JsonException wrong) =>
        new($"line {wrong.LineNumber + 1}: this is no JSON: {wrong.Message.Split(" LineNumber:")[0]}", wrong);

    /// <exception cref="JsonException">An event has no type, or a list holds something that is no object.</exception>
    public static void RefuseWithoutType(JsonElement root)
    {
        foreach (var (one, place) in root.ValueKind == JsonValueKind.Array ? Numbered(root, "case") : [(root, "the file")])
        {
            if (one.ValueKind != JsonValueKind.Object)
                throw new JsonException($"{place} is no case but {one.GetRawText()}");
            if (!one.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Array)
                continue; // told better by the reader
            foreach (var (happened, number) in Numbered(events, "event"))
            {
                if (happened.ValueKind != JsonValueKind.Object || !happened.TryGetProperty("type", out _))
                    throw new JsonException($"{NameOf(one)}, {number}: it has no type");
            }
        }
    }

    /// <param name="root">The file as read.</param>
    /// <param name="wrong">What the reader threw; its path and line say where.</param>
    public static JsonException In(JsonElement root, JsonException wrong)
    {
        var owner = root;
        var at = root;
        string? section = null, list = null, field = null;
        var name = root.ValueKind == JsonValueKind.Object ? NameOf(root) : "";
        foreach (var step in Steps().Matches(wrong.Path ?? "").Cast<Match>())
        {
            if (step.Groups["index"] is { Success: true } index)
            {
                at = at[int.Parse(index.Value)];
                name = list is null ? NameOf(at) : name;
            }
            else
            {
                field = step.Groups["name"].Value;
                if (!at.TryGetProperty(field, out at))
                    break;
                list = field;
            }
            if (at.ValueKind == JsonValueKind.Object)
                (owner, section, field) = (at, list, null);
        }
        return new JsonException($"{name}, line {wrong.LineNumber + 1}: {Reason(owner, section, field, at, wrong)}", wrong);
    }

    private static string Reason(JsonElement owner, string? section, string? field, JsonElement value, JsonException wrong)
    {
        var (what, type) = section switch
        {
            null => ("a case", typeof(CaseFile)),
            "member" => ("member", typeof(MemberFacts)),
            "expect" => ("expect", typeof(Expectation)),
            "duties" => ("an expected duty", typeof(DutyPattern)),
            "events" => Event(owner),
            _ => (section, null),
        };
        if (type is null)
            return section == "events" ? $"there is no event type “{what}”" : $"“{field ?? section}” cannot be {value.GetRawText()}";
        JsonPropertyInfo[] known = [.. EventJson.Options.GetTypeInfo(type).Properties.Where(property => property.Set is not null)];
        if (field is null && known.FirstOrDefault(property => property.IsRequired && !owner.TryGetProperty(property.Name, out _)) is { } missing)
            return $"{what} lacks “{missing.Name}”";
        if (field is not null && known.All(property => property.Name != field))
            return $"{what} has no field “{field}”; it has {string.Join(", ", known.Select(property => property.Name))}";
        if (wrong.Message.StartsWith("Duplicate", StringComparison.Ordinal))
            return $"“{field}” stands there twice";
        var kind = known.FirstOrDefault(property => property.Name == field)?.PropertyType;
        var hint = kind is { IsEnum: true } ? string.Join(" or ", Enum.GetNames(kind).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))
            : (Nullable.GetUnderlyingType(kind ?? typeof(object)) ?? kind) == typeof(DateOnly) ? wrong.Message
            : null;
        return $"“{field ?? what}” cannot be {value.GetRawText()}{(hint is null ? "" : $": {hint}")}";
    }

    private static (string What, Type? Type) Event(JsonElement happened)
    {
        var name = happened.TryGetProperty("type", out var type) ? type.ToString() : "";
        var known = SojournRecords.Book.Classes.FirstOrDefault(pair => pair.Value.Name == name).Key;
        return (known is null ? name : $"the event {name}", known);
    }

    private static IEnumerable<(JsonElement Item, string Place)> Numbered(JsonElement list, string what) =>
        list.EnumerateArray().Select((item, index) => (item, $"{what} {index + 1}"));

    private static string NameOf(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty("name", out var name) ? $"“{name}”" : "a case without a name";

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']*)'\]|\[(?<index>[0-9]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Steps();
}
