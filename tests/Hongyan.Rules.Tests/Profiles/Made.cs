using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Tests.Profiles;

/// <summary>Layers that a test makes up, and the day on which it asks them.</summary>
internal static class Made
{
    public static DateOnly Day => new(2026, 6, 1);

    public static ProfileLayer Layer(string code, params ProfileValue[] values) => new() { Code = code, Name = new Bilingual(code, code), Values = values };

    public static ProfileValue Value(string parameter, string json, string from, string? to = null) => new()
    {
        Parameter = parameter,
        Value = JsonElement.Parse(json),
        Clauses = ["facts-2"],
        Strength = Strength.Must,
        From = DateOnly.Parse(from),
        To = to is null ? null : DateOnly.Parse(to),
    };

    /// <summary>What holds on the day, as a word.</summary>
    public static string Text(Profile profile, string parameter) => Parameters.All[parameter] switch
    {
        Parameter<Interval> interval =>
            profile.Get(interval, Day) == Interval.HalfYear ? "half-year" : profile.Get(interval, Day).ToString().ToLowerInvariant(),
        Parameter<Term> term => profile.Get(term, Day).ToString(),
        Parameter<bool> on => profile.Get(on, Day).ToString(),
        Parameter<int> count => profile.Get(count, Day).ToString(),
        Parameter<string> word => profile.Get(word, Day),
        Parameter<DayOfYear> day => profile.Get(day, Day).ToString(),
        Parameter<IReadOnlyList<string>> words => string.Join(' ', profile.Get(words, Day)),
        _ => throw new NotSupportedException(parameter),
    };
}
