using System.Globalization;

namespace Hongyan.Rules.Calendar;

/// <summary>How often a periodic duty comes round; the shorter comes first.</summary>
public enum Interval
{
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// <summary>A calendar period: 2026-03, 2026-Q1, 2026-H1 or 2026.</summary>
public readonly record struct Period(Interval Interval, DateOnly First)
{
    // The calendar itself ends with 9999: no day follows its last period.
    private const int LastYear = 9998;

    public DateOnly Last => First.AddMonths(Months(Interval)).AddDays(-1);

    public Period Next => new(Interval, First.AddMonths(Months(Interval)));

    public string Name => Interval switch
    {
        Interval.Month => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Interval.Quarter => string.Create(CultureInfo.InvariantCulture, $"{First.Year}-Q{((First.Month - 1) / 3) + 1}"),
        Interval.HalfYear => string.Create(CultureInfo.InvariantCulture, $"{First.Year}-H{((First.Month - 1) / 6) + 1}"),
        _ => First.Year.ToString(CultureInfo.InvariantCulture),
    };

    // The text of a record names all its properties: Next and its Next, until the calendar or the stack ends.
    public override string ToString() => Name;

    public static int Months(Interval interval) => interval switch
    {
        Interval.Month => 1,
        Interval.Quarter => 3,
        Interval.HalfYear => 6,
        _ => 12,
    };

    /// <summary>The period that holds the day.</summary>
    public static Period Of(Interval interval, DateOnly day)
    {
        var months = Months(interval);
        return new Period(interval, new DateOnly(day.Year, ((day.Month - 1) / months * months) + 1, 1));
    }

    public static Period OfMonth(DateOnly day) => Of(Interval.Month, day);

    public static Period OfYear(int year) => new(Interval.Year, new DateOnly(year, 1, 1));

    /// <summary>The month written 2026-03, or nothing when it is written otherwise.</summary>
    public static Period? ReadMonth(string name) =>
        DateOnly.TryParseExact(name + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year <= LastYear
            ? new Period(Interval.Month, first)
            : null;

    /// <summary>The period of that name: 2026-03, 2026-Q1, 2026-H1 or 2026. Nothing for any other text.</summary>
    public static Period? Read(string? name)
    {
        if (name is not { Length: >= 4 and <= 7 } || !int.TryParse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year is 0 or > LastYear)
            return null;
        return name[4..] switch
        {
            "" => OfYear(year),
            ['-', 'Q', >= '1' and <= '4' and var quarter] => new Period(Interval.Quarter, new DateOnly(year, ((quarter - '1') * 3) + 1, 1)),
            ['-', 'H', >= '1' and <= '2' and var half] => new Period(Interval.HalfYear, new DateOnly(year, ((half - '1') * 6) + 1, 1)),
            _ => ReadMonth(name),
        };
    }

    /// <summary>All periods that touch the days from first to last, both inclusive.</summary>
    public static IEnumerable<Period> Between(Interval interval, DateOnly first, DateOnly last)
    {
        for (var period = Of(interval, first); period.First <= last; period = period.Next)
            yield return period;
    }
}
