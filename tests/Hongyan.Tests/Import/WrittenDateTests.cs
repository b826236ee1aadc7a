using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;

namespace Hongyan.Tests.Import;

public sealed class WrittenDateTests
{
    [Theory]
    [InlineData("2026.1.3", "2026-01-03")]
    [InlineData("2026-03-05", "2026-03-05")]
    [InlineData("20260406", "2026-04-06")]
    [InlineData("46181", "2026-06-08")]
    [InlineData("46181.75", "2026-06-08")]
    [InlineData("2026/07/09", "2026-07-09")]
    [InlineData("２０２６－０８－１０", "2026-08-10")]
    [InlineData("2026年3月5日", "2026-03-05")]
    [InlineData(" 2026 年 3 月 5 日 ", "2026-03-05")]
    [InlineData("2026年3月5号", "2026-03-05")]
    [InlineData("2026-03-05 00:00:00", "2026-03-05")]
    [InlineData("2026-03-05T08:30:00Z", "2026-03-05")]
    [InlineData("2026-03-04T16:00:00.000Z", "2026-03-05")]
    [InlineData("2026-03-04T15:59:59Z", "2026-03-04")]
    [InlineData("2026-03-05T00:00:00+08:00", "2026-03-05")]
    [InlineData("2026-03-05 00:00:00 +0800 CST", "2026-03-05")]
    [InlineData("2026/3/2 00:00:00", "2026-03-02")]
    [InlineData("2026/3/1 12:30", "2026-03-01")]
    [InlineData("2026/3/5 上午 12:00:00", "2026-03-05")]
    [InlineData("2026/3/1 下午2:00:00", "2026-03-01")]
    [InlineData("2026/3/5 8:30 PM", "2026-03-05")]
    [InlineData("2026年3月5日 星期四", "2026-03-05")]
    [InlineData("2026-03-05（周四）", "2026-03-05")]
    [InlineData("2026年3月5日星期四 8:30", "2026-03-05")]
    [InlineData("2026年3月5日8时30分", "2026-03-05")]
    [InlineData("二〇二六年三月五日", "2026-03-05")]
    [InlineData("二零二六年十二月三十一日", "2026-12-31")]
    [InlineData("2026年十月廿一日", "2026-10-21")]
    [InlineData("\u202D2026-03-05\u202C", "2026-03-05")]
    public void A_day_is_read_in_all_the_ways_it_is_written(string text, string day) =>
        Assert.Equal(new WrittenDate(DateOnly.Parse(day), DatePart.Day), WrittenDate.Read(new Cell(text)));

    [Theory]
    [InlineData("2026年2月")]
    [InlineData("2026.02")]
    [InlineData("2026-2")]
    [InlineData("202602")]
    [InlineData("2026/02")]
    [InlineData("2026年2月份")]
    [InlineData("2026年2月初")]
    [InlineData("2026年2月底")]
    [InlineData("二〇二六年二月")]
    public void A_month_counts_from_its_first_day(string text) =>
        Assert.Equal(new WrittenDate(new DateOnly(2026, 2, 1), DatePart.Month), WrittenDate.Read(new Cell(text)));

    [Fact]
    public void A_year_is_only_a_year() =>
        Assert.Equal(new WrittenDate(new DateOnly(2026, 1, 1), DatePart.Year), WrittenDate.Read(new Cell("2026年")));

    [Theory]
    [InlineData("三月份走的")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01")]
    [InlineData("26.1.3")]
    [InlineData("75.3")]
    [InlineData("2026年三月初五")]
    [InlineData("2026年正月初五")]
    [InlineData("2026年春节后")]
    [InlineData("2026.3.5—2026.6.5")]
    [InlineData("2026年3月 8:30")]
    [InlineData("3/5/2026")]
    [InlineData("123")]
    [InlineData("9999999")]
    [InlineData("-")]
    [InlineData("")]
    public void What_would_be_guessing_is_not_read(string text) => Assert.Null(WrittenDate.Read(new Cell(text)));

    [Fact]
    public void A_number_that_may_be_January_or_October_is_only_a_year()
    {
        Assert.Equal(DatePart.Year, WrittenDate.Read(new Cell("1995.1", Number: 1995.1))!.Value.Part);
        Assert.Equal(DatePart.Month, WrittenDate.Read(new Cell("1995.1"))!.Value.Part);
        Assert.Equal(new DateOnly(1995, 4, 1), WrittenDate.Read(new Cell("1995.04", Number: 1995.04))!.Value.Day);
    }

    [Fact]
    public void Only_what_is_stated_is_compared()
    {
        var known = new DateOnly(1966, 7, 13);
        Assert.True(WrittenDate.Read(new Cell("1966-07"))!.Value.Agrees(known));
        Assert.False(WrittenDate.Read(new Cell("1966-06"))!.Value.Agrees(known));
        Assert.False(WrittenDate.Read(new Cell("1966-07-12"))!.Value.Agrees(known));
    }
}
