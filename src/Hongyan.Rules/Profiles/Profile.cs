using System.Collections.Concurrent;
using System.Text.Json;

namespace Hongyan.Rules.Profiles;

/// <summary>The policy of one place: layers from the nation down, merged parameter by parameter.</summary>
public sealed class Profile
{
    private readonly Dictionary<string, object> overrides;
    private readonly ConcurrentDictionary<string, Timeline> timelines = new();

    /// <param name="layers">From the nation down to the place itself.</param>
    /// <param name="overrides">Values that hold whatever the layers say: the "what if" of case files.</param>
    /// <exception cref="FormatException">An override is unknown or not of its parameter's kind.</exception>
    public Profile(IReadOnlyList<ProfileLayer> layers, IReadOnlyDictionary<string, JsonElement>? overrides = null)
    {
        Layers = layers;
        Stamp = string.Join('+', layers.Select(layer => FormattableString.Invariant($"{layer.Code}@{layer.Version}")));
        this.overrides = (overrides ?? new Dictionary<string, JsonElement>())
            .ToDictionary(pair => pair.Key, pair => Parameters.Named(pair.Key).ReadValue(pair.Value));
    }

    public IReadOnlyList<ProfileLayer> Layers { get; }

    /// <summary>The lowest layer, by which the profile is named.</summary>
    public ProfileLayer Layer => Layers[^1];

    /// <summary>Code and version of every layer, as duties remember it: national@1, national@1+banner-d@2.</summary>
    public string Stamp { get; }

    /// <summary>The value that holds on a day.</summary>
    /// <exception cref="KeyNotFoundException">No layer sets the parameter.</exception>
    public T Get<T>(Parameter<T> parameter, DateOnly day)
        where T : notnull =>
        (T)timelines.GetOrAdd(parameter.Name, static (_, asked) => asked.Profile.TimelineOf(asked.Parameter), (Profile: this, Parameter: (Parameter)parameter))
            .On(day);

    /// <summary>The value of each layer that speaks on a day, from the nation down.</summary>
    public IEnumerable<(ProfileLayer Layer, ProfileValue Value)> Spoken(string parameter, DateOnly day) =>
        from layer in Layers
        let value = InForce(layer, parameter, day, isTop: ReferenceEquals(layer, Layers[0]))
        where value is not null
        select (layer, value);

    private Timeline TimelineOf(Parameter parameter)
    {
        if (overrides.TryGetValue(parameter.Name, out var fixedValue))
            return new Timeline([DateOnly.MinValue], [fixedValue]);
        var mine = Layers.SelectMany(layer => layer.Values).Where(value => value.Parameter == parameter.Name);
        DateOnly[] turns = [.. mine.SelectMany(TurnsOf).Append(DateOnly.MinValue).Distinct().Order()];
        return new Timeline(turns, [.. turns.Select(day => Merged(parameter, day))]);
    }

    private object Merged(Parameter parameter, DateOnly day)
    {
        object? merged = null;
        foreach (var (_, value) in Spoken(parameter.Name, day))
        {
            var read = parameter.ReadValue(value.Value);
            merged = merged is null ? read : parameter.Combine(merged, read);
        }
        return merged ?? throw new KeyNotFoundException($"No layer of {Stamp} sets “{parameter.Name}” on {day:yyyy-MM-dd}.");
    }

    /// <summary>The days on which a value begins and after which it no longer holds.</summary>
    private static IEnumerable<DateOnly> TurnsOf(ProfileValue value) =>
        value.To is { } last && last < DateOnly.MaxValue ? [value.From, last.AddDays(1)] : [value.From];

    // Stays that are older than the texts are still told by the first value there was at the top. A layer below says nothing before its day.
    private static ProfileValue? InForce(ProfileLayer layer, string parameter, DateOnly day, bool isTop)
    {
        ProfileValue? best = null, first = null;
        foreach (var value in layer.Values.Where(value => value.Parameter == parameter))
        {
            if (first is null || value.From < first.From)
                first = value;
            if (value.From <= day && (value.To is null || day <= value.To) && (best is null || value.From > best.From))
                best = value;
        }
        return best ?? (isTop && first is not null && day < first.From ? first : null);
    }

    /// <summary>What holds from each turn to the next; the first turn is the beginning of time.</summary>
    private sealed class Timeline(DateOnly[] turns, object[] values)
    {
        public object On(DateOnly day)
        {
            var at = turns.Length - 1;
            while (turns[at] > day)
                at--;
            return values[at];
        }
    }
}
