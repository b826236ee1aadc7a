namespace Hongyan.Rules.Calendar;

/// <summary>Days from first to last, both inclusive; without a last day the span is still open.</summary>
public readonly record struct Span(DateOnly First, DateOnly? Last)
{
    public bool Holds(DateOnly day) => day >= First && (Last is not { } last || day <= last);

    /// <summary>How many days of the period the span covers.</summary>
    public int DaysIn(Period period)
    {
        var to = Last is { } last && last < period.Last ? last : period.Last;
        return Math.Max(0, to.DayNumber - FirstDayIn(period).DayNumber + 1);
    }

    /// <summary>The first day of the period that the span covers.</summary>
    public DateOnly FirstDayIn(Period period) => First > period.First ? First : period.First;
}
