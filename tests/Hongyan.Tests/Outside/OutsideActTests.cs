using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Outside;

/// <summary>Two entries that are one: asked for by one person, confirmed by another, taken back in the same way.</summary>
public sealed class OutsideActTests : IAsyncLifetime
{
    private Village village = null!;
    private Guid entry;
    private Guid into;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        entry = await village.Installation.KeepAsync("稻香乡党委驻沪工作站", code: "051000000001");
        into = await village.Installation.KeepAsync("稻香乡党委");
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_merging_holds_when_a_second_person_has_confirmed_it_and_is_kept()
    {
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var act = await AskAsync(clerk);
        Assert.Null((await village.Installation.OneAsync(entry)).MergedInto);
        Assert.Contains("等待第二人确认", (await clerk.GetAsync("/Outside/" + entry)).QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);

        using var second = await village.Installation.ClerkAsync(Village.HomeCommittee);
        Assert.NotNull((await second.GetAsync("/Worklist")).QuerySelector($"main a[href='/Outside/Second/{act}']"));
        Assert.Null((await clerk.GetAsync("/Worklist")).QuerySelector("main a[href^='/Outside/Second/']"));
        var link = (await second.GetAsync("/Outside")).QuerySelector("[aria-labelledby=acts] a.btn")!.GetAttribute("href")!;
        Assert.Equal("/Outside/Second/" + act, link);
        await second.PostAsync(await second.GetAsync(link), "form[action*=Confirm]"); // two clicks
        Assert.Equal("/Outside/" + into, second.Path);
        Assert.Equal(into, (await village.Installation.OneAsync(entry)).MergedInto);
        var page = await second.GetAsync("/Outside/" + into);
        Assert.Contains("稻香乡党委驻沪工作站", page.QuerySelector("[aria-labelledby=former]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([into.ToString()], (await second.GetAsync("/Outside")).QuerySelectorAll("main tbody th a").Select(a => a.GetAttribute("href")![9..]));
        Assert.Single((await second.GetAsync("/Outside?q=051000000001")).QuerySelectorAll("main tbody tr"));
        Assert.NotNull((await second.GetAsync("/Outside/" + entry)).QuerySelector($".alert-info a[href='/Outside/{into}']"));
        await using var db = village.Installation.Db();
        var kept = await db.OutsideActs.SingleAsync(Stop);
        Assert.Equal(("outside-merged", "同一党委", true), (kept.Kind, kept.Reason, kept.ConfirmedBy is not null && kept.ConfirmedBy != kept.AskedBy));
        Assert.Contains(db.Audit, one => one.Act == "outside-merged");
    }

    [Fact]
    public async Task Cases_follow_and_keep_the_name_that_was_written_and_the_other_name_finds_the_entry()
    {
        await CaseAsync("稻香乡党委驻沪工作站", entry);
        await CaseAsync("稻香乡党委", outside: null);
        await using (var said = village.Installation.Db())
            await said.Database.ExecuteSqlAsync($"update outside_organization set last_word_on = '2026-05-01' where id = {entry}", Stop);
        await MergeAsync();
        Assert.Equal(new DateOnly(2026, 5, 1), (await village.Installation.OneAsync(into)).LastWordOn);
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var page = await clerk.GetAsync("/Outside/" + into);
        Assert.Equal("2", page.QuerySelector("#rests ~ .card dd")!.TextContent);
        var refused = await clerk.EnterAsync("稻香乡党委驻沪工作站", "四川省");
        Assert.Contains("已登记为“稻香乡党委”", refused.QuerySelector("#Input_Name_error")!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Contains(await db.CaseParties.ToListAsync(Stop), party => party.OutsideId == entry && party.Name == "稻香乡党委驻沪工作站");
    }

    [Fact]
    public async Task A_parting_by_two_persons_makes_two_of_them_again_and_both_acts_stay()
    {
        await MergeAsync();
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var part = (await clerk.GetAsync("/Outside/" + into)).QuerySelector("a[href*='/Outside/Part/']")!.GetAttribute("href")!;
        var page = await clerk.PostAsync(await clerk.GetAsync(part), Entering.Form, ("Reason", ""));
        Assert.NotNull(page.GetElementById("Reason_error"));
        await clerk.PostAsync(page, Entering.Form, ("Reason", "确是两个"));
        Assert.Equal(into, (await village.Installation.OneAsync(entry)).MergedInto);
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var link = (await department.GetAsync("/Outside")).QuerySelector("[aria-labelledby=acts] a.btn")!.GetAttribute("href")!;
        await department.PostAsync(await department.GetAsync(link), "form[action*=Confirm]");
        Assert.Null((await village.Installation.OneAsync(entry)).MergedInto);
        await clerk.GetAsync(part);
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        await using (var db = village.Installation.Db())
            Assert.Equal(["outside-merged", "outside-parted"], await db.OutsideActs.OrderBy(one => one.Kind).Select(one => one.Kind).ToListAsync(Stop));
        await MergeAsync(); // and once more
        Assert.Equal(into, (await village.Installation.OneAsync(entry)).MergedInto);
    }

    [Fact]
    public async Task Nobody_confirms_what_he_asked_for_and_no_other_organisation_does()
    {
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var act = await AskAsync(clerk);
        var own = await clerk.GetAsync("/Outside/Second/" + act);
        Assert.Null(own.QuerySelector("form[action*=Confirm]"));
        var page = await clerk.FormAsync($"/Outside/Second/{act}?handler=Confirm", own);
        Assert.Contains("须由本组织或上级的另一人确认", page.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        using var stranger = await village.Installation.ClerkAsync(Village.HostCommittee);
        await stranger.GetAsync("/Outside/Second/" + act);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await stranger.FormAsync($"/Outside/Second/{act}?handler=Confirm", own);
        using var secretary = await village.SecretaryAsync();
        await secretary.GetAsync("/Outside/Second/" + act);
        Assert.Equal(HttpStatusCode.Forbidden, secretary.Status);
        Assert.Null((await village.Installation.OneAsync(entry)).MergedInto);
    }

    [Fact]
    public async Task What_is_declined_or_withdrawn_changes_nothing_and_can_be_asked_for_again()
    {
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var act = await AskAsync(clerk);
        await clerk.PostAsync(await clerk.GetAsync("/Outside/Second/" + act), "form[action*=Decline]");
        act = await AskAsync(clerk);
        using var second = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var page = await second.GetAsync("/Outside/Second/" + act);
        await second.PostAsync(page, "form[action*=Decline]");
        page = await second.PostAsync(page, "form[action*=Confirm]"); // from a tab that was open still
        Assert.Contains("已有答复", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await village.Installation.OneAsync(entry)).MergedInto);
        await AskAsync(clerk);
    }

    [Fact]
    public async Task Different_national_codes_are_two_organisations_also_when_the_second_code_came_later()
    {
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var act = await AskAsync(clerk);
        var twice = await clerk.PostAsync(await clerk.GetAsync($"/Outside/{entry}/Merge?into={into}"), Entering.Form, ("Reason", "再提一次"));
        Assert.Contains("已有一项等待确认", twice.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        await clerk.PostAsync(await clerk.GetAsync("/Outside/Edit?id=" + into), Entering.Form, ("Input.NationalCode", "051000000000002"));
        using var second = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var page = await second.PostAsync(await second.GetAsync("/Outside/Second/" + act), "form[action*=Confirm]");
        Assert.Contains("各有组织代码", page.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await village.Installation.OneAsync(entry)).MergedInto);
        await using (var db = village.Installation.Db())
            Assert.Null((await db.OutsideActs.SingleAsync(Stop)).ConfirmedAt);
        page = await clerk.GetAsync($"/Outside/{entry}/Merge?into={into}");
        Assert.Contains("各有组织代码", page.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        page = await clerk.GetAsync($"/Outside/{into}/Merge?into={into}");
        Assert.Contains("不能与自身合并", page.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_leads_to_the_last_and_no_circle_is_made()
    {
        await MergeAsync();
        var (first, last) = (entry, await village.Installation.KeepAsync("稻香镇党委"));
        (entry, into) = (into, last);
        await MergeAsync();
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        Assert.NotNull((await clerk.GetAsync("/Outside/" + first)).QuerySelector($".alert-info a[href='/Outside/{last}']"));
        var page = await clerk.GetAsync($"/Outside/{last}/Merge?into={first}");
        Assert.Contains("已并入其他党组织", page.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        var refused = await clerk.EnterAsync("稻香乡党委驻沪工作站", "四川省");
        Assert.Contains("已登记为“稻香镇党委”", refused.QuerySelector("#Input_Name_error")!.TextContent, StringComparison.Ordinal);
    }

    private async Task MergeAsync()
    {
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var act = await AskAsync(clerk);
        using var second = await village.Installation.SignInAsync(Roles.Department, Village.County);
        await second.PostAsync(await second.GetAsync("/Outside/Second/" + act), "form[action*=Confirm]");
        Assert.Equal("/Outside/" + into, second.Path);
    }

    /// <summary>Four clicks: merge, the other one, the reason's button; similar ones are there without a search.</summary>
    private async Task<Guid> AskAsync(TestBrowser clerk)
    {
        var page = await clerk.GetAsync((await clerk.GetAsync("/Outside/" + entry)).QuerySelector("a[href$='/Merge']")!.GetAttribute("href")!);
        var address = page.QuerySelector($".choices a[href$='{into}']")?.GetAttribute("href")
            ?? (await clerk.GetAsync($"/Outside/{entry}/Merge?q=%E7%A8%BB%E9%A6%99")).QuerySelector($".choices a[href$='{into}']")!.GetAttribute("href")!;
        await clerk.PostAsync(await clerk.GetAsync(address), Entering.Form, ("Reason", "同一党委"));
        Assert.Equal("/Outside/" + entry, clerk.Path);
        await using var db = village.Installation.Db();
        return await db.OutsideActs.Where(one => one.ConfirmedAt == null && one.DeclinedAt == null).Select(one => one.Id).SingleAsync(Stop);
    }

    private async Task CaseAsync(string name, Guid? outside)
    {
        await using var db = village.Installation.Db();
        var own = await db.Organizations.SingleAsync(one => one.Path == Village.HomeCommittee, Stop);
        var one = new KeptCase
        {
            OwnerId = own.Id, Id = Guid.CreateVersion7(), Kind = "agreement", State = "draft", Title = name, BegunOn = Village.Today,
            PartyAbove = [own.Id.ToString()],
        };
        db.Cases.Add(one);
        db.CaseParties.Add(new KeptCaseParty
        {
            OwnerId = own.Id, Id = Guid.CreateVersion7(), CaseId = one.Id, Side = "partner", Kind = "committee", Name = name, OutsideId = outside,
            PartyAbove = [own.Id.ToString()],
        });
        await db.SaveChangesAsync(Stop);
    }
}
