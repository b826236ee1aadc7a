using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Tests.Profiles;

public sealed class CountedPeriodsTests
{
    private static Profile Profile => new([Made.Layer("nation",
        Made.Value("period.minDays.month", "10", "2020-01-01"), Made.Value("period.minDays.quarter", "20", "2020-01-01"),
        Made.Value("period.minDays.halfYear", "30", "2020-01-01"), Made.Value("period.minDays.year", "40", "2020-01-01"))]);

    [Theory]
    [InlineData(Interval.Month, 10)]
    [InlineData(Interval.Quarter, 20)]
    [InlineData(Interval.HalfYear, 30)]
    [InlineData(Interval.Year, 40)]
    public void A_period_counts_from_the_days_that_the_profile_asks(Interval interval, int days)
    {
        DateOnly first = new(2026, 7, 1);
        var period = Period.Of(interval, first);

        Assert.True(CountedPeriods.Counts(new(first, first.AddDays(days - 1)), period, Profile));
        Assert.False(CountedPeriods.Counts(new(first, first.AddDays(days - 2)), period, Profile));
    }

    [Theory]
    [InlineData("2026-03-31", "2026-06-30", "2026-Q2")] // a day of the first quarter is too little
    [InlineData("2026-03-12", "2026-04-20", "2026-Q1 2026-Q2")]
    [InlineData("2026-03-12", "2026-04-19", "2026-Q1")]
    [InlineData("2026-03-31", null, "2026-Q2 2026-Q3")]
    [InlineData("2026-07-01", null, "2026-Q3")]
    [InlineData("2026-07-02", null, "")]
    public void Periods_count_up_to_the_horizon_where_the_span_covers_enough_of_them(string first, string? last, string periods) =>
        Assert.Equal(periods, string.Join(' ', Counted(first, last, _ => Interval.Quarter).Select(counted => counted.Period.Name)));

    [Fact]
    public void A_period_opens_on_its_first_covered_day() => Assert.Equal([new(2026, 2, 10), new DateOnly(2026, 4, 1), new DateOnly(2026, 7, 1)],
        Counted("2026-02-10", null, _ => Interval.Quarter).Select(counted => counted.Opens));

    [Fact]
    public void A_new_interval_takes_hold_with_the_next_period() => Assert.Equal(["2026-Q1", "2026-04", "2026-05", "2026-06", "2026-07"],
        Counted("2026-02-10", null, day => day < new DateOnly(2026, 2, 15) ? Interval.Quarter : Interval.Month).Select(counted => counted.Period.Name));

    [Fact]
    public void A_longer_interval_waits_until_one_of_its_periods_begins() => Assert.Equal(["2026-01", "2026-02", "2026-03", "2026-Q2", "2026-Q3"],
        Counted("2026-01-10", null, day => day < new DateOnly(2026, 2, 15) ? Interval.Month : Interval.Quarter).Select(counted => counted.Period.Name));

    // A horizon on the first day of the third quarter; never more than ten, so that a rule that runs on is seen and not waited for.
    private static IEnumerable<(Period Period, DateOnly Opens)> Counted(string first, string? last, Func<DateOnly, Interval> interval) =>
        CountedPeriods.In(new(DateOnly.Parse(first), last is null ? null : DateOnly.Parse(last)), new(2026, 7, 1), Profile, interval).Take(10);
}
