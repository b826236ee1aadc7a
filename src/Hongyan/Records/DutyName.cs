using System.Text.Json;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;

namespace Hongyan.Records;

/// <summary>The name of a duty. Where it says how often, it follows the period that the profile gave it: 每季度联系, 每月联系.</summary>
public static class DutyName
{
    /// <param name="texts">The texts of the duties.</param>
    public static string Of(string kind, string? period, Texts texts) => texts[Key(kind, Period.Read(period)?.Interval)];

    /// <summary>The key of the name among the texts of the duties; without an interval, that of the kind in general.</summary>
    public static string Key(string kind, Interval? interval) =>
        interval is { } every && $"kind.{kind}.{JsonNamingPolicy.KebabCaseLower.ConvertName(every.ToString())}" is var exact
            && TextBook.Whole.Find("Duties", exact) is not null
            ? exact
            : "kind." + kind;

    public static string Key(string kind, string? period) => Key(kind, Period.Read(period)?.Interval);
}
