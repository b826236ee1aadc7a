using System.Net;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Members;

public sealed class MemberPageTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Home_reads_all_facts_and_the_host_what_it_needs()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        var facts = (await home.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector(".facts")!.TextContent;
        Assert.Contains("…0017", facts, StringComparison.Ordinal);
        Assert.Contains("本科", facts, StringComparison.Ordinal);
        using var host = await village.SecretaryAsync(Village.Host);
        facts = (await host.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector(".facts")!.TextContent;
        Assert.Contains("199****0001", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("0017", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("本科", facts, StringComparison.Ordinal);
        using var stranger = await village.SecretaryAsync(Village.Neighbour);
        await stranger.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task A_closed_duty_says_by_which_record_and_a_lifted_one_why()
    {
        var sojourn = await village.AwayAsync("测试甲", happened:
            [new Contact { On = new DateOnly(2026, 3, 2), By = Side.Home }, new Returned { On = new DateOnly(2026, 5, 1) }]);
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync($"/Members/{sojourn.MemberId}");
        var closed = string.Join('\n',
            page.QuerySelectorAll("details.fold .duty")
                .Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains("由“联系”（2026-03-02）完成", closed, StringComparison.Ordinal);
        Assert.Contains("外出已结束", closed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_are_shown_with_their_date()
    {
        var sojourn = await village.AwayAsync("测试甲", departs: new DateOnly(2025, 9, 1));
        using var browser = await village.SecretaryAsync();
        var warnings = (await browser.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector(".warnings")!.TextContent;
        Assert.Contains("自 2025-09-01 起没有参加组织生活", warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waived_duty_keeps_its_reason_and_leaves_the_list()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync($"/Members/{sojourn.MemberId}");
        var waive = page.QuerySelectorAll("a.waive").First(link => link.GetAttribute("href")!.Contains("kind=brief", StringComparison.Ordinal));
        var form = await browser.GetAsync(waive.GetAttribute("href")!);
        await browser.PostAsync(form, "main form");
        Assert.Equal(HttpStatusCode.OK, browser.Status); // a reason is asked for
        page = await browser.PostAsync(await browser.GetAsync(waive.GetAttribute("href")!), "main form", ("Values[reason]", "临时外出，电话已讲"));
        Assert.Contains("临时外出，电话已讲", page.QuerySelector("details.fold")!.ParentElement!.TextContent, StringComparison.Ordinal);
        var duty = await village.DutyAsync(sojourn, "brief");
        Assert.Equal(Village.Today, duty.WaivedOn);
    }

    [Fact]
    public async Task The_menu_offers_ten_records_what_is_owed_first_and_the_rest_behind_one_more_step()
    {
        var stay = await village.AwayAsync("测试菜单");
        using var secretary = await village.SecretaryAsync();
        var menu = (await secretary.GetAsync($"/Members/{stay.MemberId}")).QuerySelector(".possible .sheet")!;
        Assert.Equal(10, menu.QuerySelectorAll(":scope > a").Length);
        Assert.NotEmpty(menu.QuerySelectorAll("details a"));
        var owed = (await secretary.GetAsync($"/Members/{stay.MemberId}"))
            .QuerySelectorAll("a.btn[href*='kind=']")
            .Select(act => System.Text.RegularExpressions.Regex.Match(act.GetAttribute("href")!, "type=([a-z-]+)").Groups[1].Value)
            .Where(type => type.Length > 0)
            .ToHashSet();
        Assert.Contains(System.Text.RegularExpressions.Regex.Match(menu.QuerySelector("a")!.GetAttribute("href")!, "type=([a-z-]+)").Groups[1].Value, owed);
    }

    [Fact]
    [Trait("part", "night")]
    public async Task Whatever_the_menu_offers_opens_its_form_and_what_cannot_be_now_is_not_offered()
    {
        DateOnly came = new(2026, 2, 1), left = new(2026, 4, 1);
        (SojournEvent[] Happened, string[] Not)[] cases =
        [
            ([], ["placed", "refused", "marked-lost", "found", "notified", "conversion-decided", "dues-reduction-decided", "certificate-withdrawn"]),
            ([new ReportedIn { On = came }], ["reported-in", "cancelled"]),
            ([new ReportedIn { On = came }, new Placed { On = came },
                new DuesReductionAsked { On = came, From = "2026-02", To = "2026-06", Monthly = 1, Reason = "测试" }],
                ["refused", "dues-reduction-asked"]),
            ([new CertificateSealed { On = came, Number = "菜单1" }, new CertificateIssued { On = came, Number = "菜单1" }, new CertificateAudited { On = came }],
                ["certificate-sealed", "certificate-issued", "certificate-audited"]),
            ([new Returned { On = left }], ["returned", "contact"]),
        ];
        foreach (var (index, (happened, not)) in cases.Index())
        {
            var stay = await village.AwayAsync($"测试菜单{index}", host: Village.Host, happened: happened);
            using var home = await village.ClerkAsync();
            using var host = await village.ClerkAsync(Village.HostCommittee);
            foreach (var browser in new[] { home, host })
            {
                var addresses = (await browser.GetAsync($"/Members/{stay.MemberId}")).QuerySelectorAll(".possible .sheet a")
                    .Select(link => link.GetAttribute("href")!).ToList();
                Assert.DoesNotContain(addresses, address => not.Any(type => address.Contains($"type={type}&", StringComparison.Ordinal)));
                foreach (var address in addresses)
                {
                    var page = await browser.GetAsync(address);
                    Assert.True(browser.Status == HttpStatusCode.OK,
                        $"{index}: {address} {browser.Status} {page.QuerySelector(".alert-warning")?.TextContent}");
                    Assert.NotNull(page.QuerySelector("main form[method=post]"));
                }
            }
        }
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_departure_is_told_at_once()
    {
        var before = await village.AwayAsync("测试甲", happened: [new Returned { On = new DateOnly(2026, 4, 1) }]);
        await using (var db = village.Installation.Db())
        {
            var member = await db.Members.SingleAsync(one => one.Id == before.MemberId, TestContext.Current.CancellationToken);
            (member.Phone, member.Joined) = (null, new DateOnly(2012, 7, 1));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Members/{before.MemberId}/Departure");
        Assert.True(form.QuerySelector("[name='Values[phone]']")!.HasAttribute("required"));
        var wrong = await browser.PostAsync(form, "main form",
            ("Values[departs]", "2012-06-30"), ("Values[expectedReturn]", "2012-06-01"), ("Values[destination]", "上海市"), ("Values[reason]", "work"));
        var told = wrong.QuerySelectorAll(".error-summary a").ToDictionary(one => one.GetAttribute("href")!, one => one.TextContent);
        Assert.Equal(["#Values_departs_", "#Values_expectedReturn_", "#Values_phone_"], told.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("入党日期（2012-07-01）", told["#Values_departs_"], StringComparison.Ordinal);
        Assert.EndsWith("：请填写此项。", told["#Values_phone_"], StringComparison.Ordinal); // the summary names the field
        Assert.NotEqual("：", told["#Values_phone_"][..1]);
    }

    [Fact]
    public async Task A_departure_is_reported_once_and_opens_a_stay()
    {
        var before = await village.AwayAsync("测试甲", happened: [new Returned { On = new DateOnly(2026, 4, 1) }]);
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Members/{before.MemberId}/Departure");
        var wrong = await browser.PostAsync(form, "main form", ("Values[departs]", ""), ("Host", "测试社区党支部"));
        Assert.Equal("测试社区党支部", wrong.QuerySelector("[name=Host]")!.GetAttribute("value"));
        var page = await browser.PostAsync(wrong, "main form", ("Values[departs]", "2026-05-20"),
            ("Values[destination]", "上海市浦东新区"), ("Values[reason]", "work"));
        Assert.Equal($"/Members/{before.MemberId}", browser.Path);
        Assert.Contains("已报备", page.Body!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var opened = await db.Sojourns.SingleAsync(s => s.MemberId == before.MemberId && s.EndedOn == null, TestContext.Current.CancellationToken);
        Assert.Equal((Village.Host, "reported", "310115"), (opened.HostPath, opened.State, opened.DestinationCode));
        Assert.Contains("尚未结束", (await browser.GetAsync($"/Members/{before.MemberId}/Departure")).QuerySelector(".alert-warning")!.TextContent,
            StringComparison.Ordinal);
    }
}
