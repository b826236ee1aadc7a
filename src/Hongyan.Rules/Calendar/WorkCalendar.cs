using System.Text.Json;

namespace Hongyan.Rules.Calendar;

/// <summary>Working days in China: weekdays without the public days off, and the weekend days worked instead.</summary>
/// <param name="holidays">Days off of the published years, with their swaps.</param>
/// <param name="swappedWorkdays">Weekend days that are worked in the published years.</param>
/// <param name="years">The years whose holidays are published.</param>
/// <param name="lunarDays">Spring Festival, Qingming, Dragon Boat and Mid-Autumn of the years that are not published yet.</param>
public sealed class WorkCalendar(
    IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> swappedWorkdays, IEnumerable<int> years, IEnumerable<DateOnly>? lunarDays = null)
{
    private readonly HashSet<DateOnly> holidays = [.. holidays];
    private readonly HashSet<DateOnly> workdays = [.. swappedWorkdays];
    private readonly HashSet<int> years = [.. years];
    private readonly HashSet<DateOnly> lunarDays = [.. lunarDays ?? []];

    /// <summary>The years whose public days off are published.</summary>
    public IReadOnlyCollection<int> Published => years;

    /// <param name="yearFiles">policy/calendar: the published years.</param>
    /// <param name="lunarFile">policy/lunar-days.json: statutory days of the lunar calendar, by year.</param>
    public static WorkCalendar Read(IEnumerable<string> yearFiles, string lunarFile)
    {
        List<JsonElement> files = [.. yearFiles.Select(json => JsonElement.Parse(json))];
        var lunar = JsonElement.Parse(lunarFile).GetProperty("days").EnumerateObject()
            .SelectMany(year => year.Value.EnumerateArray().Select(day => DateOnly.ParseExact($"{year.Name}-{day.GetString()}", "yyyy-MM-dd", provider: null)));
        return new WorkCalendar(Days("holidays"), Days("workdays"), files.Select(year => year.GetProperty("year").GetInt32()), lunar);

        IEnumerable<DateOnly> Days(string name) => files.SelectMany(year => year.GetProperty(name).Deserialize<List<DateOnly>>() ?? []);
    }

    /// <summary>Whether the public days off of that year are published.</summary>
    public bool Knows(int year) => years.Contains(year);

    /// <summary>The first year, of those that a term of working days touches, whose days off are not published yet; nothing when all are.</summary>
    public int? UnpublishedBetween(DateOnly trigger, DateOnly due)
    {
        for (var year = trigger.Year; year <= due.Year; year++)
        {
            if (!Knows(year))
                return year;
        }
        return null;
    }

    public bool IsWorkday(DateOnly day) => workdays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(day));

    /// <summary>The last day of a term of so many working days; the day of the trigger does not count.</summary>
    public DateOnly AddWorkdays(DateOnly trigger, int count)
    {
        var day = trigger;
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkday(day))
                left--;
        }
        return day;
    }

    private bool IsHoliday(DateOnly day) => Knows(day.Year) ? holidays.Contains(day) : IsFixed(day) || lunarDays.Contains(day);

    // New Year, two days in May, three in October: what the State Council's rules have held since 2025.
    private static bool IsFixed(DateOnly day) => (day.Month, day.Day) is (1, 1) or (5, 1 or 2) or (10, 1 or 2 or 3);
}
