using System.Globalization;
using System.Text.Json;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>Values of parameters as people say them: each quarter, 10 working days, 31 December.</summary>
internal sealed class Wording(Texts texts)
{
    private readonly Texts texts = texts.For("Policy");

    public string NameOf(string parameter) => texts.Has("parameter." + parameter) ? texts["parameter." + parameter] : parameter;

    public string Of(Parameter parameter, JsonElement value) => Of(parameter, ValueReading.Read(parameter, value));

    public string Of(Parameter parameter, object value) => value switch
    {
        int number => Counted(UnitOf(parameter), number),
        Term term => Counted(NameOf(term.Unit), term.Count),
        Interval interval => texts["interval." + NameOf(interval)],
        bool on => texts[on ? "switch.on" : "switch.off"],
        DayOfYear day => Day(day),
        IReadOnlyList<string> items => items.Count == 0 ? texts["none"] : string.Join(texts["list.separator"], items.Select(ItemName)),
        _ => ItemName(value.ToString() ?? ""),
    };

    /// <summary>The one of two texts that is in the reader's language.</summary>
    public string Own(string chinese, string english) => texts["lang"] == "zh-CN" ? chinese : english;

    public string Of(Bilingual text) => Own(text.Zh, text.En);

    /// <summary>Those whom a clause binds: host-branch; home-branch → Host branch, Home branch.</summary>
    public string Actors(string actors) => string.Join(texts["list.separator"],
        actors.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(actor => texts.Has("actor." + actor) ? texts["actor." + actor] : actor));

    public string Warning(string kind) => texts.Has("warning." + kind) ? texts["warning." + kind] : kind;

    /// <summary>One word of a choice or a list; a festival is a day of the year.</summary>
    public string ItemName(string item) =>
        texts.Has("item." + item) ? texts["item." + item]
        : DateOnly.TryParseExact("2024-" + item, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? Day(new DayOfYear(day.Month, day.Day))
        : item;

    /// <summary>months, points or days.</summary>
    public static string UnitOf(Parameter parameter) =>
        parameter.Unit == TermUnit.Months ? "months"
        : parameter.Name.StartsWith("scoring.", StringComparison.Ordinal) ? "points"
        : "days";

    /// <summary>HalfYear → half-year.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private string Counted(string unit, int count) => texts[count == 1 ? $"count.{unit}.1" : $"count.{unit}", count];

    private string Day(DayOfYear day) =>
        new DateOnly(2024, day.Month, day.Day).ToString(texts["day-of-year"], CultureInfo.InvariantCulture);
}
