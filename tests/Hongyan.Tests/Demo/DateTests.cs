using System.Text.RegularExpressions;
using Hongyan.Features.Demo;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Demo;

[Trait("part", "night")]
public sealed partial class DateTests
{
    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2028-02-29")]
    public async Task The_county_can_be_made_on_any_day(string date) =>
        Assert.True((await RecordsAsync(DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))).Count > 1_000);

    [Fact]
    public async Task The_county_is_the_same_on_the_same_day()
    {
        var day = new DateOnly(2027, 7, 1);
        Assert.Equal(await RecordsAsync(day), await RecordsAsync(day));
    }

    private static async Task<List<string>> RecordsAsync(DateOnly day)
    {
        await using var installation = await TestInstallation.NewAsync(day);
        await Demonstrating.FillAsync(installation.Instance, TestContext.Current.CancellationToken);
        await using var db = installation.Db();
        var records = await db.Records
            .AsNoTracking()
            .Select(record => new { record.OnDate, record.Data, db.Members.First(member => member.Id == record.OwnerId).Name })
            .ToListAsync(TestContext.Current.CancellationToken);
        return [.. records.Select(record => Id().Replace($"{record.OnDate} {record.Data} {record.Name}", "id")).Order(StringComparer.Ordinal)];
    }

    /// <summary>Records that speak of another name it by an id, which is new each time.</summary>
    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
