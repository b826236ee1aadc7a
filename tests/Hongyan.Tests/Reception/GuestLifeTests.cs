using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Outside;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reception;

/// <summary>What becomes of a guest: placed, cared for, gone; seen by his host and all above it, and by no home.</summary>
public sealed class GuestLifeTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task He_is_placed_contacted_written_about_and_leaves()
    {
        var stay = await village.GuestAsync();
        using (var clerk = await village.ClerkAsync())
        {
            var list = await clerk.GetAsync("/Reception");
            Assert.Contains(GuestSteps.Home + "（系统外）", list.QuerySelector("#to-place ~ form")!.TextContent, StringComparison.Ordinal);
            var place = await clerk.GetAsync($"/Reception/Place?stay={stay.MemberId}.{stay.Id}");
            Assert.Contains("（系统外）", place.QuerySelector(".duty")!.TextContent, StringComparison.Ordinal);
            await clerk.PostAsync(place, "main form[method=post]", ("Basis", "community"), ("RuledOut", "employer"), ("Organization", Village.Host));
            Assert.Equal("/Reception", clerk.Path);
        }
        using var branch = await village.SecretaryAsync(Village.Host);
        await WriteAsync(branch, stay, "placed");
        await WriteAsync(branch, stay, "contact", ("Values[topics]", "work"), ("Values[content]", "工作和住处都已安顿"));
        await WriteAsync(branch, stay, "home-asked", ("Values[what]", "membership"), ("Values[way]", "phone"), ("Values[to]", GuestSteps.Home));
        await WriteAsync(branch, stay, "home-answered", ("Values[what]", "membership"), ("Values[answer]", "yes"), ("Values[way]", "phone"));
        var page = await branch.GetAsync($"/Members/{stay.MemberId}");
        Assert.DoesNotContain("流出地尚未证实", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[href^='/Certificates/']"));
        Assert.Null(page.QuerySelector("a[href*='/Messages/']"));
        Assert.Null(page.QuerySelector("a[href^='/Returns/']"));
        await WriteAsync(branch, stay, "left-host", ("Values[reason]", "returned"), ("Values[to]", "home"));
        await using var db = village.Installation.Db();
        var now = await db.Sojourns.AsNoTracking().SingleAsync(s => s.Id == stay.Id, Stop);
        Assert.Equal(("left", Village.Today), (now.State, now.EndedOn));
        Assert.All(await db.Records.Where(r => r.CaseId == stay.Id).ToListAsync(Stop), record => Assert.Null(record.HomePath));
        Assert.All(await db.Duties.Where(d => d.CaseId == stay.Id).ToListAsync(Stop), duty => Assert.NotEqual("home-branch", duty.OwedBy));
    }

    [Fact]
    public async Task His_hosts_superiors_see_him_and_a_neighbour_the_other_committee_and_the_home_village_do_not()
    {
        var stay = await village.GuestAsync(host: Village.Host);
        var seen = new List<string>();
        foreach (var (role, org) in new[]
        {
            (Roles.Secretary, Village.Host), (Roles.Clerk, Village.HostCommittee), (Roles.Department, Village.County),
            (Roles.Secretary, Village.Home), (Roles.Secretary, Village.Neighbour), (Roles.Clerk, Village.HomeCommittee),
            (Roles.Clerk, ReceptionSteps.OtherCommittee), (Roles.Secretary, ReceptionSteps.OtherBranch),
        })
        {
            using var browser = await village.Installation.SignInAsync(role, org);
            await browser.GetAsync($"/Members/{stay.MemberId}");
            if (browser.Status == HttpStatusCode.OK) seen.Add(org);
            else Assert.Equal(HttpStatusCode.NotFound, browser.Status);
            var list = await browser.GetAsync("/Lists/inflow?state=all");
            Assert.Equal(browser.Path == "/Lists/inflow" && seen.Contains(org), list.Body!.TextContent.Contains("测试来客", StringComparison.Ordinal));
        }
        Assert.Equal([Village.Host, Village.HostCommittee, Village.County], seen);
    }

    [Fact]
    public async Task Lists_search_worklist_and_meetings_of_the_host_have_him_with_his_home()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 2, 3), Organization = Village.Host });
        using var branch = await village.SecretaryAsync(Village.Host);
        foreach (var address in new[]
        {
            "/Lists/inflow", "/Members", "/Worklist?by=member", "/Care", "/Dues", "/Meetings/New", "/Search?q=测试来客", "/Papers/ledger-inflow",
            "/Papers/roster-inflow", "/Papers/dues-register", "/Papers/attendance",
        })
        {
            var page = await branch.GetAsync(address);
            Assert.True(branch.Status == HttpStatusCode.OK, address);
            Assert.True(page.Body!.TextContent.Contains("测试来客", StringComparison.Ordinal), address);
            if (address is not "/Worklist?by=member" and not "/Dues" and not "/Search?q=测试来客")
                Assert.True(page.Body!.TextContent.Contains(GuestSteps.Home + "（系统外）", StringComparison.Ordinal), address);
        }
        foreach (var key in new[] { "form-flow", "reception-slip" })
        {
            await branch.GetAsync($"/Papers/Stay/{stay.MemberId}/{stay.Id}/{key}");
            Assert.True(branch.Status == HttpStatusCode.OK, key);
        }
        foreach (var key in new[] { "form-basic", "certificate-booklet", "transfer-letter" })
        {
            await branch.GetAsync($"/Papers/Stay/{stay.MemberId}/{stay.Id}/{key}");
            Assert.True(branch.Status == HttpStatusCode.NotFound, key);
        }
    }

    [Fact]
    public async Task The_worklist_has_what_the_host_owes_and_nothing_of_a_home()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 2, 3), Organization = Village.Host });
        using var branch = await village.SecretaryAsync(Village.Host);
        var work = (await branch.GetAsync("/Worklist?by=member")).Body!.TextContent;
        Assert.Contains("向流出地核实", work, StringComparison.Ordinal);
        Assert.Contains("告知流出地", work, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var duties = await db.Duties.Where(d => d.CaseId == stay.Id).ToListAsync(Stop);
        Assert.All(duties, duty => Assert.Equal((null, Village.Host), (duty.HomePath, duty.HostPath)));
        Assert.DoesNotContain(duties, duty => duty.OwedBy!.StartsWith("home", StringComparison.Ordinal) || duty.Kind is "seal-certificate" or "home-contact");
        Assert.Contains(duties, duty => duty.Kind == "host-feedback");
    }

    [Fact]
    public async Task A_refusal_needs_no_tick_is_copied_to_the_superior_and_the_next_time_he_is_the_same_person()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        var link = (await clerk.GetAsync("/Reception")).QuerySelector("#to-place ~ form a[href*='type=refused']")!.GetAttribute("href")!;
        var form = await clerk.GetAsync(link);
        await clerk.PostAsync(form, "main form[method=post]", ("Values[code]", "not-here"), ("Values[why]", "住在邻县"));
        Assert.Contains("\"copiedTo\": \"001\"", (await village.RecordsAsync(stay, "refused")).Single().Data, StringComparison.Ordinal);
        using var county = await village.Installation.SignInAsync(Roles.Department, Village.County);
        Assert.Contains("测试来客", (await county.GetAsync("/Reception")).QuerySelector("#refused ~ .duties")!.TextContent, StringComparison.Ordinal);
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least("19900000055"));
        await using var db = village.Installation.Db();
        var now = Assert.Single(await db.Sojourns.AsNoTracking().Where(s => s.HomePath == null).ToListAsync(Stop));
        Assert.Equal("reported-in", now.State);
    }

    [Fact]
    public async Task A_branch_refuses_no_guest_and_its_committee_does_with_a_copy_to_the_county()
    {
        var stay = await village.GuestAsync(host: Village.Host);
        var form = ReceptionSteps.Form(stay, "refused");
        using var branch = await village.SecretaryAsync(Village.Host);
        var reception = await branch.GetAsync("/Reception");
        var waiting = reception.QuerySelector("#to-answer ~ form .duties")!;
        Assert.Contains("测试来客", waiting.TextContent, StringComparison.Ordinal);
        Assert.Null(waiting.QuerySelector("a[href*='type=refused']"));
        Assert.Contains("由党委填写", (await branch.GetAsync(form)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await branch.FormAsync(form, reception, ("Values[code]", "not-here"), ("Values[why]", "住在邻县"), ("Values[on]", "2026-05-10"));
        Assert.Empty(await village.RecordsAsync(stay, "refused"));

        using var clerk = await village.ClerkAsync();
        Assert.NotNull((await clerk.GetAsync("/Reception")).QuerySelector("#to-answer ~ form .duties a[href*='type=refused']"));
        await clerk.PostAsync(await clerk.GetAsync(form), "main form[method=post]", ("Values[code]", "not-here"), ("Values[why]", "住在邻县"));
        var refused = (Refused)EventJson.Read((await village.RecordsAsync(stay, "refused")).Single().Data);
        Assert.Equal((Village.HostCommittee, Village.County, Village.HostCommittee), (refused.Organization, refused.CopiedTo, refused.BackTo));
        await using var db = village.Installation.Db();
        Assert.Equal(("refused", Village.HostCommittee), await db.Sojourns.Where(s => s.Id == stay.Id)
            .Select(s => new ValueTuple<string, string?>(s.State, s.HostPath)).SingleAsync(Stop));
    }

    [Fact]
    public async Task Another_home_takes_the_place_of_the_one_he_named_by_entry_or_in_words()
    {
        var stay = await village.GuestAsync();
        await village.Installation.KeepAsync("外省另一党支部", region: null);
        using var clerk = await village.ClerkAsync();
        await WriteAsync(clerk, stay, "home-changed", ("Values[name]", "外省另一党支部"), ("Values[since]", "2025-01-01"));
        await using var later = village.Installation.Db();
        var now = await later.Sojourns.AsNoTracking().SingleAsync(s => s.Id == stay.Id, Stop);
        Assert.NotNull(now.HomeOutside);
        Assert.Null(now.HomeWords);
        Assert.Contains("外省另一党支部（系统外）", (await clerk.GetAsync($"/Members/{stay.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_home_that_was_merged_twice_is_the_entry_that_stands_for_it_now()
    {
        var stay = await village.GuestAsync(host: Village.Host);
        var (first, second, last) = (await village.Installation.KeepAsync("甲乡党委"), await village.Installation.KeepAsync("乙镇党委"),
            await village.Installation.KeepAsync("丙街道党工委"));
        await using (var db = village.Installation.Db())
        {
            (await db.OutsideOrganizations.SingleAsync(one => one.Id == first, Stop)).MergedInto = second;
            (await db.OutsideOrganizations.SingleAsync(one => one.Id == second, Stop)).MergedInto = last;
            var kept = await db.Sojourns.SingleAsync(s => s.Id == stay.Id, Stop);
            (kept.HomeOutside, kept.HomeWords) = (first, null);
            await db.SaveChangesAsync(Stop);
        }
        using var branch = await village.SecretaryAsync(Village.Host);
        foreach (var address in new[] { $"/Members/{stay.MemberId}", "/Lists/inflow", ReceptionSteps.Form(stay, "contact") })
            Assert.Contains("丙街道党工委（系统外）", (await branch.GetAsync(address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_refused_and_comes_again_is_asked_what_a_guest_is_asked_and_the_home_he_names_then_is_kept()
    {
        var stay = await village.GuestAsync(home: null, happened: new Refused { On = new(2026, 2, 3), Code = "other", Why = "住处不在本街道" });
        using var clerk = await village.ClerkAsync();
        var form = await clerk.GetAsync($"/Reception/Arrival?stay={stay.MemberId}.{stay.Id}");
        Assert.Equal("/Records/New", clerk.Path);
        await clerk.PostAsync(form, "main form[method=post]", ("Values[shown]", "nothing"), ("Values[document]", "seen"),
            ("Values[homeSaid]", GuestSteps.Home));
        await using var db = village.Installation.Db();
        var now = await db.Sojourns.AsNoTracking().SingleAsync(s => s.Id == stay.Id, Stop);
        Assert.Equal(("reported-in", GuestSteps.Home), (now.State, now.HomeWords));
        await clerk.GetAsync($"/Reception/Arrival?stay={stay.MemberId}.{stay.Id}");
        Assert.Equal($"/Members/{stay.MemberId}", clerk.Path);
    }

    [Fact]
    public async Task He_is_inflow_of_his_host_and_no_member_or_outflow_of_anybody()
    {
        await village.AwayAsync("测试乙", home: Village.Host);
        await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 2, 3), Organization = Village.Host });
        await using var db = village.Installation.Db();
        var query = new Hongyan.Features.Reports.SituationQuery(db);
        foreach (var (path, members, outflow, inflow, guests) in new[]
        {
            (Village.Host, 1, 1, 1, 1), (Village.HostCommittee, 1, 1, 1, 1), (Village.County, 1, 1, 1, 1), (Village.HomeCommittee, 0, 0, 0, 0),
        })
        {
            var figures = (await query.AsOfAsync(Village.Today, path, Stop))!.Figures;
            Assert.Equal((path, members, outflow, inflow, guests), (path, figures.Members, figures.Outflow, figures.Inflow, figures.Guests));
        }
    }

    private async Task WriteAsync(TestBrowser browser, Sojourn stay, string type, params (string, string)[] values)
    {
        var form = await browser.GetAsync(ReceptionSteps.Form(stay, type));
        Assert.True(browser.Status == HttpStatusCode.OK, $"{type}: {browser.Status} {form.QuerySelector(".alert")?.TextContent}");
        var after = await browser.PostAsync(form, "main form[method=post]", values);
        Assert.True(browser.Path == $"/Members/{stay.MemberId}", $"{type}: {after.QuerySelector(".error-summary, .alert")?.TextContent}");
    }
}
