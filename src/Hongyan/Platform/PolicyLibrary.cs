using System.Collections.Concurrent;
using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.National;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Profiles;

namespace Hongyan.Platform;

/// <summary>The regime as it stands in policy/: clauses, the profiles that ship, the working-day calendar, the regions.</summary>
public sealed class PolicyLibrary
{
    private PolicyLibrary(
        IReadOnlyList<Clause> clauses, IReadOnlyDictionary<string, ProfileLayer> layers, WorkCalendar calendar,
        (Dictionary<string, string> Now, Dictionary<string, string> Former) regions, NationalLayout national)
    {
        Clauses = clauses;
        ClauseById = clauses.ToDictionary(clause => clause.Id);
        Layers = layers;
        Calendar = calendar;
        (Regions, FormerRegions) = regions;
        Divisions = new Divisions(Regions, FormerRegions);
        National = national;
    }

    // The versions of an installation and what follows from them; they are few, and none ever changes.
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, ProfileLayer>> layersByStamp = new();
    private readonly ConcurrentDictionary<string, Profile> profilesByStamp = new();

    /// <summary>All clauses in the documents' own order.</summary>
    public IReadOnlyList<Clause> Clauses { get; }
    public IReadOnlyDictionary<string, Clause> ClauseById { get; }

    /// <summary>The profile layers that ship, by code.</summary>
    public IReadOnlyDictionary<string, ProfileLayer> Layers { get; }
    public WorkCalendar Calendar { get; }

    /// <summary>Names of provinces, cities and districts by their codes of GB/T 2260.</summary>
    public IReadOnlyDictionary<string, string> Regions { get; }

    /// <summary>Codes of the regions that took in those of a former name.</summary>
    public IReadOnlyDictionary<string, string> FormerRegions { get; }

    /// <summary>What the names and codes of both say of a place and of a name.</summary>
    public Divisions Divisions { get; }

    /// <summary>What files of the national member information system look like.</summary>
    public NationalLayout National { get; }

    /// <summary>The profile of a code with all layers above it, those of <paramref name="newer"/> replacing what ships.</summary>
    /// <param name="above">What a layer that names none lies on, by its code.</param>
    /// <exception cref="UserError">There is no such profile.</exception>
    public Profile Profile(string code, IReadOnlyDictionary<string, JsonElement>? overrides = null, IReadOnlyDictionary<string, ProfileLayer>? newer = null,
        IReadOnlyDictionary<string, string>? above = null)
    {
        var chain = new List<ProfileLayer>();
        for (string? next = code; next is not null; next = chain[0].Extends ?? above?.GetValueOrDefault(next))
        {
            var layer = Completed(newer?.GetValueOrDefault(next), Layers.GetValueOrDefault(next))
                ?? throw new UserError($"没有名为“{next}”的政策方案；现有：{string.Join("、", Layers.Keys)}。 / "
                    + $"There is no profile “{next}”; there are {string.Join(", ", Layers.Keys)}.");
            chain.Insert(0, layer);
        }
        return new Profile(chain, overrides);
    }

    /// <summary>The newer version of the lowest layer, with those parameters that it cannot know because they are newer than itself.</summary>
    private static ProfileLayer? Completed(ProfileLayer? newer, ProfileLayer? shipped)
    {
        if (newer is null || shipped is not { Extends: null })
            return newer ?? shipped;
        var known = newer.Values.Select(value => value.Parameter).ToHashSet();
        return newer with { Values = [.. newer.Values, .. shipped.Values.Where(value => !known.Contains(value.Parameter))] };
    }

    /// <summary>The layers that were understood under this stamp.</summary>
    public IReadOnlyDictionary<string, ProfileLayer>? Known(string stamp) => layersByStamp.GetValueOrDefault(stamp);

    public IReadOnlyDictionary<string, ProfileLayer> Know(string stamp, IReadOnlyDictionary<string, ProfileLayer> layers) =>
        layersByStamp.GetOrAdd(stamp, layers);

    /// <summary>The profile of that stamp, put together once.</summary>
    public Profile Known(string stamp, Func<Profile> make) => profilesByStamp.GetOrAdd(stamp, _ => make());

    /// <param name="directory">The directory policy/.</param>
    /// <exception cref="UserError">A file is damaged.</exception>
    public static PolicyLibrary Read(string directory) => new(
        [.. All(directory, "clauses", Clause.ReadAll).SelectMany(clauses => clauses)],
        All(directory, "profiles", ProfileLayer.Read).ToDictionary(layer => layer.Code),
        ReadCalendar(directory),
        Understand(Path.Combine(directory, "regions.json"), ReadRegions),
        Understand(Path.Combine(directory, "national", "flow.json"), NationalLayout.Read));

    private static WorkCalendar ReadCalendar(string directory)
    {
        var years = All(directory, "calendar", json => JsonElement.Parse(json).GetRawText());
        return Understand(Path.Combine(directory, "lunar-days.json"), lunar => WorkCalendar.Read(years, lunar));
    }

    private static List<T> All<T>(string directory, string part, Func<string, T> read) =>
        [.. Directory.EnumerateFiles(Path.Combine(directory, part), "*.json").Order(StringComparer.Ordinal).Select(file => Understand(file, read))];

    private static T Understand<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception broken) when (broken is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new UserError($"政策文件 {file} 已损坏：{broken.Message} 请从发行包取回这个文件。 / "
                + $"The policy file {file} is damaged: {broken.Message} Take it from the release again.");
        }
    }

    private static (Dictionary<string, string> Now, Dictionary<string, string> Former) ReadRegions(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (All("regions", "code", "name"), All("former", "name", "code"));

        Dictionary<string, string> All(string list, string key, string value) => document.RootElement.GetProperty(list).EnumerateArray()
            .ToDictionary(region => region.GetProperty(key).GetString()!, region => region.GetProperty(value).GetString()!);
    }
}
