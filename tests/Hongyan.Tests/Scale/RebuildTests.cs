using Hongyan.Features.Duties;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Scale;

public sealed class RebuildTests(Province province) : IClassFixture<Province>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_as_told_is_left_alone_and_what_differs_is_put_right()
    {
        var rebuilding = new Rebuilding(province.Installation.Instance);
        Assert.Equal(new Rebuilt(Province.Size, 0), await rebuilding.RunAsync(null, Cancellation));

        await using var db = province.Installation.Db();
        var before = await PrintAsync();
        await db.Database.ExecuteSqlAsync(
            $"update duty set due_on = due_on + 3 where id in (select id from duty where done_on is null order by id limit 5)", Cancellation);
        var lost = await db.Database.ExecuteSqlAsync(
            $"delete from duty where id in (select id from duty where done_on is null order by id desc limit 4)", Cancellation);
        Assert.Equal(4, lost);
        Assert.InRange((await rebuilding.RunAsync(null, Cancellation)).Changed, 2, 9);
        Assert.Equal(before, await PrintAsync());
        Assert.Equal(0, (await rebuilding.RunAsync(null, Cancellation)).Changed);

        async Task<List<string>> PrintAsync() => await db.Database.SqlQuery<string>($"""
            select md5(string_agg(case_id || kind || coalesce(period, '') || opens_on || due_on || coalesce(org_path, ''), '|'
              order by case_id, kind, period)) as "Value" from duty
            """).ToListAsync(Cancellation);
    }
}
