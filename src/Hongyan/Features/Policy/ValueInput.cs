using System.Globalization;
using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>How a value is typed: a choice, a number with or without a unit, a day of the year, or several words.</summary>
public sealed class ValueInput
{
    private const int MostPoints = 100, MostMonths = 120, MostDays = 3660;

    public string? Choice { get; set; }
    public string? Number { get; set; }
    public string? Unit { get; set; }

    /// <summary>A month and a day as 12-31.</summary>
    public string? Day { get; set; }
    public List<string> Items { get; set; } = [];

    /// <summary>The form of the parameter: interval, switch, choice, term, count, day or list.</summary>
    public static string KindOf(Parameter parameter) => parameter switch
    {
        Parameter<Interval> => "interval",
        Parameter<bool> => "switch",
        Parameter<Term> => "term",
        Parameter<int> => "count",
        Parameter<DayOfYear> => "day",
        Parameter<IReadOnlyList<string>> => "list",
        _ => "choice",
    };

    public static ValueInput Of(object value) => value switch
    {
        Interval interval => new() { Choice = Wording.NameOf(interval) },
        bool on => new() { Choice = on ? "on" : "off" },
        Term term => new() { Number = Text(term.Count), Unit = Wording.NameOf(term.Unit) },
        int number => new() { Number = Text(number) },
        DayOfYear day => new() { Day = string.Create(CultureInfo.InvariantCulture, $"{day.Month:00}-{day.Day:00}") },
        IReadOnlyList<string> list => new() { Items = [.. list] },
        _ => new() { Choice = value.ToString() },
    };

    /// <summary>The value as a profile writes it, or the field that is wrong and the key of the sentence that says why.</summary>
    public (JsonElement? Value, string Field, string? Fault) Read(Parameter parameter)
    {
        switch (KindOf(parameter))
        {
            case "term":
                return !Counts(MostOf(Unit ?? ""), out var term) ? (null, nameof(Number), "value.number")
                    : !Choices.Units.Contains(Unit) ? (null, nameof(Unit), "value.choice")
                    : (ValueReading.Json($"{Text(term)} {Unit}"), nameof(Number), null);
            case "count":
                return Counts(MostOf(Wording.UnitOf(parameter)), out var count) ? (ValueReading.Json(count), nameof(Number), null)
                    : (null, nameof(Number), "value.number");
            case "day":
                return IsDay(Day?.Trim()) ? (ValueReading.Json(Day!.Trim()), nameof(Day), null) : (null, nameof(Day), "value.day");
            case "list":
                var known = Items.Where(item => Choices.Of(parameter).Contains(item)).Distinct().ToList();
                return known.Count > 0 && known.Count == Items.Count ? (ValueReading.Json(known), nameof(Items), null) : (null, nameof(Items), "value.items");
            case "switch":
                return Choices.Switch.Contains(Choice) ? (ValueReading.Json(Choice == "on"), nameof(Choice), null) : (null, nameof(Choice), "value.choice");
            case "interval":
                return Choices.Intervals.Contains(Choice) ? (ValueReading.Json(Choice!), nameof(Choice), null) : (null, nameof(Choice), "value.choice");
            default:
                return Choices.Of(parameter).Contains(Choice) ? (ValueReading.Json(Choice!), nameof(Choice), null) : (null, nameof(Choice), "value.choice");
        }
    }

    public static int MostOf(string unit) => unit switch { "months" => MostMonths, "points" => MostPoints, _ => MostDays };

    private bool Counts(int most, out int count) =>
        int.TryParse(Number?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= most;

    private static bool IsDay(string? text) =>
        DateOnly.TryParseExact("2023-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
