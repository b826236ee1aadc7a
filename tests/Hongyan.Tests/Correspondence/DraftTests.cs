using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Correspondence;

/// <summary>What is drafted for a host about a probationary member, and what its page of him leads to.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private static readonly DateOnly On = new(2026, 2, 1);
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("2026-04-20", "预备期已于2026年4月20日届满")]
    [InlineData("2026-06-20", "预备期至2026年6月20日")]
    public async Task A_draft_speaks_of_a_probation_that_is_over_as_over(string ends, string says)
    {
        var sojourn = await ProbationaryAsync(DateOnly.Parse(ends, System.Globalization.CultureInfo.InvariantCulture));
        using var host = await village.SecretaryAsync(Village.Host);
        foreach (var address in new[]
        {
            $"/Correspondence/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&side=host",
            $"/Conversion?member={sojourn.MemberId}&sojourn={sojourn.Id}&type=conversion-opinion",
        })
        {
            var text = ((IHtmlTextAreaElement)(await host.GetAsync(address)).QuerySelector("main textarea")!).Value;
            Assert.Contains(says, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_opinion_on_a_conversion_begins_with_what_he_did_at_the_host()
    {
        var sojourn = await ProbationaryAsync(new(2026, 6, 20));
        using var host = await village.SecretaryAsync(Village.Host);
        var page = await host.GetAsync($"/Conversion?member={sojourn.MemberId}&sojourn={sojourn.Id}&type=conversion-opinion");
        var text = ((IHtmlTextAreaElement)page.QuerySelector("main textarea")!).Value;
        Assert.Contains("测试甲同志2026年2月1日", text, StringComparison.Ordinal);
        Assert.Contains("主题党日", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_takes_the_dues_of_a_member_who_holds_a_certificate()
    {
        var without = await village.AwayAsync("测试甲", host: Village.Host,
            happened: [new ReportedIn { On = On }, new Placed { On = On, Organization = Village.Host }]);
        var with = await village.AwayAsync("测试乙", host: Village.Host, happened:
            [new CertificateSealed { On = new(2026, 1, 6) }, new CertificateIssued { On = new(2026, 1, 6), Number = "99-0001" }, new ReportedIn { On = On },
                new Placed { On = On, Organization = Village.Host }]);
        using var host = await village.SecretaryAsync(Village.Host);
        var page = await host.GetAsync($"/Members/{without.MemberId}");
        Assert.DoesNotContain(page.QuerySelectorAll(".duties a.btn"), link => link.GetAttribute("href")!.StartsWith("/Dues/Pay", StringComparison.Ordinal));
        Assert.Contains("尚未领到活动证", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        page = await host.GetAsync($"/Members/{with.MemberId}");
        var way = page.QuerySelectorAll(".duties a.btn").First(link => link.GetAttribute("href")!.StartsWith("/Dues/Pay", StringComparison.Ordinal));
        Assert.Contains("side=host", way.GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotNull((await host.GetAsync(way.GetAttribute("href")!)).QuerySelector("main form"));
    }

    private async Task<Sojourn> ProbationaryAsync(DateOnly ends)
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host, happened:
            [new ReportedIn { On = On }, new Placed { On = On, Organization = Village.Host },
                new OrganizedLife { On = new(2026, 3, 1), Kind = "party-day", Offline = true }]);
        await using var db = village.Installation.Db();
        await db.Members
            .Where(m => m.Id == sojourn.MemberId)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, "probationary").SetProperty(m => m.ProbationEnds, ends),
                TestContext.Current.CancellationToken);
        return sojourn;
    }
}
