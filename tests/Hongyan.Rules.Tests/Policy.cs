using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Tests;

/// <summary>The policy that ships, as the tests read it: once for all of them.</summary>
internal static class Policy
{
    public static IReadOnlyDictionary<string, ProfileLayer> Layers { get; } = PolicyFiles.Layers();

    public static IReadOnlyList<Clause> Clauses { get; } = [.. PolicyFiles.In("clauses").SelectMany(Clause.ReadAll)];

    public static WorkCalendar Calendar { get; } = PolicyFiles.Calendar();

    public static Divisions Divisions { get; } = ReadDivisions();

    public static Profile National { get; } = Profile("national");

    /// <exception cref="FormatException">There is no such profile.</exception>
    public static Profile Profile(string code, IReadOnlyDictionary<string, JsonElement>? overrides = null) =>
        PolicyFiles.Profile(Layers, code, overrides);

    /// <summary>The national profile with some parameters set to one value: <c>With(["ledger.refresh"], "\"month\"")</c>.</summary>
    public static Profile With(IEnumerable<string> parameters, string json) =>
        Profile("national", parameters.ToDictionary(parameter => parameter, _ => JsonElement.Parse(json)));

    private static Divisions ReadDivisions()
    {
        using var regions = JsonDocument.Parse(File.ReadAllText(Path.Combine(PolicyFiles.Folder, "regions.json")));
        return new Divisions(All("regions", "code", "name"), All("former", "name", "code"));

        Dictionary<string, string> All(string list, string key, string value) => regions.RootElement.GetProperty(list).EnumerateArray()
            .ToDictionary(region => region.GetProperty(key).GetString()!, region => region.GetProperty(value).GetString()!);
    }
}
