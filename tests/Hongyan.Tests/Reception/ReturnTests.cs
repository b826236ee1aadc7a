using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Reception;

/// <summary>Coming back, and having left before anybody was told.</summary>
public sealed class ReturnTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task One_page_leads_from_the_return_to_the_withdrawal()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host, happened:
        [
            new CertificateSealed { On = new DateOnly(2026, 1, 5) }, new CertificateIssued { On = new DateOnly(2026, 1, 5), Number = ReceptionSteps.Number },
            new ReportedIn { On = new DateOnly(2026, 1, 9) },
            new Placed { On = new DateOnly(2026, 1, 12) }, new Feedback { On = new DateOnly(2026, 3, 30), From = Side.Host, Text = "表现良好" },
        ]);
        using var home = await village.SecretaryAsync();
        var page = await home.GetAsync($"/Returns/{sojourn.MemberId}/{sojourn.Id}");
        page = await home.PostAsync(page, "main form[method=post]");
        page = await home.PostAsync(page, "main form[method=post]");
        Assert.Equal("表现良好", ((IHtmlTextAreaElement)page.QuerySelector("[name='Values[hostView]']")!).Value.Trim());
        page = await home.PostAsync(page, "main form[method=post]", ("Values[ownView]", "学到很多"));
        page = await home.PostAsync(page, "main form[method=post]");
        Assert.Null(page.QuerySelector("main form[method=post]"));
        Assert.Contains("全部办完", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href*='type=reviewed']"));
        foreach (var kind in new[] { "report-return", "check-return", "withdraw-certificate" })
            Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, kind)).DoneOn);
        Assert.Contains("学到很多", (await village.RecordsAsync(sojourn, "return-checked")).Single().Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_goes_out_again_keeps_his_certificate()
    {
        var sojourn = await village.AwayAsync("测试甲", happened:
            [new CertificateSealed { On = new DateOnly(2026, 1, 5) }, new CertificateIssued { On = new DateOnly(2026, 1, 5), Number = ReceptionSteps.Number },
                new Returned { On = new DateOnly(2026, 5, 1) }, new CertificatePresented { On = new DateOnly(2026, 5, 2) }]);
        using var home = await village.SecretaryAsync();
        var page = await home.GetAsync($"/Returns/{sojourn.MemberId}/{sojourn.Id}");
        page = await home.PostAsync(page, "main form[method=post]", ("Values[goesOutAgain]", "true"), ("Values[ownView]", "还要回去上班"));
        Assert.NotNull(page.QuerySelector("a[href$=Departure]"));
        Assert.DoesNotContain("收回", page.QuerySelector(".duties")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_and_strangers_have_no_part_in_the_return()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        foreach (var org in new[] { Village.Host, Village.Neighbour })
        {
            using var other = await village.SecretaryAsync(org);
            await other.GetAsync($"/Returns/{sojourn.MemberId}/{sojourn.Id}");
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }
    }

    [Fact]
    public async Task Who_has_left_already_is_registered_late_and_marked()
    {
        var before = await village.AwayAsync("测试甲", happened: [new Returned { On = new DateOnly(2026, 2, 1) }]);
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync($"/Members/{before.MemberId}/Departure");
        var page = await home.PostAsync(form, "main form", ("Values[departs]", "2026-04-01"), ("Values[destination]", "苏州市吴中区"), ("Values[reason]", "work"),
            ("Values[phone]", "199 0000 0009"), ("Values[emergency]", "测试丙 19900000008"));
        Assert.Contains("补登记", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("补登记", page.QuerySelector("h2 .state ~ .state")!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var opened = db.Sojourns.Single(s => s.MemberId == before.MemberId && s.EndedOn == null);
        Assert.Equal(("away", "320506"), (opened.State, opened.DestinationCode));
        Assert.Equal("19900000009", db.Members.Single(m => m.Id == before.MemberId).Phone);
    }

    [Fact]
    public async Task Places_are_found_while_they_are_typed()
    {
        using var home = await village.SecretaryAsync();
        var options = await home.GetAsync("/Members/Regions?" + Uri.EscapeDataString("Values[destination]") + "=" + Uri.EscapeDataString("吴中"));
        Assert.Contains("江苏省苏州市吴中区", options.QuerySelectorAll("option").Select(option => option.GetAttribute("value")));
    }
}
