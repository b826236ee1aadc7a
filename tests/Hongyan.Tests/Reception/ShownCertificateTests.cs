using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Reception;

/// <summary>What the certificate that is shown is worth: a genuine code is accepted, one taken out of use says why it does not.</summary>
public sealed class ShownCertificateTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync()
    {
        village = await ReceptionSteps.NewAsync();
        await village.GiveAsync();
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_code_that_the_committee_signed_fills_everything_in_without_a_name_being_typed()
    {
        var stay = await village.AwayAsync("测试甲");
        var certificate = await village.IssueAsync(stay);
        using var clerk = await ReceptionSteps.ClerkAsync(village);
        var code = certificate.Code!;
        foreach (var scanned in new[] { code, "https://example.test/Verify/" + code, "HTTPS://EXAMPLE.TEST/V/" + code[4..] })
        {
            var page = await clerk.AskAsync("", scanned);
            Assert.Equal("/Reception/Arrival", clerk.Path);
            var facts = page.QuerySelector(".facts")!.TextContent;
            Assert.Contains("测试甲", facts, StringComparison.Ordinal);
            Assert.Contains(certificate.Number!, facts, StringComparison.Ordinal);
            Assert.Contains("有效", page.QuerySelector(".facts .state-done")!.TextContent, StringComparison.Ordinal);
            Assert.Null(Warning(page));
            if (scanned.StartsWith("HTTPS", StringComparison.Ordinal))
                await clerk.PostAsync(page, "main form[method=post]", ("Verified", "true"));
        }
        Assert.Equal("/Reception", clerk.Path);
        Assert.Single(await village.RecordsAsync(stay, "reported-in"));
    }

    [Fact]
    public async Task A_code_with_one_letter_changed_opens_nothing()
    {
        var certificate = await village.IssueAsync(await village.AwayAsync("测试甲"));
        using var clerk = await ReceptionSteps.ClerkAsync(village);
        var at = certificate.Code!.Length / 2;
        var altered = certificate.Code[..at] + (certificate.Code[at] == 'A' ? 'B' : 'A') + certificate.Code[(at + 1)..];
        var page = await clerk.AskAsync("", altered);
        Assert.Equal("/Reception", clerk.Path);
        Assert.Contains("不是党委签发", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_flagged_and_he_can_still_be_received()
    {
        var left = new DateOnly(2024, 1, 5);
        var stay = await village.AwayAsync("测试甲", departs: left,
            happened: [new CertificateSealed { On = left }, new CertificateIssued { On = left, Number = ReceptionSteps.Number }]);
        using var clerk = await ReceptionSteps.ClerkAsync(village);
        var page = await clerk.AskAsync("测试甲", ReceptionSteps.Number);
        Assert.Contains("已过期", page.QuerySelector(".facts .state-overdue")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("与流出地核实", Warning(page)!, StringComparison.Ordinal);
        await clerk.PostAsync(page, "main form[method=post]", ("Verified", "true"));
        Assert.Single(await village.RecordsAsync(stay, "reported-in"));
    }

    [Fact]
    public async Task A_lost_certificate_opens_nothing_and_is_flagged_to_whoever_receives_him_without_it()
    {
        var stay = await village.AwayAsync("测试甲");
        var certificate = await village.IssueAsync(stay);
        using var home = await village.SecretaryAsync();
        await home.RecordAsync(stay, "certificate-lost");
        using var clerk = await ReceptionSteps.ClerkAsync(village);
        foreach (var (name, shown) in new[] { ("", certificate.Code!), ("测试甲", certificate.Number!) })
        {
            var refused = await clerk.AskAsync(name, shown);
            Assert.Equal("/Reception", clerk.Path);
            Assert.Contains("已挂失", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        }
        var page = await clerk.AskAsync("测试甲", "", ("PhoneEnd", "0001"), ("IdTail", "0017"));
        Assert.Equal("/Reception/Arrival", clerk.Path);
        Assert.Contains("已挂失", Warning(page)!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_certificate_opens_nothing_on_the_next_stay()
    {
        var first = await village.AwayAsync("测试甲");
        var old = await village.IssueAsync(first);
        using var home = await village.SecretaryAsync();
        foreach (var step in new[] { "returned", "certificate-presented", "return-checked", "certificate-withdrawn" })
            await home.RecordAsync(first, step);
        Assert.Equal("withdrawn", await village.PublicStateAsync(old.Code!));

        using var clerk = await ReceptionSteps.ClerkAsync(village);
        var page = await clerk.AskAsync("", old.Code!);
        Assert.Equal("/Reception", clerk.Path);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var said = page.QuerySelector(".error-summary")!.TextContent;
        Assert.Contains("已收回", said, StringComparison.Ordinal);
        Assert.Contains("副本和截图也无效", said, StringComparison.Ordinal);
    }

    private static string? Warning(IHtmlDocument page) => page.QuerySelector("main .alert-warning")?.TextContent;
}
