using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Records;

/// <summary>No record before its cause: the page names the earlier record and its day.</summary>
public sealed class CauseTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_contact_of_2020_is_no_contact_of_a_stay_of_2026()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var page = await browser.PostAsync(await browser.GetAsync(Seals.Form(sojourn, "contact")), "main form",
            ("Values[on]", "2020-03-01"), ("Values[topics]", "work"), ("Values[content]", "工作稳定"));
        var error = page.QuerySelector("#Values_on__error")!.TextContent;
        Assert.Contains("外出", error, StringComparison.Ordinal);
        Assert.Contains("2026-01-05", error, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(sojourn, "contact"));
    }

    [Fact]
    public async Task An_issue_before_the_seal_names_the_seal_and_not_another_certificate()
    {
        await village.GiveAsync();
        var sojourn = await village.AwayAsync("测试甲");
        using var clerk = await village.ClerkAsync();
        await clerk.SealAsync(sojourn);
        using var browser = await village.SecretaryAsync();
        var page = await browser.PostAsync(await browser.GetAsync(Seals.Form(sojourn, "certificate-issued")), "main form", ("Values[on]", "2026-05-09"));
        var error = page.QuerySelector("#Values_on__error")!.TextContent;
        Assert.Contains("盖章", error, StringComparison.Ordinal);
        Assert.DoesNotContain("另一本", error, StringComparison.Ordinal);
        await browser.RecordAsync(sojourn, "certificate-issued", values: ("Values[on]", "2026-05-10"));
        Assert.Single(await village.RecordsAsync(sojourn, "certificate-issued"));
    }

    [Fact]
    public async Task A_seal_before_the_report_is_refused_in_the_batch_too()
    {
        await village.GiveAsync();
        var sojourn = await village.AwayAsync("测试甲");
        using var clerk = await village.ClerkAsync();
        var page = await clerk.PostAsync(await clerk.GetAsync(Seals.ToSeal(sojourn)), "main form", ("On", "2026-01-04"));
        Assert.Contains("外出报备", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(sojourn, "certificate-sealed"));
    }

    [Fact]
    public async Task What_nobody_sealed_is_not_issued_and_with_the_seal_it_is()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var branch = await village.SecretaryAsync();
        var page = await branch.GetAsync(Seals.Form(sojourn, "certificate-issued"));
        Assert.Contains("还没有登记盖章", page.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form[method=post]"));
        using var clerk = await village.ClerkAsync();
        await clerk.RecordAsync(sojourn, "certificate-sealed", values: [("Values[number]", "99-0001"), ("Values[on]", "2026-05-07")]);
        await branch.RecordAsync(sojourn, "certificate-issued", values: ("Values[on]", "2026-05-08"));
        Assert.Equal("99-0001", Assert.Single(await village.CertificatesAsync(sojourn)).Number);
        await branch.RecordAsync(sojourn, "certificate-lost", values: ("Values[on]", "2026-05-09"));
        Assert.Contains("还没有登记盖章", (await branch.GetAsync(Seals.Form(sojourn, "certificate-issued"))).QuerySelector(".alert-warning")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_a_roster_named_was_sealed_before()
    {
        var issue = new CertificateIssued { On = new(2026, 1, 9), Number = "甲001" };
        DepartureReported departure = new() { On = new(2026, 1, 5), Departs = new(2026, 1, 5) };
        Assert.Equal("refusal.not-sealed", issue.RefusalAfter(null!, [departure, issue])!.Text);
        Assert.Null(issue.RefusalAfter(null!, [departure with { Certificate = "甲001" }, issue]));
    }

    [Fact]
    public async Task A_return_cannot_be_corrected_to_a_day_after_the_presentation()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: [new Returned { On = new(2026, 4, 1) }, new CertificatePresented { On = new(2026, 4, 5) }]);
        using var browser = await village.SecretaryAsync();
        var member = await browser.GetAsync($"/Members/{sojourn.MemberId}");
        var link = member.QuerySelectorAll(".timeline-list a").First(a => a.GetAttribute("href")!.Contains("type=returned", StringComparison.Ordinal));
        var page = await browser.PostAsync(await browser.GetAsync(link.GetAttribute("href")!), "main form", ("Values[on]", "2026-04-10"));
        Assert.Contains("不能晚于", page.QuerySelector("#Values_on__error")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(sojourn, "returned"));
    }
}
