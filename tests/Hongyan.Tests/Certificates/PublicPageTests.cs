using System.Net;
using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Certificates;

/// <summary>What a stranger's phone shows, and what it leaves behind.</summary>
public sealed class PublicPageTests : IAsyncLifetime
{
    private Village village = null!;
    private KeptCertificate certificate = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.GiveAsync();
        certificate = await village.IssueAsync(await village.AwayAsync("测试甲", host: Village.Host));
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("/V/{0}")]
    [InlineData("/v/{0}")]
    [InlineData("/Verify/HY2:{0}")]
    public async Task A_code_in_the_address_answers_nothing_and_goes_on_in_a_form(string form)
    {
        using var anybody = await village.Installation.BrowserAsync();
        var page = await anybody.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, certificate.Code![4..]));
        Assert.Equal(HttpStatusCode.OK, anybody.Status);
        Assert.Null(page.QuerySelector(".verdict"));
        Assert.DoesNotContain("测试甲", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(anybody.Answer.Headers.GetValues("Referrer-Policy")));
        Assert.All(page.QuerySelectorAll("[name=returnUrl]"), back => Assert.Equal("/Verify", back.GetAttribute("value")));
        Assert.DoesNotContain(page.QuerySelectorAll("a[href], link[href], [src]"), one =>
            (one.GetAttribute("href") + one.GetAttribute("src")).Contains(certificate.Code![8..20], StringComparison.OrdinalIgnoreCase));
        page = await anybody.PostAsync(page, "main form");
        Assert.Equal("/Verify", anybody.Path);
        Assert.Equal("", anybody.Answer.RequestMessage!.RequestUri!.Query);
        Assert.Equal("测试甲", page.QuerySelector(".verdict-valid dd")!.TextContent);
        Assert.Equal("no-referrer", Assert.Single(anybody.Answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("no-store", anybody.Answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task The_address_of_a_return_slip_goes_to_no_other_site_and_into_no_trace()
    {
        var kept = new System.Collections.Concurrent.ConcurrentBag<string?>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => kept.Add(activity.GetTagItem("url.path") as string),
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        using var anybody = await village.Installation.BrowserAsync();
        await anybody.GetAsync("/Slip/ABCDEFGHJK");
        Assert.Equal("no-referrer", Assert.Single(anybody.Answer.Headers.GetValues("Referrer-Policy")));
        SpinWait.SpinUntil(() => kept.Contains("/Slip"), TimeSpan.FromSeconds(10)); // an activity stops after its answer has gone
        Assert.Contains("/Slip", kept);
        Assert.DoesNotContain(kept, path => path?.Contains("ABCDEFGHJK", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Every_state_has_its_colour_and_its_words()
    {
        await AssertAsync(certificate.Code!, "green", "有效");
        await AssertAsync("no-such", "grey", "本系统无此编号");
        await village.GuestAsync();
        await ShowAsync("99-GX-0001");
        var (open, foreign) = Signers.Usual.NewKey();
        var code = CertificateCode.Read(certificate.Code!)!;
        await AssertAsync(CertificateCwt.Sign(code.Facts, code.Status!, KeyRing.ShortKidBytes(open), Signers.Usual, foreign), "grey", "签发单位不在名录");
        await AssertAsync(certificate.Code![..^4] + "AAAA", "red", "不是该党委签发");
        await AssertAsync("99-gx-0001", "grey", "持证人出示，系统外签发，本系统未核验");
        await using (var db = village.Installation.Db())
        {
            await db.Database.ExecuteSqlAsync($"update certificate set valid_until = '2026-05-09'", TestContext.Current.CancellationToken);
            await AssertAsync(certificate.Code!, "grey", "已过期");
            await db.Database.ExecuteSqlAsync($"update certificate set withdrawn_on = '2026-05-09'", TestContext.Current.CancellationToken);
            await AssertAsync(certificate.Code!, "red", "已收回");
            await db.Database.ExecuteSqlAsync($"update certificate set withdrawn_on = null, replaced_on = '2026-05-09'", TestContext.Current.CancellationToken);
            await AssertAsync(certificate.Code!, "red", "已收回");
            await db.Database.ExecuteSqlAsync($"update certificate set replaced_on = null, lost_on = '2026-05-09'", TestContext.Current.CancellationToken);
            await AssertAsync(certificate.Code!, "red", "已挂失");
        }
    }

    [Fact]
    public async Task Of_a_number_that_a_guest_showed_the_page_says_the_number_and_one_sentence()
    {
        await village.GuestAsync("测试来客");
        await ShowAsync("99-GX-0001");
        using var anybody = await village.Installation.BrowserAsync();
        foreach (var typed in new[] { "99-GX-0001", "99gx0001", "９９ＧＸ　０００１" })
        {
            var verdict = (await anybody.CheckAsync(typed)).QuerySelector(".verdict")!;
            Assert.Equal("grey", verdict.GetAttribute("data-colour"));
            Assert.Contains("持证人出示，系统外签发，本系统未核验", verdict.TextContent, StringComparison.Ordinal);
            Assert.Single(verdict.QuerySelectorAll("dd"));
            foreach (var kept in new[] { "测试来客", "来＊", "测＊", "测试街道党工委", GuestSteps.Home, "有效期" })
                Assert.DoesNotContain(kept, verdict.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_number_is_found_by_any_case_width_blank_hyphen_and_mark_that_nobody_sees()
    {
        await NumberAsync("GY-0001甲");
        foreach (var typed in new[] { "GY-0001 甲", "gy0001甲", "ＧＹ－０００１甲", "G\u200BY\u00AD-00 01\u2011甲\uFEFF", "GY—0001甲" })
            Assert.Equal("valid", await village.PublicStateAsync(typed));
    }

    [Fact]
    public async Task When_two_numbers_fit_it_asks_for_exact_typing()
    {
        await NumberAsync("GY-0001");
        await village.GiveAsync("GY", committee: Village.HostCommittee);
        using var clerk = await village.ClerkAsync(Village.HostCommittee);
        await clerk.SealAsync(await village.AwayAsync("测试乙", Village.Host));
        Assert.Equal("several", await village.PublicStateAsync("gy 0001"));
        Assert.Equal("valid", await village.PublicStateAsync("GY-0001"));
        Assert.Equal("sealed", await village.PublicStateAsync("GY0001"));
        Assert.Equal("sealed", await village.PublicStateAsync("ＧＹ０００１"));
    }

    [Fact]
    public async Task Nothing_that_was_asked_is_kept_in_the_log()
    {
        using var anybody = await village.Installation.BrowserAsync();
        await anybody.CheckAsync(certificate.Code!);
        await anybody.CheckAsync("no-such");
        await using var db = village.Installation.Db();
        Assert.Equal(0, await db.Database.SqlQuery<int>(
            $"select count(*)::integer as \"Value\" from audit_entry a where a::text ~ 'no-such|HY2'").SingleAsync(TestContext.Current.CancellationToken));
    }

    private async Task AssertAsync(string asked, string colour, string heading)
    {
        using var anybody = await village.Installation.BrowserAsync();
        var verdict = (await anybody.CheckAsync(asked)).QuerySelector(".verdict")!;
        Assert.Equal(colour, verdict.GetAttribute("data-colour"));
        Assert.StartsWith(heading, verdict.QuerySelector("h2")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    /// <summary>The certificate has another number, as if it had been typed from paper.</summary>
    private async Task NumberAsync(string number)
    {
        await using var db = village.Installation.Db();
        await db.Database.ExecuteSqlAsync($"update certificate set number = {number}", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"update certificate_number set number = {number}", TestContext.Current.CancellationToken);
    }

    private async Task ShowAsync(string number)
    {
        await using var db = village.Installation.Db();
        await db.Database.ExecuteSqlAsync($"update sojourn set certificate_number = {number} where home_path is null", TestContext.Current.CancellationToken);
    }
}
