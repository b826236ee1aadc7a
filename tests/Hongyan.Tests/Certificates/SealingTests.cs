using System.Net;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using static Hongyan.Tests.Certificates.Seals;

namespace Hongyan.Tests.Certificates;

public sealed class SealingTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_committee_checks_names_and_numbers_and_seals_several_at_once()
    {
        await village.GiveAsync();
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙", Village.Neighbour)];
        using var clerk = await village.ClerkAsync();
        var list = await clerk.GetAsync("/Certificates");
        Assert.Equal(3, list.QuerySelectorAll("input[name=stay]").Length);
        var check = await clerk.GetAsync(ToSeal(stays));
        Assert.Equal(["320001", "320002", "320003"], check.QuerySelectorAll("main td strong").Select(number => number.TextContent));
        list = await clerk.PostAsync(check, "main form");
        Assert.Contains("已盖章 3 本", list.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(list.QuerySelectorAll("input[name=stay]"));
        foreach (var stay in stays)
        {
            Assert.Equal(Village.Today, (await village.DutyAsync(stay, "seal-certificate")).DoneOn);
            Assert.NotNull(Assert.Single(await village.CertificatesAsync(stay)).Code);
        }
    }

    [Fact]
    public async Task One_who_cannot_be_sealed_holds_up_nobody_and_stays_ticked_with_the_reason()
    {
        await village.GiveAsync();
        var (late, one) = (await village.AwayAsync("测试乙", departs: new DateOnly(2026, 5, 9)), await village.AwayAsync("测试甲"));
        using var clerk = await village.ClerkAsync();
        var rest = await clerk.PostAsync(await clerk.GetAsync(ToSeal(late, one)), "main form", ("On", "2026-05-01"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        // no number is lost on who came first in the list
        Assert.Contains("测试甲 320001", rest.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("测试乙", rest.QuerySelector("main tr:has(input[name=stay][checked])")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2026-05-09", rest.QuerySelector("main td .text-red")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.CertificatesAsync(late));
        await clerk.PostAsync(rest, "main form", ("On", "2026-05-10"));
        Assert.Equal("320002", Assert.Single(await village.CertificatesAsync(late)).Number);
        Assert.Equal(new DateOnly(2026, 5, 1), Assert.Single(await village.CertificatesAsync(one)).SealedOn);
    }

    [Fact]
    public async Task The_check_page_says_who_cannot_be_sealed_on_the_day_and_gives_him_no_number()
    {
        await village.GiveAsync();
        var (late, one) = (await village.AwayAsync("测试乙", departs: new DateOnly(2026, 5, 9)), await village.AwayAsync("测试甲"));
        using var clerk = await village.ClerkAsync();
        var check = await clerk.GetAsync(ToSeal(late, one));
        Assert.Empty(check.QuerySelectorAll("main td .text-red"));
        check = await clerk.GetAsync(ToSeal(late, one) + "&on=2026-05-01");
        Assert.Contains("2026-05-09", check.QuerySelector("main td .text-red")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("320001", Assert.Single(check.QuerySelectorAll("main td strong")).TextContent);
        Assert.Contains("1 本", check.QuerySelector("main form .btn-primary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.CertificatesAsync(one));
    }

    [Fact]
    public async Task Who_is_not_ticked_is_not_sealed()
    {
        await village.GiveAsync();
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        using var clerk = await village.ClerkAsync();
        var check = await clerk.GetAsync(ToSeal(one, other));
        foreach (var tick in check.QuerySelectorAll("input[name=stay]")) tick.RemoveAttribute("checked");
        await clerk.PostAsync(check, "main form");
        Assert.Empty(await village.CertificatesAsync(one));
        Assert.Empty(await village.CertificatesAsync(other));
    }

    [Fact]
    public async Task The_worklist_leads_to_the_seal_and_the_branch_issues_without_typing_a_number()
    {
        await village.GiveAsync();
        var stay = await village.AwayAsync("测试甲");
        using var clerk = await village.ClerkAsync();
        Assert.NotNull((await clerk.GetAsync("/Worklist")).QuerySelector($"a[href^='/Certificates/Seal?stay={stay.MemberId}.{stay.Id}']"));
        await clerk.SealAsync(stay);
        Assert.Equal("sealed", await village.PublicStateAsync("320001"));
        using var branch = await village.SecretaryAsync();
        var form = await branch.GetAsync(Form(stay, "certificate-issued"));
        Assert.Null(form.QuerySelector("[name='Values[number]']"));
        Assert.Contains("320001", form.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        await branch.PostAsync(form, "main form");
        Assert.Equal(Village.Today, (await village.DutyAsync(stay, "issue-certificate")).DoneOn);
        Assert.Equal("valid", await village.PublicStateAsync("320001"));
        await using var db = village.Installation.Db();
        Assert.Equal("320001", db.Sojourns.Single(s => s.Id == stay.Id).CertificateNumber);
    }

    [Fact]
    public async Task Eight_clerks_at_once_never_give_one_number_twice()
    {
        await village.GiveAsync();
        var stays = new List<Sojourn>();
        for (var count = 0; count < 8; count++)
            stays.Add(await village.AwayAsync($"测试{count}"));
        var clerks = await Task.WhenAll(stays.Select(_ => village.ClerkAsync()));
        var pages = new List<AngleSharp.Html.Dom.IHtmlDocument>();
        foreach (var (clerk, stay) in clerks.Zip(stays))
            pages.Add(await clerk.GetAsync(ToSeal(stay)));
        await Task.WhenAll(clerks.Zip(pages).Select(pair => pair.First.PostAsync(pair.Second, "main form")));
        await using var db = village.Installation.Db();
        Assert.Equal(Enumerable.Range(1, 8).Select(count => $"32{count:0000}"), db.Certificates.Select(c => c.Number!).ToList().Order(StringComparer.Ordinal));
        Assert.Equal(9, db.CertificateRanges.Single().Next);
        foreach (var clerk in clerks)
            clerk.Dispose();
    }

    [Fact]
    public async Task One_stay_is_sealed_once_however_often_and_by_whomever_it_is_sent()
    {
        await village.GiveAsync();
        var stay = await village.AwayAsync("测试甲");
        using var clerk = await village.ClerkAsync();
        var form = await clerk.GetAsync(ToSeal(stay));
        await clerk.PostAsync(form, "main form");
        using var again = await village.ClerkAsync();
        var late = await again.GetAsync("/Certificates");
        await clerk.PostAsync(form, "form[method=post]", ("On", "2026-05-10"));
        var refused = await again.GetAsync(ToSeal(stay));
        Assert.Contains("2026-05-10 盖过章", refused.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(refused.QuerySelector("main table a.clause[href$='A-3.1b']"));
        Assert.Null(refused.QuerySelector("main form button"));
        Assert.NotNull(late);
        Assert.Single(await village.RecordsAsync(stay, "certificate-sealed"));
        Assert.Equal("320001", Assert.Single(await village.CertificatesAsync(stay)).Number);
    }

    [Fact]
    public async Task Without_a_range_or_out_of_numbers_it_says_what_to_do_and_paper_stays_possible()
    {
        var (first, second) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        using var clerk = await village.ClerkAsync();
        Assert.Contains("还没有编号段", (await clerk.GetAsync(ToSeal(first))).QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        await village.GiveAsync(first: 7, last: 7);
        var page = await clerk.GetAsync(ToSeal(first, second));
        Assert.Contains("编号已经用完", page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 本", page.QuerySelector("main form button")!.TextContent, StringComparison.Ordinal);
        await clerk.RecordAsync(second, "certificate-sealed", "home", ("Values[number]", "纸0099"));
        Assert.Equal("纸0099", Assert.Single(await village.CertificatesAsync(second)).Number);
        await clerk.RecordAsync(first, "certificate-sealed", "home", ("Values[number]", "纸0099"));
        Assert.Empty(await village.RecordsAsync(first, "certificate-sealed"));
    }

    [Fact]
    public async Task A_number_typed_by_hand_is_passed_over_and_one_in_use_is_refused_at_its_field()
    {
        await village.GiveAsync();
        var onPaper = new CertificateSealed { On = new(2026, 1, 6) };
        var (first, second, third) = (await village.AwayAsync("测试甲", happened: [onPaper]), await village.AwayAsync("测试乙", happened: [onPaper]),
            await village.AwayAsync("测试丙"));
        using var branch = await village.SecretaryAsync();
        await branch.RecordAsync(first, "certificate-issued", "home", ("Values[number]", "320001"));
        Assert.Null(Assert.Single(await village.CertificatesAsync(first)).Code);
        var page = await branch.PostAsync(await branch.GetAsync(Form(second, "certificate-issued")), "main form", ("Values[number]", "320001"));
        Assert.Contains("另一本活动证", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        using var clerk = await village.ClerkAsync();
        await clerk.SealAsync(third);
        Assert.Equal("320002", Assert.Single(await village.CertificatesAsync(third)).Number);
    }

    [Fact]
    public async Task Only_the_home_committee_seals()
    {
        await village.GiveAsync();
        var stay = await village.AwayAsync("测试甲", host: Village.Host);
        using var branch = await village.SecretaryAsync();
        await branch.GetAsync(ToSeal(stay));
        Assert.Equal(HttpStatusCode.Forbidden, branch.Status);
        using var host = await village.ClerkAsync(Village.HostCommittee);
        var page = await host.GetAsync(ToSeal(stay));
        Assert.Contains("由流出地填写", page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form button"));
        var elsewhere = await village.AwayAsync("测试乙");
        await host.GetAsync(ToSeal(elsewhere));
        Assert.Equal(HttpStatusCode.NotFound, host.Status);
        await host.GetAsync("/Certificates/Seal");
        Assert.Equal(HttpStatusCode.NotFound, host.Status);
    }

    [Fact]
    public async Task A_day_to_come_is_refused_and_nothing_is_sealed()
    {
        await village.GiveAsync();
        var stay = await village.AwayAsync("测试甲");
        using var clerk = await village.ClerkAsync();
        var page = await clerk.PostAsync(await clerk.GetAsync(ToSeal(stay)), "main form", ("On", "2026-05-11"));
        Assert.Contains("不能晚于今天", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.CertificatesAsync(stay));
        await using var db = village.Installation.Db();
        Assert.Equal(1, db.CertificateRanges.Single().Next);
    }

    [Fact]
    public async Task A_roster_number_is_kept_by_the_seal_and_a_new_stay_replaces_the_old_certificate()
    {
        await village.GiveAsync();
        var stay = await village.AwayAsync("测试甲", departs: new DateOnly(2025, 1, 5));
        var old = await village.IssueAsync(stay);
        using var branch = await village.SecretaryAsync();
        await branch.RecordAsync(stay, "returned");
        village.Installation.Clock.MoveTo(Village.Today.AddDays(20));
        await using (var db = village.Installation.Db())
        {
            var member = await db.Members.FindAsync([stay.MemberId], TestContext.Current.CancellationToken);
            var recording = new Hongyan.Records.RecordServices(village.Installation.Instance, db).Recording;
            var leaves = Village.Today.AddDays(15);
            var again = await recording.OpenAsync(member!, new DepartureReported { On = leaves, Departs = leaves },
                new Hongyan.Records.SojournFacts { CertificateNumber = "名册7" }, TestContext.Current.CancellationToken);
            await recording.SaveAsync(TestContext.Current.CancellationToken);
            Assert.Equal("valid", await village.PublicStateAsync("名册7"));
            using var clerk = await village.ClerkAsync();
            var page = await clerk.GetAsync(ToSeal(again));
            Assert.Contains("名册7", page.QuerySelector("main td strong")!.TextContent, StringComparison.Ordinal);
            await clerk.PostAsync(page, "main form");
            await branch.RecordAsync(again, "certificate-issued", "home", ("Values[number]", "名册7"));
        }
        Assert.Equal("valid", await village.PublicStateAsync("名册7"));
        Assert.Equal("replaced", await village.PublicStateAsync(old.Number!));
    }
}
