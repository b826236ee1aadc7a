using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Hongyan.Features.Policy;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Policy;

/// <summary>A county writes what differs into a layer of its own, and into no other.</summary>
public sealed class OwnLayerTests : IAsyncLifetime
{
    private const string Own = "own-" + Village.County;
    private const string OtherCounty = "002";
    private const string OtherBranch = "002.001";
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_department_makes_a_layer_that_inherits_everything_and_gives_it_up_again()
    {
        await village.AwayAsync("周甲一");
        var before = await DutiesAsync();
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var index = await browser.GetAsync("/Policy");
        var make = (IHtmlAnchorElement)index.QuerySelector("section[aria-labelledby=own] a.btn")!;
        Assert.Equal("为测试县委组织部建立方案", make.TextContent.Trim());

        var weighed = await browser.PostAsync(await browser.GetAsync(make.GetAttribute("href")!), "#choose ~ .card form", ("Reason", "本县要求更严"));
        Assert.Equal("/Policy/Choose", browser.Path);
        Assert.Contains("不会改变", weighed.QuerySelector("main .alert")!.TextContent, StringComparison.Ordinal);
        await browser.PostAsync(weighed, "main form");
        await browser.PostAsync(weighed, "main form"); // a second tap
        await DoneAsync();

        using (var secretary = await village.SecretaryAsync())
            Assert.Contains("测试县委组织部方案 · 第 1 版 · 由测试县委组织部选用 · 由上到下： 全国基准 → 测试县委组织部方案",
                await SaidAsync(secretary, "/Policy"), StringComparison.Ordinal);
        var profile = await browser.GetAsync("/Policy/Profiles/" + Own);
        Assert.All(profile.QuerySelectorAll("tr[id] td:nth-child(3)"), layer => Assert.Equal("全国基准", layer.TextContent.Trim()));
        Assert.NotEmpty(profile.QuerySelectorAll("main a.btn[href*=Change]"));
        Assert.Equal(before, await DutiesAsync());
        await using var db = village.Installation.Db();
        Assert.Equal(1, await db.ProfileVersions.CountAsync(Stop));
        Assert.True(await db.Audit.AnyAsync(entry => entry.Act == "profile-made" && entry.Subject == Village.County && entry.AccountId != null, Stop));

        var leave = (await browser.GetAsync("/Policy")).QuerySelectorAll("section[aria-labelledby=own] a.btn")[1].GetAttribute("href")!;
        await browser.PostAsync(await browser.PostAsync(await browser.GetAsync(leave), "#choose ~ .card form", ("Reason", "回到全国基准")), "main form");
        Assert.Null((await db.Organizations.AsNoTracking().SingleAsync(one => one.Path == Village.County, Stop)).Profile);
    }

    [Fact]
    public async Task A_change_reaches_the_county_and_those_below_it_and_nobody_beside_it()
    {
        await village.Installation.AddOrganizationAsync(OtherCounty, "邻县委组织部", "organization-department");
        await village.Installation.AddOrganizationAsync(OtherBranch, "邻县村党支部");
        var (mine, foreign) = (await village.AwayAsync("周甲一"), await village.AwayAsync("吴乙二", OtherBranch));
        await Laying.LayAsync(village.Installation, Village.County);
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var others = (await DutiesAsync()).Where(one => one.Value.Contains(foreign.Id.ToString(), StringComparison.Ordinal)).ToList();

        await ChangeAsync(browser, ("Input.Choice", "month"));

        Assert.Equal("own-001@2", (await village.DutyAsync(mine, "home-contact", "2026-07")).Profile.Split('+')[^1]);
        Assert.NotEmpty(others);
        Assert.Equal(others, (await DutiesAsync()).Where(one => one.Value.Contains(foreign.Id.ToString(), StringComparison.Ordinal)));
        await using var db = village.Installation.Db();
        Assert.False(await db.ProfileVersions.AnyAsync(version => version.Code != Own, Stop));
    }

