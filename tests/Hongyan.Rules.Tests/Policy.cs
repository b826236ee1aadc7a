using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Tests;

/// <summary>The policy that ships, as the tests read it.</summary>
internal static class Policy
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "policy");

    public static IReadOnlyDictionary<string, ProfileLayer> Layers { get; } =
        Files("profiles").Select(ProfileLayer.Read).ToDictionary(layer => layer.Code);

    public static IReadOnlyList<Clause> Clauses { get; } = [.. Files("clauses").SelectMany(Clause.ReadAll)];

    public static WorkCalendar Calendar { get; } = WorkCalendar.Read(Files("calendar"), File.ReadAllText(Path.Combine(Folder, "lunar-days.json")));

    public static Divisions Divisions { get; } = ReadDivisions();

    public static Profile National { get; } = Profile("national");

    /// <exception cref="FormatException">There is no such profile.</exception>
    public static Profile Profile(string code, IReadOnlyDictionary<string, JsonElement>? overrides = null)
    {
        var layer = Layers.GetValueOrDefault(code) ?? throw new FormatException($"There is no profile “{code}”.");
        return new Profile(layer.Extends is null ? [layer] : [Layers[layer.Extends], layer], overrides);
    }

    /// <summary>The national profile with some parameters set to one value: <c>With(["ledger.refresh"], "\"month\"")</c>.</summary>
    public static Profile With(IEnumerable<string> parameters, string json) =>
        Profile("national", parameters.ToDictionary(parameter => parameter, _ => JsonElement.Parse(json)));

    private static Divisions ReadDivisions()
    {
        using var regions = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "regions.json")));
        return new Divisions(All("regions", "code", "name"), All("former", "name", "code"));

        Dictionary<string, string> All(string list, string key, string value) => regions.RootElement.GetProperty(list).EnumerateArray()
            .ToDictionary(region => region.GetProperty(key).GetString()!, region => region.GetProperty(value).GetString()!);
    }

    private static IEnumerable<string> Files(string part) =>
        Directory.EnumerateFiles(Path.Combine(Folder, part), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
