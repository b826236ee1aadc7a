using Hongyan.Rules.Calendar;

namespace Hongyan.Rules.Tests.Calendar;

public sealed class PeriodTests
{
    [Theory]
    [InlineData(Interval.Month, "2026-03-31", "2026-03", "2026-03-01", "2026-03-31")]
    [InlineData(Interval.Month, "2024-02-29", "2024-02", "2024-02-01", "2024-02-29")]
    [InlineData(Interval.Quarter, "2026-01-01", "2026-Q1", "2026-01-01", "2026-03-31")]
    [InlineData(Interval.Quarter, "2026-12-31", "2026-Q4", "2026-10-01", "2026-12-31")]
    [InlineData(Interval.HalfYear, "2026-06-30", "2026-H1", "2026-01-01", "2026-06-30")]
    [InlineData(Interval.HalfYear, "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31")]
    [InlineData(Interval.Year, "2026-07-01", "2026", "2026-01-01", "2026-12-31")]
    public void A_day_lies_in_its_period(Interval interval, string day, string name, string first, string last)
    {
        var period = Period.Of(interval, DateOnly.Parse(day));

        Assert.Equal((name, DateOnly.Parse(first), DateOnly.Parse(last)), (period.Name, period.First, period.Last));
        Assert.Equal(period.Last.AddDays(1), period.Next.First);
    }

    [Fact]
    public void A_period_is_written_as_its_name() => Assert.Equal("2026-Q1", Period.Of(Interval.Quarter, new(2026, 2, 3)).ToString());

    [Fact]
    public void Periods_between_two_days_are_those_they_touch() =>
        Assert.Equal(["2025-Q4", "2026-Q1", "2026-Q2"], Period.Between(Interval.Quarter, new(2025, 12, 31), new(2026, 4, 1)).Select(period => period.Name));

    [Theory]
    [InlineData("2026-03")]
    [InlineData("9998-12")]
    public void A_month_is_read_as_it_is_written(string text) => Assert.Equal(text, Period.ReadMonth(text)?.Name);

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-3")]
    [InlineData("2026-Q1")]
    [InlineData("9999-01")]
    public void What_is_no_month_is_not_read_as_one(string text) => Assert.Null(Period.ReadMonth(text));
}

public sealed class SpanTests
{
    private static Period Quarter => Period.Of(Interval.Quarter, new(2026, 1, 1));

    [Theory]
    [InlineData("2026-01-01", "2026-03-31", 90)]
    [InlineData("2026-03-31", null, 1)]
    [InlineData("2025-01-01", null, 90)]
    [InlineData("2026-01-10", "2026-01-10", 1)]
    [InlineData("2026-04-01", null, 0)]
    [InlineData("2025-01-01", "2025-12-31", 0)]
    public void Days_of_a_period_are_counted_with_both_ends(string first, string? last, int days) =>
        Assert.Equal(days, Days(first, last).DaysIn(Quarter));

