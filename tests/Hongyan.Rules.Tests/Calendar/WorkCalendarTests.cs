using Hongyan.Rules.Calendar;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Calendar;

public sealed class WorkCalendarTests
{
    [Theory]
    [InlineData("2026-01-02", false)] // off beside New Year, as published
    [InlineData("2026-02-14", true)] // a Saturday worked
    [InlineData("2026-02-15", false)]
    [InlineData("2026-02-17", false)] // Spring Festival
    [InlineData("2026-02-20", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-03-07", false)] // any Saturday
    [InlineData("2026-03-09", true)] // any Monday
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-11", false)]
    [InlineData("2031-01-01", false)] // a Wednesday of a year that is not published: the fixed days are off all the same
    [InlineData("2027-02-08", false)] // the Monday after Spring Festival
    [InlineData("2027-05-03", true)] // swaps and further days are not known
    [InlineData("2028-10-03", false)] // Mid-Autumn within National Day
    public void Holidays_are_off_and_swapped_weekends_are_worked(string day, bool isWorked) =>
        Assert.Equal(isWorked, PolicyFiles.Calendar().IsWorkday(DateOnly.Parse(day)));

    [Theory] // weekdays of 2030
    [InlineData("2030-01-01", false)]
    [InlineData("2030-01-02", true)]
    [InlineData("2030-04-30", true)]
    [InlineData("2030-05-01", false)]
    [InlineData("2030-05-02", false)]
    [InlineData("2030-05-03", true)]
    [InlineData("2030-09-30", true)]
    [InlineData("2030-10-01", false)]
    [InlineData("2030-10-02", false)]
    [InlineData("2030-10-03", false)]
    [InlineData("2030-10-04", true)]
    public void Without_any_data_the_fixed_days_are_off(string day, bool isWorked) =>
        Assert.Equal(isWorked, new WorkCalendar([], [], []).IsWorkday(DateOnly.Parse(day)));

    [Fact]
    public void A_published_year_is_read_and_may_have_no_days_off()
    {
        var calendar = WorkCalendar.Read(["""{"year":2030,"holidays":null,"workdays":null}"""], """{"days":{"2029":["02-13"]}}""");

        Assert.Equal([2030], calendar.Published);
        Assert.Equal([true, false], new[] { "2030-10-01", "2029-02-13" }.Select(day => calendar.IsWorkday(DateOnly.Parse(day))));
    }

    [Theory]
    [InlineData("2026-12-01", "2026-12-31", null)]
    [InlineData("2025-12-31", "2026-01-01", null)]
    [InlineData("2026-12-31", "2027-01-01", 2027)]
    [InlineData("2027-01-01", "2027-01-01", 2027)]
    [InlineData("2027-12-31", "2029-01-01", 2027)]
    [InlineData("2023-12-31", "2026-01-01", 2023)]
    public void The_first_year_of_a_term_that_is_not_published_is_told(string trigger, string due, int? year) =>
        Assert.Equal(year, PolicyFiles.Calendar().UnpublishedBetween(DateOnly.Parse(trigger), DateOnly.Parse(due)));

    [Fact]
    public void A_term_that_reaches_into_a_year_that_is_not_published_says_so()
    {
        var national = PolicyFiles.National();
        var told = new SojournCase(new MemberFacts(), [new DepartureReported { On = new(2026, 12, 28), Departs = new(2026, 12, 28) }], national,
            national, PolicyFiles.Calendar());

        var duties = DutyBook.On(told, new(2026, 12, 29)).DistinctBy(duty => duty.Kind).ToDictionary(duty => duty.Kind, duty => duty.UnpublishedYear);

        Assert.Equal([2027, 2027, null], [duties["seal-certificate"], duties["issue-certificate"], duties["report-in"]]);
    }

    [Fact]
    public void It_says_which_years_it_knows()
    {
        Assert.Equal([2024, 2025, 2026], PolicyFiles.Calendar().Published.Order());
        Assert.True(PolicyFiles.Calendar().Knows(2026));
        Assert.False(PolicyFiles.Calendar().Knows(2031));
    }

    [Theory]
    [InlineData("2031-01-03", 1, "2031-01-06")]
    [InlineData("2031-01-03", 0, "2031-01-03")]
    [InlineData("2031-01-04", 0, "2031-01-04")]
    [InlineData("2031-01-04", 6, "2031-01-13")]
    [InlineData("2031-04-30", 1, "2031-05-05")]
    public void Working_days_are_counted_past_weekends_and_holidays(string trigger, int count, string last) =>
        Assert.Equal(DateOnly.Parse(last), new WorkCalendar([], [], []).AddWorkdays(DateOnly.Parse(trigger), count));
}
