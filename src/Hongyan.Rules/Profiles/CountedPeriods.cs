using Hongyan.Rules.Calendar;

namespace Hongyan.Rules.Profiles;

/// <summary>Which periods of a span count, as the profile says it: for duties of every kind of case.</summary>
internal static class CountedPeriods
{
    /// <summary>
    /// The counted periods of a span, each with its first covered day. The interval is the one that holds on that day,
    /// so a new version of a profile takes hold with the next period.
    /// </summary>
    /// <param name="horizon">The last day up to which duties are told.</param>
    public static IEnumerable<(Period Period, DateOnly Opens)> In(Span span, DateOnly horizon, Profile profile, Func<DateOnly, Interval> interval)
    {
        for (var day = span.First; day <= horizon && span.Holds(day);)
        {
            var period = Period.Of(interval(day), day);
            if (Counts(span, period, profile))
                yield return (period, day);
            day = period.Last.AddDays(1);
        }
    }

    /// <summary>Whether a span covers enough days of a period for it to count.</summary>
    public static bool Counts(Span span, Period period, Profile profile) =>
        span.DaysIn(period) >= profile.Get(MinDays(period.Interval), span.FirstDayIn(period));

    private static Parameter<int> MinDays(Interval interval) => interval switch
    {
        Interval.Month => Parameters.MonthMinDays,
        Interval.Quarter => Parameters.QuarterMinDays,
        Interval.HalfYear => Parameters.HalfYearMinDays,
        _ => Parameters.YearMinDays,
    };
}