    [Theory]
    [InlineData("2026-01-09", false)]
    [InlineData("2026-01-10", true)]
    [InlineData("2026-01-15", true)]
    [InlineData("2026-01-20", true)]
    [InlineData("2026-01-21", false)]
    public void A_span_holds_both_its_ends_and_what_is_between(string day, bool isHeld) =>
        Assert.Equal(isHeld, Days("2026-01-10", "2026-01-20").Holds(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-01-09", false)]
    [InlineData("2026-01-10", true)]
    [InlineData("2099-12-31", true)]
    public void An_open_span_holds_every_day_from_its_first(string day, bool isHeld) =>
        Assert.Equal(isHeld, Days("2026-01-10", null).Holds(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2025-12-31", "2026-01-01")]
    [InlineData("2026-02-10", "2026-02-10")]
    public void The_first_day_in_a_period_is_that_of_the_later_of_both(string first, string day) =>
        Assert.Equal(DateOnly.Parse(day), Days(first, null).FirstDayIn(Quarter));

    private static Span Days(string first, string? last) => new(DateOnly.Parse(first), last is null ? null : DateOnly.Parse(last));
}

public sealed class TermTests
{
    [Theory]
    [InlineData("30 days", "2026-03-01", "2026-03-31")]
    [InlineData("0 days", "2026-03-01", "2026-03-01")]
    [InlineData("1 month", "2026-01-31", "2026-02-28")]
    [InlineData("3 months", "2023-11-30", "2024-02-29")]
    [InlineData("5 workdays", "2026-01-05", "2026-01-12")]
    [InlineData("1 workday", "2026-02-14", "2026-02-24")]
    [InlineData("1 workday", "2026-02-27", "2026-02-28")]
    [InlineData("1 workday", "2026-09-30", "2026-10-08")]
    [InlineData("1 workday", "2026-10-09", "2026-10-10")]
    [InlineData("0 workdays", "2026-02-15", "2026-02-15")]
    public void A_term_counts_from_the_day_after_its_trigger(string term, string trigger, string last) =>
        Assert.Equal(DateOnly.Parse(last), Term.Parse(term).After(DateOnly.Parse(trigger), PolicyFiles.Calendar()));

    [Theory]
    [InlineData("soon")]
    [InlineData("10")]
    [InlineData("-1 days")]
    [InlineData("1.5 months")]
    [InlineData("10000 days")]
    [InlineData("")]
    public void What_is_no_term_is_named(string text) => Assert.Contains($"“{text}”", Assert.Throws<FormatException>(() => Term.Parse(text)).Message);

    [Theory]
    [InlineData("1 day", 1, TermUnit.Days)]
    [InlineData(" 10 Workdays ", 10, TermUnit.Workdays)]
    [InlineData("9999MONTHS", 9999, TermUnit.Months)]
    public void A_term_is_read_in_any_case_and_spacing(string text, int count, TermUnit unit) => Assert.Equal(new Term(count, unit), Term.Parse(text));

    [Fact]
    public void The_stricter_of_two_terms_is_the_one_that_ends_first() => Assert.Equal(
        ["5 workdays", "10 days", "10 workdays", "1 months"],
        new[] { "1 month", "10 workdays", "10 days", "5 workdays" }.Select(Term.Parse).OrderBy(term => term.Strictness).Select(term => term.ToString()));
}

public sealed class PeriodNameTests
{
    [Theory]
    [InlineData("2026", "2026-01-01", "2026-12-31")]
    [InlineData("2026-H2", "2026-07-01", "2026-12-31")]
    [InlineData("2026-H1", "2026-01-01", "2026-06-30")]
    [InlineData("2026-Q1", "2026-01-01", "2026-03-31")]
    [InlineData("2026-Q2", "2026-04-01", "2026-06-30")]
    [InlineData("2026-Q4", "2026-10-01", "2026-12-31")]
    [InlineData("2026-02", "2026-02-01", "2026-02-28")]
    [InlineData("9998-Q4", "9998-10-01", "9998-12-31")]
    public void A_name_is_read_back_as_its_period(string name, string first, string last)
    {
        var period = Period.Read(name)!.Value;

        Assert.Equal((name, DateOnly.Parse(first), DateOnly.Parse(last)), (period.Name, period.First, period.Last));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("202")]
    [InlineData("year")]
    [InlineData("20x6-Q1")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-H0")]
    [InlineData("2026-H3")]
    [InlineData("2026-Q1x")]
    [InlineData("2026-13")]
    [InlineData("0000")]
    [InlineData("9999")] // no day follows it
    [InlineData("9999-Q4")]
    [InlineData("9999-12")]
    [InlineData("2026-spring-festival")]
    [InlineData("2026-07-01")]
    public void Any_other_text_is_none(string? name) => Assert.Null(Period.Read(name));
}

public sealed class FestivalTests
{
    [Theory]
    [InlineData(2024, "2024-02-10")]
    [InlineData(2025, "2025-01-29")]
    [InlineData(2026, "2026-02-17")]
    [InlineData(2027, "2027-02-06")]
    [InlineData(2099, "2099-01-21")]
    public void Spring_Festival_follows_the_moon(int year, string day)
    {
        var festival = Assert.Single(Festival.In(year, ["spring-festival"]));

        Assert.Equal((DateOnly.Parse(day), $"{year}-spring-festival"), (festival.Day, festival.Period));
    }

    [Fact]
    public void Fixed_days_stay_where_they_are() =>
        Assert.Equal([("2026-07-01", new(2026, 7, 1)), ("2026-02-29", new DateOnly(2026, 2, 28))],
            Festival.In(2026, ["07-01", "02-29"]).Select(festival => (festival.Period, festival.Day)));

    [Theory]
    [InlineData("spring-festival")]
    [InlineData("07-01")]
    public void A_festival_is_known_by_its_key(string key) => Assert.Equal(key, Festival.Check(key));

    [Fact]
    public void What_is_no_festival_is_named() => Assert.Contains("midsummer", Assert.Throws<FormatException>(() => Festival.Check("midsummer")).Message);
}

public sealed class DayOfYearTests
{
    [Theory]
    [InlineData("07-01", 2026, "2026-07-01")]
    [InlineData("02-29", 2026, "2026-02-28")]
    [InlineData("02-29", 2028, "2028-02-29")]
    [InlineData("12-31", 2026, "2026-12-31")]
    public void A_day_of_the_year_is_that_day_in_every_year(string text, int year, string day) =>
        Assert.Equal((DateOnly.Parse(day), text), (DayOfYear.Parse(text).In(year), DayOfYear.Parse(text).ToString()));

    [Theory]
    [InlineData("13-01")]
    [InlineData("02-30")]
    [InlineData("7-1")]
    [InlineData("")]
    public void What_is_no_day_of_the_year_is_named(string text) =>
        Assert.Contains($"“{text}”", Assert.Throws<FormatException>(() => DayOfYear.Parse(text)).Message);
}
