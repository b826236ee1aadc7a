using System.Net;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Scale;

/// <summary>However many people a page shows, it asks the database a few times, and nothing once for each of them.</summary>
public sealed class StatementTests(Province province) : IClassFixture<Province>
{
    private const int Most = 20;
    private const int SameAtMost = 3;

    private static readonly string[] Pages =
    [
        "/", "/Worklist", "/Branches", "/Members", "/Lists", "/Lists/outflow", "/Lists/inflow", "/Correspondence", "/Certificates", "/Certificates/Seal", "/Transfers", "/Meetings", "/Notices",
        "/Education", "/Dues", "/Care", "/Reception", "/Conversion", "/Returns", "/Papers", "/Reports/Situation", "/Search?q=王", "/Policy",
    ];

    [Fact]
    public async Task A_page_asks_a_few_times_however_many_people_it_shows()
    {
        await using var db = province.House.Db();
        var county = await db.Organizations.Where(o => o.Path.Length == 11).Select(o => o.Path).FirstAsync(TestContext.Current.CancellationToken);
        using var browser = await province.House.SignInAsync(Roles.Clerk, county);
        using var statements = new Statements();
        var wrong = new List<string>();
        foreach (var page in Pages)
        {
            await browser.GetAsync(page);
            if (browser.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
                wrong.Add($"{page}: {browser.Status}");
            statements.Take();
            await browser.GetAsync(page);
            var asked = statements.Take();
            var same = asked.GroupBy(text => text).Max(group => (int?)group.Count()) ?? 0;
            if (asked.Count > Most || same > SameAtMost)
                wrong.Add($"{page}: {asked.Count} statements, one of them {same} times");
        }
        Assert.Empty(wrong);
    }
}
