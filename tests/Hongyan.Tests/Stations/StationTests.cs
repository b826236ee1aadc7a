using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Stations;

public sealed class StationTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_published_station_is_found_by_anybody_with_its_hours_and_telephone()
    {
        using var clerk = await village.Installation.SignInAsync("clerk", Village.HostCommittee);
        await EnterAsync(clerk, "玄武服务站", "江苏省南京市玄武区", ("Published", "true"));
        await EnterAsync(clerk, "未公布站点", "江苏省南京市玄武区", ("Published", "false"));
        using var nobody = await village.Installation.BrowserAsync();
        var page = await nobody.GetAsync("/Stations");
        Assert.Equal(HttpStatusCode.OK, nobody.Status);
        var station = Assert.Single(page.QuerySelectorAll(".stations > li"));
        Assert.Contains("江苏省南京市玄武区", station.TextContent, StringComparison.Ordinal);
        Assert.Contains("周一至周五 9:00—17:00", station.TextContent, StringComparison.Ordinal);
        Assert.Equal("tel:19900000009", station.QuerySelector("a.btn")!.GetAttribute("href"));
        Assert.Single((await nobody.GetAsync("/Stations?region=320000")).QuerySelectorAll(".stations > li"));
        Assert.Empty((await nobody.GetAsync("/Stations?region=310000")).QuerySelectorAll(".stations > li"));
        Assert.Contains("/Stations", (await nobody.GetAsync("/Account/SignIn")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        await nobody.GetAsync("/Stations/Manage");
        Assert.Equal("/Account/SignIn", nobody.Path);
    }

    [Fact]
    public async Task A_station_is_changed_and_closed_by_its_own_committee_only()
    {
        using var clerk = await village.Installation.SignInAsync("clerk", Village.HostCommittee);
        await EnterAsync(clerk, "玄武服务站", "江苏省南京市玄武区", ("Published", "true"));
        var edit = (await clerk.GetAsync("/Stations/Manage")).QuerySelector("a.btn[href*='id=']")!.GetAttribute("href")!;
        using var other = await village.Installation.SignInAsync("clerk", Village.HomeCommittee);
        Assert.Null((await other.GetAsync("/Stations/Manage")).QuerySelector("a.btn[href*='id=']"));
        await other.GetAsync(edit);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        using var secretary = await village.SecretaryAsync(Village.Host);
        await secretary.GetAsync(edit);
        Assert.Equal(HttpStatusCode.Forbidden, secretary.Status);
        var form = await clerk.GetAsync(edit);
        await clerk.PostAsync(form, "main form", ("Closed", "true"));
        using var nobody = await village.Installation.BrowserAsync();
        Assert.Empty((await nobody.GetAsync("/Stations")).QuerySelectorAll(".stations > li"));
    }

    [Fact]
    public async Task A_member_sees_those_near_his_destination_first()
    {
        using var clerk = await village.Installation.SignInAsync("clerk", Village.HostCommittee);
        await EnterAsync(clerk, "玄武服务站", "江苏省南京市玄武区", ("Published", "true"));
        await EnterAsync(clerk, "浦东服务站", "上海市浦东新区", ("Published", "true"));
        var sojourn = await village.AwayAsync("测试甲");
        await using (var db = village.Installation.Db())
        {
            db.Sojourns.Single(s => s.Id == sojourn.Id).DestinationCode = "310000";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var member = await village.Installation.SignInAsync("member", memberId: sojourn.MemberId);
        var station = Assert.Single((await member.GetAsync("/Stations")).QuerySelectorAll(".stations > li"));
        Assert.Contains("浦东服务站", station.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await member.GetAsync("/Mine")).QuerySelector("main a[href='/Stations']"));
    }

    [Fact]
    public async Task Wrong_places_and_numbers_are_told_at_their_fields_and_nothing_is_lost()
    {
        using var clerk = await village.Installation.SignInAsync("clerk", Village.HostCommittee);
        var form = await clerk.GetAsync("/Stations/Edit");
        var page = await clerk.PostAsync(form, "main form", ("Name", "某站"), ("Place", "桃花源"), ("Phone", "12"));
        Assert.Equal("桃花源", ((IHtmlInputElement)page.GetElementById("Place")!).Value);
        foreach (var field in new[] { "Place", "Phone", "Address", "Hours" })
            Assert.NotNull(page.GetElementById(field + "_error"));
        Assert.Contains("请至少选一项服务", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task EnterAsync(TestBrowser clerk, string name, string place, (string, string) published)
    {
        var form = await clerk.GetAsync("/Stations/Edit");
        await clerk.PostAsync(form, "main form", ("Name", name), ("Place", place), ("Address", "雁行路1号"), ("Hours", "周一至周五 9:00—17:00"),
            ("Phone", "199 0000 0009"), ("Services", "job"), published);
        Assert.Equal("/Stations/Manage", clerk.Path);
    }
}
