using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Batch;

/// <summary>Acts that have a page of their own for several: what they wrote is shown and taken back like every batch, or they lead to one.</summary>
public sealed class OfPagesTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task What_a_committee_sealed_at_once_is_a_batch_and_is_taken_back_as_one()
    {
        await village.GiveAsync();
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙")];
        using var clerk = await village.ClerkAsync();
        await clerk.SealAsync(stays);
        await TakeBackAsync(clerk, stays, "certificate-sealed");
    }

    [Fact]
    public async Task What_a_committee_named_at_once_is_a_batch_and_is_taken_back_as_one()
    {
        var arrived = new ReportedIn { On = new(2026, 2, 1), Organization = Village.HostCommittee };
        Sojourn[] stays = [await village.AwayAsync("测试甲", host: Village.HostCommittee, happened: arrived),
            await village.AwayAsync("测试乙", host: Village.HostCommittee, happened: arrived)];
        using var clerk = await village.ClerkAsync(Village.HostCommittee);
        var page = await clerk.GetAsync("/Reception/Place?" + string.Join('&', stays.Select(stay => $"stay={stay.MemberId}.{stay.Id}")));
        await clerk.PostAsync(page, Form, ("Organization", Village.Host), ("Basis", "employer"));
        await TakeBackAsync(clerk, stays, "branch-named");
    }

    [Fact]
    public async Task Arrivals_are_received_together_but_for_whom_no_document_was_seen_and_who_is_looked_at_singly()
    {
        var (one, other) = (await village.AwayAsync("测试甲", host: Village.Host), await village.AwayAsync("测试乙", host: Village.Host));
        var lapsed = await village.AwayAsync("测试丙", host: Village.Host, departs: new(2025, 1, 5), happened:
            [new CertificateSealed { On = new(2025, 1, 5), Number = "99-1" }, new CertificateIssued { On = new(2025, 1, 5), Number = "99-1" },
                new CertificateLost { On = new(2026, 3, 1) }]);
        using var host = await village.SecretaryAsync(Village.Host);
        var reception = await host.GetAsync("/Reception");
        var together = reception.QuerySelector("form[action='/Batch/reported-in']")!;
        Assert.Equal(3, together.QuerySelectorAll("input[name=who][checked]").Length);
        var form = await host.GetAsync($"/Batch/reported-in?side=host&back=/Reception&who={one.Id}&who={other.Id}&who={lapsed.Id}");
        Assert.Equal($"/Reception/Arrival?stay={lapsed.MemberId}.{lapsed.Id}", form.QuerySelector("#flagged a.btn")!.GetAttribute("href"));
        var check = await host.PostAsync(form, Form, ($"Lines[{one.Id}].Document", "seen"));
        Assert.Contains("将登记 1 人", check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("需要补充 1 人", check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await host.PostAsync(check, Form, ("Checked", "true"));
        var arrived = (ReportedIn)EventJson.Read((await village.RecordsAsync(one, "reported-in")).Single().Data);
        Assert.Equal((Village.Host, "seen"), (arrived.Organization, arrived.Document));
        Assert.Empty(await village.RecordsAsync(other, "reported-in"));
        Assert.Empty(await village.RecordsAsync(lapsed, "reported-in"));
    }

    [Fact]
    public async Task Leave_is_granted_for_one_time_and_each_has_his_own_reason()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙")];
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync("/Batch/valid-reason?side=home&" + string.Join('&', stays.Select(stay => "who=" + stay.Id)));
        (string, string)[] days = [("Common.From", "2026-05-01"), ("Common.To", "2026-05-31")];
        var page = await browser.PostAsync(form, Form, [.. days, .. stays.Select(stay => ($"Lines[{stay.Id}].Note", "住院")), ("Checked", "true")]);
        Assert.Equal(2, page.QuerySelectorAll(".error-summary li").Length);
        await browser.PostAsync(page, Form, ($"Lines[{stays[1].Id}].Note", "照看老人"), ("Checked", "true"));
        var said = (ValidReason)EventJson.Read((await village.RecordsAsync(stays[1], "valid-reason")).Single().Data);
        Assert.Equal((new DateOnly(2026, 5, 1), "照看老人"), (said.From, said.Note));
    }

    [Fact]
    public async Task One_box_stands_for_all_topics_of_a_briefing_and_a_place_makes_a_gathering()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙")];
        var who = string.Join('&', stays.Select(stay => "who=" + stay.Id));
        using var browser = await village.SecretaryAsync();
        await browser.PostAsync(await browser.GetAsync("/Batch/briefed?side=home&" + who), Form, ("Common.Topics", "*"), ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        Assert.Equal(Briefed.AllTopics, ((Briefed)EventJson.Read((await village.RecordsAsync(stays[0], "briefed")).Single().Data)).Topics);
        await browser.PostAsync(await browser.GetAsync("/Batch/contact?side=home&" + who), Form, ("Common.Means", "video"), ("Common.Topics", "life"),
            ("Common.Topics", "work"), ("Common.Content", "一起谈了近况"), ("Common.Place", "线上"), ("Checked", "true"));
        Assert.Equal("座谈地点：线上", EventJson.Read((await village.RecordsAsync(stays[1], "contact")).Single().Data).Note);
    }

    [Fact]
    public async Task Of_one_notice_all_who_were_not_reached_are_said_to_have_been_told_at_once()
    {
        var election = new Election { On = new(2026, 5, 1), TakesPlace = new(2026, 5, 20) };
        Sojourn[] stays = [await village.AwayAsync("测试甲", happened: election), await village.AwayAsync("测试乙", happened: election)];
        using var browser = await village.SecretaryAsync();
        var notice = await browser.GetAsync($"/Notices/Details?org={Village.Home}&occasion=election-2026-05-20");
        var form = await browser.GetAsync(notice.QuerySelector("a[href^='/Batch/notified']")!.GetAttribute("href")!);
        await browser.PostAsync(form, Form, ("Checked", "true"));
        Assert.Equal(("/Batch/Done", HttpStatusCode.OK), (browser.Path, browser.Status));
        foreach (var stay in stays)
            Assert.Equal("told", ((Notified)EventJson.Read((await village.RecordsAsync(stay, "notified")).Single().Data)).How);
    }

    private async Task TakeBackAsync(TestBrowser clerk, Sojourn[] stays, string type)
    {
        foreach (var stay in stays)
            Assert.Single(await village.RecordsAsync(stay, type));
        var done = await clerk.GetAsync((await clerk.GetAsync("/Batch")).QuerySelector("a[href^='/Batch/Done']")!.GetAttribute("href")!);
        Assert.Equal(2, done.QuerySelectorAll("main .duties > li").Length);
        var undone = await clerk.PostAsync(done, Form, ("Reason", "登记错人"));
        Assert.Contains("已撤销 2 条", undone.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (var stay in stays)
            Assert.Single(await village.RecordsAsync(stay, "struck"));
    }
}
