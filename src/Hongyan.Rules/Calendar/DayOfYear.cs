using System.Globalization;

namespace Hongyan.Rules.Calendar;

/// <summary>A month and a day, such as 12-31.</summary>
public readonly record struct DayOfYear(int Month, int Day)
{
    /// <summary>The day in a year; 29 February is the 28th where there is no 29th.</summary>
    public DateOnly In(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");

    /// <exception cref="FormatException">The text is no month and day.</exception>
    public static DayOfYear Parse(string text) =>
        DateOnly.TryParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DayOfYear(day.Month, day.Day)
            : throw new FormatException($"“{text}” is no month and day such as 12-31.");
}