    [Fact]
    public async Task The_name_follows_the_interval_and_what_has_begun_keeps_its_own()
    {
        var sojourn = await village.AwayAsync("周甲一");
        await Laying.LayAsync(village.Installation, Village.County);
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var form = await browser.GetAsync($"/Policy/Profiles/{Own}/Change?parameter=contact.home.interval");
        Assert.Contains("这一天起开始的期间适用；此前已经开始的期间按原规定", form.QuerySelector("main form")!.TextContent, StringComparison.Ordinal);
        var confirmation = await browser.PostAsync(form, "main form", ("Input.Choice", "month"), ("From", "2026-06-01"), ("Reason", "试点需要"));
        Assert.Contains("自 2026-06-01 起开始的期间适用；此前已经开始的期间按原规定", confirmation.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
        var weight = System.Text.RegularExpressions.Regex.Replace(confirmation.QuerySelector("main .alert")!.TextContent, @"\s+", " ");
        Assert.Contains("每月联系：4 项新增或改期，最早 2026-07-31 到期", weight, StringComparison.Ordinal);
        await browser.PostAsync(confirmation, "main form");
        await DoneAsync();

        // As the rules have it: the quarter that has begun runs to its end, the month follows.
        await using (var db = village.Installation.Db())
        {
            var periods = await db.Duties
                .Where(duty => duty.CaseId == sojourn.Id && duty.Kind == "home-contact")
                .OrderBy(duty => duty.OpensOn)
                .Select(duty => duty.Period)
                .ToListAsync(Stop);
            Assert.Equal(["2026-Q1", "2026-Q2", "2026-07", "2026-08"], periods.Take(4));
        }
        var profile = await browser.GetAsync("/Policy/Profiles/" + Own);
        Assert.Contains("自 2026-06-01 起开始的期间适用", profile.GetElementById("contact.home.interval")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("流出地联系周期：每月。自 2026-06-01 起开始的期间适用", profile.QuerySelector(".records")!.TextContent, StringComparison.Ordinal);
        using var secretary = await village.SecretaryAsync();
        Assert.Contains("每季度联系 2026年第二季度", await SaidAsync(secretary, "/Worklist"), StringComparison.Ordinal);
        Assert.Contains("每月联系 2026年7月", await SaidAsync(secretary, "/Members/" + sojourn.MemberId), StringComparison.Ordinal);

        village.Installation.Clock.MoveTo(new DateOnly(2026, 7, 5));
        using var later = await village.SecretaryAsync();
        var list = await SaidAsync(later, "/Worklist");
        Assert.Contains("每月联系 2026年7月", list, StringComparison.Ordinal);
        Assert.Contains("每季度联系 2026年第二季度", list, StringComparison.Ordinal);
        Assert.Contains("每月联系", await SaidAsync(later, "/Policy/Clauses/B-3.1.3.1c"), StringComparison.Ordinal);
        var past = (await later.GetAsync("/Policy/Profiles/" + Own)).GetElementById("contact.home.interval")!;
        Assert.Equal("每月", past.QuerySelector("strong")!.TextContent);
        Assert.Contains("自 2026-06-01 起开始的期间适用", past.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_ones_own_is_given_up_from_a_day()
    {
        await Laying.LayAsync(village.Installation, Village.County, ("contact.home.interval", "month", new(2026, 1, 1)));
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var confirmation = await ChangeAsync(browser, ("Inherit", "true"), ("From", "2026-07-01"));
        Assert.Contains("沿用上级：每季度", confirmation.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
        var said = (await browser.GetAsync("/Policy/Profiles/" + Own)).QuerySelector(".records")!.TextContent;
        Assert.Contains("流出地联系周期：沿用上级。自 2026-07-01 起开始的期间适用", said, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var body = ProfileLayer.Read((await db.ProfileVersions.OrderByDescending(version => version.Version).FirstAsync(Stop)).Body);
        Assert.Equal(new DateOnly(2026, 6, 30), Assert.Single(body.Values).To);

        village.Installation.Clock.MoveTo(new DateOnly(2026, 7, 1));
        using var later = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var row = (await later.GetAsync("/Policy/Profiles/" + Own)).GetElementById("contact.home.interval")!;
        Assert.Equal("每季度", row.QuerySelector("strong")!.TextContent);
        Assert.Contains("至 2026-06-30 为止：每月", row.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2100-01-01")]
    [InlineData("2199-12-31")]
    public async Task A_day_that_no_layer_can_be_read_with_is_never_saved(string from)
    {
        await Laying.LayAsync(village.Installation, Village.County, ("ledger.refresh", "month", new(2026, 1, 1)));
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var address = $"/Policy/Profiles/{Own}/Confirm?parameter=watch.fromMonths&value=2&clauses=E-1.7&reason=r&from=";
        await browser.FormAsync(address + from, await browser.GetAsync(address + "2026-08-01"), ("Version", "1"));
        Assert.True((int)browser.Status < 500);
        await using var db = village.Installation.Db();
        Assert.Single(await db.ProfileVersions.Where(version => version.Code == Own).ToListAsync(Stop));
        await browser.GetAsync("/Policy");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task Who_gives_up_a_value_gives_up_those_that_begin_later_too()
    {
        await Laying.LayAsync(village.Installation, Village.County, ("contact.home.interval", "month", new(2026, 1, 1)),
            ("contact.home.interval", "half-year", new(2026, 9, 1)));
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        await ChangeAsync(browser, ("Inherit", "true"), ("From", "2026-07-01"));
        await using var db = village.Installation.Db();
        var body = ProfileLayer.Read((await db.ProfileVersions.OrderByDescending(version => version.Version).FirstAsync(Stop)).Body);
        Assert.Equal(new DateOnly(2026, 6, 30), Assert.Single(body.Values).To);
    }

    [Fact]
    public async Task A_layer_lies_on_what_its_superior_follows_whichever_was_made_first()
    {
        await Laying.LayAsync(village.Installation, Village.HomeCommittee, ("feedback.interval", "month", new(2026, 1, 1)));
        await Laying.LayAsync(village.Installation, Village.County, ("ledger.refresh", "month", new(2026, 1, 1)));
        await using var db = village.Installation.Db();
        var policies = new Hongyan.Records.Policies(db, village.Installation.Instance.Policy);
        Assert.Equal(["national", Own, Own + ".001"], (await policies.AtAsync(Village.Home, Stop)).Layers.Select(layer => layer.Code));
        Assert.Equal(["national", Own], (await policies.AtAsync(Village.Host, Stop)).Layers.Select(layer => layer.Code));
        Assert.Equal(Interval.Month, (await policies.AtAsync(Village.Home, Stop)).Get(Parameters.LedgerRefresh, Village.Today));
        Assert.Equal("own-001@1", (await policies.AtAsync(Village.Host, Stop)).Stamp.Split('+')[^1]);
    }

    private async Task<IHtmlDocument> ChangeAsync(TestBrowser browser, params (string Name, string Value)[] values)
    {
        var confirmation = await ChangeTests.AskAsync(browser, $"/Policy/Profiles/{Own}/Change?parameter=contact.home.interval", values);
        Assert.EndsWith("/Confirm", browser.Path, StringComparison.Ordinal);
        await browser.PostAsync(confirmation, "main form");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await DoneAsync();
        return confirmation;
    }

    private static async Task<string> SaidAsync(TestBrowser browser, string address) =>
        System.Text.RegularExpressions.Regex.Replace((await browser.GetAsync(address)).QuerySelector("main")!.TextContent, @"\s+", " ");

    private async Task<Dictionary<Guid, string>> DutiesAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Duties.AsNoTracking().OrderBy(duty => duty.Id).ToDictionaryAsync(duty => duty.Id, duty => JsonSerializer.Serialize(duty), Stop);
    }

    private async Task DoneAsync()
    {
        await using var db = village.Installation.Db();
        var jobs = await village.Installation.ServiceAsync<BackgroundJobs>();
        foreach (var job in await RecomputationJob.Unfinished(db).ToListAsync(Stop))
            await jobs.Start(job.Id);
    }
}
