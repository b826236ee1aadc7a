using System.Net;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Scale;

/// <summary>What the hottest pages ask the database beside what every request asks, in round trips: a number here is only made less.</summary>
public sealed class FewStatementsTests : IAsyncLifetime
{
    private const int OfWorklist = 7;
    private const int OfContact = 17;
    private const int OfCase = 7;

    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Worklist_one_contact_saved_and_the_page_of_a_case_ask_no_more_than_they_did()
    {
        var stay = await village.AwayAsync("测试甲", host: Village.Host);
        using var secretary = await village.SecretaryAsync();
        await new CaseRenewal(village.Installation.Instance).RunAsync(Stop);
        await using var db = village.Installation.Db();
        var one = await db.Cases.AsNoTracking().SingleAsync(c => db.Organizations.Any(o => o.Id == c.OwnerId && o.Path == Village.HomeCommittee), Stop);
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = $"/Cases/office-year/{one.OwnerId}/{one.Id}";
        await secretary.GetAsync("/Worklist");
        await clerk.GetAsync(page);
        using var statements = new Statements();
        await secretary.GetAsync("/Worklist");
        var worklist = statements.Take().Count;
        var form = await secretary.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type=contact&side=home");
        await secretary.PostAsync(form, "main form",
            ("Values[on]", $"{Village.Today:yyyy-MM-dd}"), ("Values[means]", "phone"), ("Values[topics]", "life"), ("Values[content]", "谈了近况"));
        var contact = statements.Take().Count;
        Assert.Single(await village.RecordsAsync(stay, "contact"));
        statements.Take();
        await clerk.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Equal((OfWorklist, OfContact, OfCase), (worklist, contact, statements.Take().Count));
    }
}
