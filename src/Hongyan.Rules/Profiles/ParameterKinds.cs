using System.Text.Json;
using Hongyan.Rules.Calendar;

namespace Hongyan.Rules.Profiles;

/// <summary>The kinds of policy numbers: how each is written, and which of two is the stricter.</summary>
internal static class ParameterKinds
{
    private const int LongestDays = 3660;

    /// <summary>A number, such as a score.</summary>
    public static Parameter<int> Count(string name, Merge merge = Merge.Strictest) =>
        new(name, merge, value => Number(value) ?? throw new FormatException($"write a number from 0 to {LongestDays}."), Math.Min);

    /// <summary>A number of days, written 60 or "60 days".</summary>
    public static Parameter<int> Days(string name, Merge merge = Merge.Strictest) => CountOf(TermUnit.Days, name, merge);

    /// <summary>A number of months, written 6 or "6 months".</summary>
    public static Parameter<int> Months(string name, Merge merge = Merge.Strictest) => CountOf(TermUnit.Months, name, merge);

    /// <summary>A term, written 10 (in the parameter's own unit) or "10 workdays".</summary>
    public static Parameter<Term> Within(string name, TermUnit unit) =>
        new(name, Merge.Strictest, value => Number(value) is { } count ? new Term(count, unit) : Term.Parse(Word(value)),
            (higher, lower) => lower.Strictness < higher.Strictness ? lower : higher);

    /// <summary>month, quarter, half-year or year.</summary>
    public static Parameter<Interval> Every(string name) =>
        new(name, Merge.Strictest, value => Word(value) switch
        {
            "month" => Interval.Month,
            "quarter" => Interval.Quarter,
            "half-year" => Interval.HalfYear,
            "year" => Interval.Year,
            _ => throw new FormatException("write month, quarter, half-year or year."),
        }, (higher, lower) => lower < higher ? lower : higher);

    /// <summary>true or false, on or off.</summary>
    public static Parameter<bool> Switch(string name) =>
        new(name, Merge.Local, value => value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Word(value) switch { "on" => true, "off" => false, _ => throw new FormatException("write on or off.") },
        });

    /// <summary>One of some words.</summary>
    public static Parameter<string> Choice(string name, params string[] words) =>
        new(name, Merge.Local, value => Word(value) is var word && words.Contains(word)
            ? word
            : throw new FormatException($"write {string.Join(" or ", words)}."));

    /// <summary>A month and a day, written 12-31.</summary>
    public static Parameter<DayOfYear> Date(string name) => new(name, Merge.Local, value => DayOfYear.Parse(Word(value)));

    /// <summary>A list of words; <paramref name="check"/> gives a word back or throws a <see cref="FormatException"/>.</summary>
    public static Parameter<IReadOnlyList<string>> List(string name, Merge merge, Func<string, string>? check = null) =>
        new(name, merge, value => value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(Word).Select(check ?? (word => word))]
            : throw new FormatException("write a list of words."), (higher, lower) => [.. higher.Union(lower)]);

    private static Parameter<int> CountOf(TermUnit unit, string name, Merge merge) =>
        new(name, merge, value => Number(value) ?? (Term.Parse(Word(value)) is var term && term.Unit == unit
            ? term.Count
            : throw new FormatException($"write a number of {unit.ToString().ToLowerInvariant()}.")), Math.Min) { Unit = unit };

    private static int? Number(JsonElement value) => value.ValueKind != JsonValueKind.Number ? null
        : value.TryGetInt32(out var count) && count is >= 0 and <= LongestDays ? count
        : throw new FormatException($"write a number from 0 to {LongestDays}.");

    // HALF_YEAR and half-year are the same word.
    private static string Word(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString()!.Trim().ToLowerInvariant().Replace('_', '-')
        : throw new FormatException("write a word.");
}
