using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Tests;

/// <summary>
/// The policy that ships, read anew at each call. The tests of Calendar and Profiles use it, because a static field is set once in a process:
/// a mutant of the code that reads it would be seen by no test, or by all later ones.
/// </summary>
internal static class PolicyFiles
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "policy");

    public static WorkCalendar Calendar() => WorkCalendar.Read(In("calendar"), File.ReadAllText(Path.Combine(Folder, "lunar-days.json")));

    public static IReadOnlyDictionary<string, ProfileLayer> Layers() => In("profiles").Select(ProfileLayer.Read).ToDictionary(layer => layer.Code);

    public static Profile National() => Profile("national");

    public static Profile Profile(string code, IReadOnlyDictionary<string, JsonElement>? overrides = null) => Profile(Layers(), code, overrides);

    /// <exception cref="FormatException">There is no such profile.</exception>
    public static Profile Profile(
        IReadOnlyDictionary<string, ProfileLayer> layers, string code, IReadOnlyDictionary<string, JsonElement>? overrides = null)
    {
        var layer = layers.GetValueOrDefault(code) ?? throw new FormatException($"There is no profile “{code}”.");
        return new Profile(layer.Extends is null ? [layer] : [layers[layer.Extends], layer], overrides);
    }

    /// <summary>The national profile with some parameters set to one value: <c>With(["ledger.refresh"], "\"month\"")</c>.</summary>
    public static Profile With(IEnumerable<string> parameters, string json) =>
        Profile("national", parameters.ToDictionary(parameter => parameter, _ => JsonElement.Parse(json)));

    public static IEnumerable<string> In(string part) =>
        Directory.EnumerateFiles(Path.Combine(Folder, part), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
