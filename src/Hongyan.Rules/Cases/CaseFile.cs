using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Cases;

/// <summary>A sojourn told as events, with what must be owed on given dates.</summary>
public sealed record CaseFile
{
    private const string Outside = "outside-";

    // an event of a case file may say that it must be refused, which no record says
    private static readonly JsonSerializerOptions Options =
        new(EventJson.Options) { TypeInfoResolver = EventJson.Options.TypeInfoResolver!.WithAddedModifier(MustBeRefused.Describe) };

    public required string Name { get; init; }
    public string Profile { get; init; } = "national";

    /// <summary>The host's profile, when it is another one.</summary>
    public string? HostProfile { get; init; }
    /// <summary>By side, home or host, who stands on it: branch, or outside-branch when it is no organisation of the installation.</summary>
    public IReadOnlyDictionary<string, string> Parties { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }
    public MemberFacts Member { get; init; } = new();
    public required IReadOnlyList<SojournEvent> Events { get; init; }
    public IReadOnlyList<Expectation> Expect { get; init; } = [];

    [JsonIgnore]
    public bool HomeIsOutside => IsOutside(Side.Home);

    [JsonIgnore]
    public bool HostIsOutside => IsOutside(Side.Host);

    /// <summary>What happened: without what must be refused and so changes nothing.</summary>
    [JsonIgnore]
    public IEnumerable<SojournEvent> Happened => Events.Where(happened => MustBeRefused.GroundOf(happened) is null);

    private bool IsOutside(Side side) => Parties.TryGetValue(Sides.NameOf(side), out var party) && party.StartsWith(Outside, StringComparison.Ordinal);

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
                ? JsonSerializer.Deserialize<IReadOnlyList<CaseFile>>(json, Options)!
                : [JsonSerializer.Deserialize<CaseFile>(json, Options)!];
        }
        catch (JsonException wrong)
        {
            throw CaseProblem.In(root, wrong);
        }
    }
}
