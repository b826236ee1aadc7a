using System.Text.Json;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Cases;

/// <summary>A sojourn told as events, with what must be owed on given dates.</summary>
public sealed record CaseFile
{
    public required string Name { get; init; }
    public string Profile { get; init; } = "national";

    /// <summary>The host's profile, when it is another one.</summary>
    public string? HostProfile { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>What home and host agreed for the stay in place of their policies; where two set the same on a day, the first.</summary>
    public IReadOnlyList<AgreedTerms> Agreements { get; init; } = [];
    public MemberFacts Member { get; init; } = new();
    public required IReadOnlyList<SojournEvent> Events { get; init; }
    public IReadOnlyList<Expectation> Expect { get; init; } = [];

    /// <summary>Reads one case or a list of cases.</summary>
    /// <exception cref="JsonException">The text is no case; the message says in which case, on which line and why.</exception>
    public static IReadOnlyList<CaseFile> ReadAll(string json)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json);
        }
        catch (JsonException wrong)
        {
            throw CaseProblem.NoJson(wrong);
        }
        CaseProblem.RefuseWithoutType(root);
        try
        {
            return root.ValueKind == JsonValueKind.Array
                ? JsonSerializer.Deserialize<IReadOnlyList<CaseFile>>(json, EventJson.Options)!
                : [JsonSerializer.Deserialize<CaseFile>(json, EventJson.Options)!];
        }
        catch (JsonException wrong)
        {
            throw CaseProblem.In(root, wrong);
        }
    }
}
