using System.Net;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Caring;

public sealed class CareTests : IAsyncLifetime
{
    private const string Many = "main form[method=post]";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Several_are_greeted_at_once_after_a_check_and_each_duty_is_closed()
    {
        village.Installation.Clock.MoveTo(new DateOnly(2026, 6, 20));
        var one = await village.AwayAsync("测试甲");
        var other = await village.AwayAsync("测试乙");
        using var browser = await village.SecretaryAsync();
        var list = await browser.GetAsync("/Care?show=festival");
        Assert.Equal(2, list.QuerySelectorAll("input[name=who][checked]").Length);
        var form = await browser.GetAsync($"/Care/Record?who={one.Id}&who={other.Id}&type=care&kind=greeting");
        Assert.Equal("/Batch/care", browser.Path);
        var check = await browser.PostAsync(form, Many, ("Common.Amount", "200"));
        Assert.Contains("问候", check.QuerySelector(Many)!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(one, "care"));
        await browser.PostAsync(check, Many, ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        foreach (var stay in new[] { one, other })
        {
            Assert.Equal(200, ((Care)EventJson.Read((await village.RecordsAsync(stay, "care")).Single().Data)).Amount);
            Assert.NotNull((await village.DutyAsync(stay, "festival-care", "2026-07-01")).DoneOn);
        }
        await browser.PostAsync(check, Many, ("Checked", "true"));
        Assert.Single(await village.RecordsAsync(one, "care"));
    }

    [Fact]
    public async Task Money_stands_with_the_kind_it_was_given_for()
    {
        await village.AwayAsync("测试甲", happened: new Care { On = new(2026, 5, 2), By = Side.Home, Kind = "visit", Amount = 200 });
        using var browser = await village.SecretaryAsync();
        var row = (await browser.GetAsync("/Care")).QuerySelector("tbody tr")!;
        Assert.Equal(("1 次 200.00 元", "0"), (row.QuerySelector("td[data-label='走访']")!.TextContent, row.QuerySelector("td[data-label='帮扶']")!.TextContent));
    }

    [Fact]
    public async Task A_service_is_recorded_by_the_host_and_counted_in_its_list()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync($"/Care/Record?who={sojourn.Id}&type=served");
        var list = await host.PostAsync(form, "main form", ("Values[kind]", "job"));
        Assert.Equal("1", list.QuerySelector("tbody tr td[data-label='服务']")!.TextContent);
        Assert.Equal(Side.Host, ((Served)EventJson.Read((await village.RecordsAsync(sojourn, "served")).Single().Data)).By);
    }

    [Fact]
    public async Task Who_has_not_left_yet_is_named_and_holds_nobody_up()
    {
        var one = await village.AwayAsync("测试甲");
        var early = await village.AwayAsync("测试乙", departs: Village.Today.AddDays(5));
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Care/Record?who={one.Id}&who={early.Id}");
        var check = await browser.PostAsync(form, Many);
        Assert.Contains("测试乙", check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await browser.PostAsync(check, Many, ("Checked", "true"));
        Assert.Single(await village.RecordsAsync(one, "care"));
        Assert.Empty(await village.RecordsAsync(early, "care"));
    }

    [Fact]
    public async Task What_home_writes_of_hardship_the_host_does_not_read()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync($"/Care/Record?who={sojourn.Id}&type=care&kind=hardship");
        await home.PostAsync(form, "main form", ("Values[amount]", "800"), ("Values[note]", "慢性病住院"));
        Assert.Contains("800.00", (await home.GetAsync("/Care?show=hardship")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        using var host = await village.SecretaryAsync(Village.Host);
        Assert.DoesNotContain("800", (await host.GetAsync("/Care")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        var page = (await host.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector("main")!.TextContent;
        Assert.DoesNotContain("慢性病", page, StringComparison.Ordinal);
        Assert.Contains("关怀慰问", page, StringComparison.Ordinal);
        var open = await home.PostAsync(await home.GetAsync($"/Members/{sojourn.MemberId}/Private"), "main form");
        Assert.Contains("慢性病", open.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_days_are_refused_and_strangers_find_nothing()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Care/Record?who={sojourn.Id}&type=care");
        var page = await browser.PostAsync(form, "main form", ("Values[on]", "2026-05-11"));
        Assert.Contains("日期不能晚于今天", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await browser.PostAsync(page, "main form", ("Values[on]", "2026-01-04"));
        Assert.NotNull(page.QuerySelector(".error-summary"));
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync($"/Care/Record?who={sojourn.Id}&type=care");
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        Assert.Null((await neighbour.GetAsync("/Care")).QuerySelector("tbody"));
    }
}
