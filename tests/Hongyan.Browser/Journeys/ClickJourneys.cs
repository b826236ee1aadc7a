using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>Each act that is written for forty at once costs no more clicks than it may.</summary>
public sealed class ClickJourneys(ITestOutputHelper output)
{
    private readonly List<(string Act, int Limit, int Clicks)> told = [];

    [Fact]
    [Trait("part", "night")]
    public async Task Of_a_home_branch_and_its_committee()
    {
        await using var forty = await Forty.AwayAsync(happened:
            [new DuesSet { On = new(2026, 1, 5), From = "2026-01", Monthly = 15 }, new Election { On = new(2026, 5, 1), TakesPlace = new(2026, 5, 20) }]);
        await using (var db = forty.Village.Installation.Db())
        {
            db.CertificateRanges.Add(new CertificateRange
            {
                Id = Guid.CreateVersion7(), CommitteePath = Village.HomeCommittee, Prefix = "32", Width = 4, First = 1, Last = 99, Next = 1,
                GivenOn = Village.Today,
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var page = await forty.SecretaryAsync(Look.Desk);
        var clerk = await forty.SignInAsync(Roles.Clerk, Village.HomeCommittee, Look.Desk);

        var clicks = await (await new Clicks(page).FromRowAsync("/Batch/briefed")).OnAsync("[name='Common.Topics'][value='*']");
        Tell("briefing", 6, await clicks.CheckedAndSavedAsync());

        clicks = await new Clicks(clerk).FromRowAsync("/Certificates/Seal");
        await clicks.OnAsync("main form .btn-primary");
        await clerk.WaitForURLAsync("**/Worklist**");
        Tell("certificates sealed", 6, clicks.Count);
        Tell("certificates issued", 6, await (await new Clicks(page).FromRowAsync("/Batch/certificate-issued")).CheckedAndSavedAsync());
        Tell("certificates audited", 6, await (await new Clicks(page).FromNamesAsync("certificate-audited")).CheckedAndSavedAsync());

        clicks = await new Clicks(page).FromRowAsync("/Batch/contact-person-named");
        await page.Locator("[name='Common.Person']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        Tell("contact person named", 6, await clicks.CheckedAndSavedAsync());

        clicks = await (await new Clicks(page).FromRowAsync("/Batch/contact?")).OnAsync("[name='Common.Topics'][value=work]");
        await clicks.OnAsync("details.fold:has([name='Common.Place']) > summary");
        await page.Locator("[name='Common.Means']").SelectOptionAsync("video");
        await page.FillAsync("[name='Common.Place']", "线上");
        await page.FillAsync("[name='Common.Content']", "一起谈了近况");
        Tell("one gathering", 6, await clicks.CheckedAndSavedAsync());
        clicks = await (await new Clicks(page).FromNamesAsync("contact")).OnAsync("[name='Common.Topics'][value=life]");
        await clicks.TypeAsync("Content", "谈了近况 {0}");
        Tell("contacts, by names", 7, await clicks.CheckedAndSavedAsync()); // from a row of the worklist three less

        clicks = await new Clicks(page).FromNamesAsync("care");
        await page.Locator("[name='Common.Kind']").SelectOptionAsync("greeting");
        Tell("care", 6, await clicks.CheckedAndSavedAsync());
        Tell("dues", 6, await (await new Clicks(page).FromRowAsync("/Batch/dues-paid")).CheckedAndSavedAsync());

        clicks = await new Clicks(page).FromRowAsync("/Notices/Details");
        await clicks.OnAsync("a[href^='/Batch/notified']");
        Tell("notice told", 6, await clicks.CheckedAndSavedAsync());
        foreach (var type in new[] { "transfer-urged", "educated", "assigned-work-done", "organized-life" })
            Tell(type, 6, await (await new Clicks(page).FromNamesAsync(type)).CheckedAndSavedAsync());
        clicks = await new Clicks(page).FromNamesAsync("valid-reason");
        await page.FillAsync("[name='Common.From']", "2026-05-01");
        await clicks.TypeAsync("Note", "住院 {0}");
        Tell("leave", 6, await clicks.CheckedAndSavedAsync());
        Judge();
    }

    [Fact]
    public async Task Of_a_host()
    {
        await using var forty = await Forty.AwayAsync(Village.Host);
        var page = await forty.SecretaryAsync(Look.Desk, Village.Host);
        await page.GotoAsync("/Reception");
        var clicks = await new Clicks(page).OnAsync("form[action='/Batch/reported-in'] > .card-footer .btn");
        await clicks.TypeAsync("Document", "seen");
        Tell("received", 6, await clicks.CheckedAndSavedAsync());
        await page.GotoAsync("/Reception");
        Tell("placed", 6, await (await new Clicks(page).OnAsync("form[action='/Batch/placed'] > .card-footer .btn")).CheckedAndSavedAsync());
        Judge();
    }

    private void Tell(string act, int limit, int clicks)
    {
        told.Add((act, limit, clicks));
        output.WriteLine($"{act}: {clicks} of {limit}");
    }

    private void Judge() => Assert.All(told, one => Assert.True(one.Clicks <= one.Limit, $"{one.Act}: {one.Clicks} clicks, at most {one.Limit}."));
}
