using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Data;

/// <summary>
/// What a record says in free words of somebody's phone, home, hardship or health is encrypted inside its JSON, in one property of its own;
/// what rules and queries need stays readable.
/// </summary>
public static class SealedNotes
{
    private const string Property = "sealed";
    private const string Begin = "\"" + Property + "\": \""; // as jsonb writes it; inside a text the marks would stand behind a backslash

    private const string Note = "note"; // every record has one

    private const string TypeFirst = "{\"type\":\""; // as the application writes it

    // what is secret wherever a form has it is sealed in every record, also where no form asks for it: phone, value, content
    private static readonly string[] Always =
    [
        Note, .. SojournRecords.Book.Types.SelectMany(SecretsOf).Distinct()
            .Where(name => SojournRecords.Book.Types.All(type => type.Field(name) is null or { IsSecret: true })),
    ];

    private static readonly FrozenDictionary<string, string[]> Names =
        SojournRecords.Book.Types.Concat(CaseKinds.All.SelectMany(kind => kind.Book.Types)).GroupBy(type => type.Name)
            .ToFrozenDictionary(same => same.Key, same => Always.Union(same.SelectMany(SecretsOf)).ToArray());

    /// <summary>What a record has of which something is sealed, or may have to be.</summary>
    public static IReadOnlyList<string> Properties { get; } = [Property, .. Names.Values.SelectMany(names => names).Distinct()];

    public static string Write(Secrets secrets, string json)
    {
        var names = Names.GetValueOrDefault(TypeIn(json), Always);
        if (!names.Any(name => json.Contains($"\"{name}\":", StringComparison.Ordinal))) return json;
        var (told, apart) = (JsonNode.Parse(json)!.AsObject(), new JsonObject());
        foreach (var name in names)
        {
            if (told[name] is JsonValue or JsonArray) // rows are sealed as a whole
            {
                apart[name] = told[name]!.DeepClone();
                told.Remove(name);
            }
        }
        if (apart.Count == 0) return json;
        told[Property] = Convert.ToBase64String(secrets.Encrypt(apart.ToJsonString(EventJson.Options)));
        return told.ToJsonString(EventJson.Options);
    }

    public static string Read(Secrets secrets, string json)
    {
        if (Find(json) is not { } cipher) return json;
        var apart = secrets.Decrypt(Convert.FromBase64String(json[cipher]));
        var start = cipher.Start.Value - Begin.Length;
        return string.Concat(json.AsSpan(0, start), apart.AsSpan(1, apart.Length - 2), json.AsSpan(cipher.End.Value + 1));
    }

    /// <summary>The same sealed with the present key; nothing when it is already, or has nothing to be sealed.</summary>
    public static string? Again(Secrets secrets, string json)
    {
        if (Find(json) is { } cipher && secrets.IsCurrent(Convert.FromBase64String(json[cipher]))) return null;
        var again = Write(secrets, Read(secrets, json));
        return again == json ? null : again;
    }

    private static IEnumerable<string> SecretsOf(RecordType type) => type.Fields.Where(field => field.IsSecret).Select(field => field.Name);

    private static string TypeIn(string json) => json.StartsWith(TypeFirst, StringComparison.Ordinal)
        ? json[TypeFirst.Length..json.IndexOf('"', TypeFirst.Length)]
        : JsonNode.Parse(json)!["type"]?.GetValue<string>() ?? "";

    private static Range? Find(string json)
    {
        var start = json.IndexOf(Begin, StringComparison.Ordinal);
        if (start < 0) return null;
        start += Begin.Length;
        return start..json.IndexOf('"', start);
    }
}
