using System.Net;
using Hongyan.Features.Lists;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Scale;

/// <summary>However many people a page shows, it asks the database a few times, and nothing once for each of them.</summary>
public sealed class StatementTests(Province province) : IClassFixture<Province>
{
    private const int Most = 18;
    private const int SameAtMost = 3;

    private static readonly string[] Others =
    [
        "/", "/Worklist", "/Worklist?by=kind", "/Branches", "/Correspondence", "/Correspondence?seen=all", "/Certificates", "/Certificates/Seal", "/Transfers", "/Meetings",
        "/Notices", "/Education", "/Dues", "/Dues/Reductions", "/Care", "/Reception", "/Papers", "/Reports/Situation", "/Search?q=王", "/Policy", "/Stations/Manage", "/Members/Corrections",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Roles.Department)]
    [InlineData(Roles.Secretary)]
    public async Task A_list_asks_a_few_times_however_many_people_are_on_it(string role)
    {
        using var browser = await province.House.SignInAsync(role, await PlaceAsync(role));
        using var statements = new Statements();
        var wrong = new List<string>();
        foreach (var page in Catalogue.All.Select(list => list.Address).Concat(Others))
        {
            await browser.GetAsync(page);
            if (browser.Status == HttpStatusCode.Forbidden || (browser.Status == HttpStatusCode.NotFound && page == "/Certificates/Seal"))
                continue; // not his: a committee seals
            if (browser.Status != HttpStatusCode.OK)
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

    /// <summary>The whole province, or the branch with most people away.</summary>
    private async Task<string> PlaceAsync(string role)
    {
        await using var db = province.House.Db();
        return role == Roles.Department
            ? await db.Organizations.MinAsync(o => o.Path, Stop)
            : await db.Sojourns.Where(s => s.EndedOn == null).GroupBy(s => s.HomePath).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).FirstAsync(Stop);
    }
}
