namespace Hongyan.Rules.Calendar;

/// <summary>Working days in China: weekdays without the public days off, and the weekend days worked instead.</summary>
public sealed class WorkCalendar(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> swappedWorkdays, IEnumerable<int> years)
{
    private readonly HashSet<DateOnly> holidays = [.. holidays];
    private readonly HashSet<DateOnly> workdays = [.. swappedWorkdays];
    private readonly HashSet<int> years = [.. years];

    /// <summary>Without data a year has its weekends only.</summary>
    public static WorkCalendar WeekendsOnly { get; } = new([], [], []);

    /// <summary>Whether the public days off of that year are known.</summary>
    public bool Knows(int year) => years.Contains(year);

    public bool IsWorkday(DateOnly day) =>
        workdays.Contains(day)
        || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day));

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
}
