using System.Globalization;
using Hongyan.Platform;

namespace Hongyan.Features.Reports;

/// <summary>The day of a report: one that the calendar of duties can count around.</summary>
internal static class ReportDay
{
    public const string First = "1921-07-01";
    public const string Last = "2199-12-31";

    public static bool IsPossible(DateOnly day) => day >= Day(First) && day <= Day(Last);

    /// <exception cref="UserError">The text is no such day.</exception>
    public static DateOnly? Read(string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsPossible(day)
            ? day
            : throw new UserError($"“{text}”不是可用的日期，请写成 2026-11-20。 / “{text}” is no usable date; write 2026-11-20.");
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
