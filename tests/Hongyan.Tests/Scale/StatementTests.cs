using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Features.Batch;
using Hongyan.Features.Lists;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Scale;

/// <summary>However many people a page shows, it asks the database a few times, and nothing once for each of them.</summary>
public sealed class StatementTests(Province province) : IClassFixture<Province>
{
    private const int Most = 19; // one of them for the agreements that cover the stays of the page, however many
    private const int SameAtMost = 3;
    private const int SameOfForm = 2;
    private const int Several = 12;
    private const string Form = "main form[method=post]";

    private static readonly string[] Others =
    [
        "/", "/Worklist", "/Worklist?by=kind", "/Branches", "/Correspondence", "/Correspondence?seen=all", "/Certificates", "/Certificates/Seal", "/Transfers",
        "/Meetings",
        "/Notices", "/Education", "/Dues", "/Dues/Reductions", "/Care", "/Reception", "/Papers", "/Reports/Situation", "/Search?q=王", "/Policy",
        "/Stations/Manage", "/Members/Corrections",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Roles.Department)]
    [InlineData(Roles.Secretary)]
    public async Task A_list_asks_a_few_times_however_many_people_are_on_it(string role)
    {
        using var browser = await province.Installation.SignInAsync(role, await PlaceAsync(role));
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

    [Fact]
    public async Task A_form_about_several_asks_a_few_times_however_many_they_are()
    {
        await using var db = province.Installation.Db();
        var away = await db.Sojourns.Where(s => s.EndedOn == null && s.HostPath != null && s.LostOn == null && s.DepartedOn < Province.Today)
            .OrderBy(s => s.State == "reported-in" ? 0 : 1).ThenBy(s => s.Id).Take(Several).ToListAsync(Stop);
        using var browser = await province.Installation.SignInAsync(Roles.Department, await PlaceAsync(Roles.Department));
        var who = string.Join('&', away.Select(stay => "who=" + stay.Id));
        var contact = "/Batch/contact?side=home&period=2026-Q2&" + who;
        string[] pages = [contact, "/Batch/feedback?side=host&period=2026-Q2&" + who,
            "/Reception/Place?" + string.Join('&', away.Select(stay => $"stay={stay.MemberId}.{stay.Id}"))];
        using var statements = new Statements();
        var wrong = new List<string>();
        foreach (var page in pages)
        {
            var form = await AskAsync(browser.GetAsync(page), page);
            Assert.True(form.QuerySelectorAll("input[name=Known]").Length > SameOfForm, page); // so many that one statement for each would show
        }
        (string, string)[] said = [("Common.Topics", "life"), .. away.Select(stay => ($"Lines[{stay.Id}].Content", $"谈了近况 {stay.Id:N}"))];
        var (stale, fresh) = (await browser.GetAsync(contact), await browser.GetAsync(contact));
        await browser.PostAsync(fresh, Form, [.. said, ("Checked", "true")]);
        var act = Guid.Parse(fresh.QuerySelector("input[name=Act]")!.GetAttribute("value")!);
        statements.Take();
        await AskAsync(browser.GetAsync(DoneModel.AddressOf(act, away.Select(stay => stay.Id), "/Worklist")), "/Batch/Done");
        stale.QuerySelector(Form)!.SetAttribute("action", contact); // the browser has gone on
        var told = await AskAsync(browser.PostAsync(stale, Form, said), "a form on stays that all changed meanwhile");
        Assert.NotEmpty(told.QuerySelectorAll(".meanwhile"));
        Assert.Empty(wrong);

        async Task<IHtmlDocument> AskAsync(Task<IHtmlDocument> page, string name)
        {
            var answer = await page;
            Assert.True(browser.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{name}: {browser.Status}");
            var asked = statements.Take();
            var same = asked.GroupBy(text => text).Max(group => (int?)group.Count()) ?? 0;
            if (asked.Count > Most || same > SameOfForm)
                wrong.Add($"{name}: {asked.Count} statements, one of them {same} times");
            return answer;
        }
    }

    /// <summary>The whole province, or the branch with most people away.</summary>
    private async Task<string> PlaceAsync(string role)
    {
        await using var db = province.Installation.Db();
        return role == Roles.Department
            ? await db.Organizations.MinAsync(o => o.Path, Stop)
            : await db.Sojourns
                .Where(s => s.EndedOn == null)
                .GroupBy(s => s.HomePath!)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key)
                .Select(group => group.Key)
                .FirstAsync(Stop);
    }
}
