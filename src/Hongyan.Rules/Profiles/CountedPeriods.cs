using Hongyan.Rules.Calendar;

namespace Hongyan.Rules.Profiles;

/// <summary>Which periods of a span count, as the profile says it: for duties of every kind of case.</summary>
internal static class CountedPeriods
{
    /// <summary>
    /// The counted periods of a span, each with its first covered day. Another interval takes hold on the first day on which a period of the
    /// old and one of the new begins, so no period is cut or told twice.
    /// </summary>
    /// <param name="horizon">The last day up to which duties are told.</param>
    public static IEnumerable<(Period Period, DateOnly Opens)> In(Span span, DateOnly horizon, Profile profile, Func<DateOnly, Interval> interval)
    {
        Interval? current = null;
        for (var day = span.First; day <= horizon && span.Holds(day);)
        {
            var asked = interval(day);
            if (current is not { } old || Period.Of(asked, day).First == day)
                current = old = asked;
            var period = Period.Of(old, day);
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
