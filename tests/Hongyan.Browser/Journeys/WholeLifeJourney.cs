using Hongyan.Tests;
using Hongyan.Tests.Worklist;
using Microsoft.Playwright;
using static Hongyan.Browser.Journeys.WholeLife;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>
/// One stay away, carried by five people from the report of departure to the end of the return. Each enters what is his, once, and finds
/// what the others entered. The two committees and, in part, the member have no JavaScript; the host's secretary has a phone.
/// </summary>
public sealed class WholeLifeJourney : IAsyncLifetime
{
    private const string Number = "HY-0001";
    private const string Meeting = "五月主题党日";
    private static readonly DateOnly AfterTheQuarter = new(2026, 7, 2);
    private static readonly DateOnly Home = new(2026, 8, 20);
    private WholeLife life = null!;
    private string code = "";

    public async ValueTask InitializeAsync() => life = await WholeLife.NewAsync();

    public ValueTask DisposeAsync() => life.DisposeAsync();

    [Fact]
    public async Task Five_people_carry_one_stay_from_the_report_of_departure_to_the_end_of_the_return()
    {
        await TheDepartureIsReportedAsync();
        await TheCertificateIsSealedAndIssuedAsync();
        await TheMemberTakesHisAccountAndHisCodeAsync();
        await TheHostReceivesHimAsync();
        await HeTakesPartInTheLifeOfTheBranchAsync();
        await HePaysHisDuesAsync();
        life.ItIs(AfterTheQuarter);
        await TheHostWritesAndHomeReadsAsync();
        life.ItIs(Home);
        await HeComesBackAsync();
    }

    private Task TheDepartureIsReportedAsync() => life.HomeAsync(async page =>
    {
        await page.GotoAsync(life.Page);
        await page.Locator("a[href$='/Departure']").ClickAsync();
        await page.FillAsync("[name='Values[departs]']", "2026-05-10");
        await page.SelectOptionAsync("[name='Values[reason]']", "work");
        await page.FillAsync("[name='Values[destination]']", "上海市");
        await page.FillAsync("[name='Values[phone]']", "19900000022");
        await page.FillAsync("#Host", "测试街道党工委");
        await page.FillAsync("#Employer", "远方机械厂");
        await SaveAsync(page, $"已登记 {Name} 的外出报备");
        await FulfilAsync(page, "name-contact", ("person", "张联系" + WithoutAccount));
        await page.GotoAsync("/Worklist?by=member");
        await page.Locator(".duty a[href*='kind=brief']").ClickAsync();
        foreach (var topic in await page.Locator("[name='Values[topics]']").AllAsync())
            await topic.CheckAsync();
        await SaveAsync(page);
        await life.StateIsAsync(page, "在外");
        await Expect(page.Locator("main .facts").Last).ToContainTextAsync("张联系");
    });

    private async Task TheCertificateIsSealedAndIssuedAsync()
    {
        await life.DepartmentAsync(async page =>
        {
            await page.GotoAsync("/Certificates/Ranges");
            await page.SelectOptionAsync("#Committee", Village.HomeCommittee);
            await page.FillAsync("#Prefix", "HY-");
            await page.FillAsync("#First", "0001");
            await page.FillAsync("#Last", "0050");
            await page.Locator("main form[method=post] .btn-primary").ClickAsync();
            await Expect(page.Locator("tbody")).ToContainTextAsync(Number);
        });
        await life.HomeCommitteeAsync(async page =>
        {
            await page.GotoAsync("/");
            await page.Locator(".tile[href*='/Lists/seal']").ClickAsync();
            await page.Locator("main tbody input[type=checkbox]").CheckAsync();
            await page.Locator("main [formaction*='/Certificates/Seal'], main form[action*='/Certificates/Seal'] .btn-primary").First.ClickAsync();
            await Expect(page.Locator("tbody")).ToContainTextAsync(Number);
            await SaveAsync(page, Number);
        });
        await life.HomeAsync(async page =>
        {
            await FulfilAsync(page, "issue-certificate");
            await page.GotoAsync(life.Page);
            await Expect(page.Locator("main .facts").Last).ToContainTextAsync(Number);
        });
    }

    private async Task TheMemberTakesHisAccountAndHisCodeAsync()
    {
        var link = "";
        await life.HomeAsync(async page =>
        {
            await page.GotoAsync(life.Page + "/Account");
            await page.Locator("main form .btn-primary").ClickAsync();
            link = await page.Locator("code.once").InnerTextAsync();
        });
        await life.AnybodyAsync(async page =>
        {
            await page.GotoAsync(link);
            await page.FillAsync("#UserName", MemberName);
            await page.FillAsync("#Password", TestInstallation.Password);
            await page.FillAsync("#Again", TestInstallation.Password);
            await page.PressAsync("#Again", "Enter");
            await page.WaitForURLAsync("**/Mine");
            await Expect(page.Locator("main .facts")).ToContainTextAsync("张联系");
            await page.Locator("main a[href='/Mine/Certificate']").ClickAsync();
            await Expect(page.Locator(".certificate-own")).ToContainTextAsync(Number);
            code = await Qr.ReadAsync(page, ".qr-figure svg");
        }, Look.Phone);
        Assert.Contains("HY2:", code, StringComparison.Ordinal);
        await life.AnybodyAsync(async page =>
        {
            await page.GotoAsync(code.StartsWith("http", StringComparison.Ordinal) ? code : "/Verify/" + code);
            await page.Locator("main form .btn-primary").ClickAsync(); // by a script, where there are scripts
            await Expect(page.Locator(".verdict-valid")).ToContainTextAsync(Name);
        }, NoScript);
    }

    private async Task TheHostReceivesHimAsync()
    {
        await life.HostCommitteeAsync(async page =>
        {
            await page.GotoAsync("/Reception");
            await Expect(page.Locator("#announced ~ .card")).ToContainTextAsync(Name);
            await page.FillAsync("#Number", code);
            await page.Locator("main form[method=post] .btn-primary").ClickAsync();
            foreach (var fact in new[] { Name, Number, "测试村党支部", "上海市", "远方机械厂", "有效" })
                await Expect(page.Locator(".facts")).ToContainTextAsync(fact);
            await page.CheckAsync("[name=Verified]");
            await SaveAsync(page, $"已登记 {Name} 报到");
            await page.Locator("#to-place ~ form a[href*='/Reception/Place']").ClickAsync();
            await page.CheckAsync("[name=RuledOut][value=employer]");
            await page.CheckAsync("[name=Basis][value=community]");
            await page.SelectOptionAsync("#Organization", Village.Host);
            await SaveAsync(page, "测试社区党支部");
        });
        await life.HomeAsync(page => life.StateIsAsync(page, "已报到"), Look.Phone);
        await life.HostAsync(async page =>
        {
            await page.GotoAsync("/");
            await page.Locator(".tile[href*='/Lists/arrivals']").ClickAsync();
            await Expect(page.Locator("main")).ToContainTextAsync(Name);
            await page.GotoAsync("/Reception");
            await page.Locator("#to-answer ~ form .btn-primary").ClickAsync();
            await SaveAsync(page);
            await FulfilAsync(page, "host-name-contact", ("person", "李热心" + WithoutAccount));
        });
        await life.HomeAsync(async page =>
        {
            await life.StateIsAsync(page, "已编入支部");
            await Expect(Timeline(page, "编入支部").Locator(".side-host")).ToHaveCountAsync(1);
            await Expect(Timeline(page, "李热心").Locator(".side-host")).ToHaveCountAsync(1);
        });
    }

    private async Task HeTakesPartInTheLifeOfTheBranchAsync()
    {
        var (meeting, digits) = ("", "");
        await life.HostAsync(async page =>
        {
            await page.GotoAsync("/Meetings/New");
            await page.SelectOptionAsync("#Kind", "party-day");
            await page.FillAsync("#Heading", Meeting);
            await page.FillAsync("#OnDate", "2026-05-10");
            await page.FillAsync("#Place", "社区活动室");
            await SaveAsync(page, "已安排并通知");
            meeting = new Uri(page.Url).AbsolutePath;
            await page.Locator("a[href$='/Code']").ClickAsync();
            digits = await page.Locator(".digits").InnerTextAsync();
        });
        await life.MemberAsync(async page =>
        {
            await page.GotoAsync("/Mine");
            await page.Locator(".notice-line").Filter(new() { HasText = Meeting }).ClickAsync();
            await Expect(page.Locator("main")).ToContainTextAsync("社区活动室");
            await page.GotoAsync("/Mine/CheckIn");
            await page.FillAsync("#Code", digits);
            await SaveAsync(page, Meeting);
        }, PhoneNoScript);
        await life.HostAsync(async page =>
        {
            await page.GotoAsync(meeting);
            await Expect(page.Locator("tbody tr").Filter(new() { HasText = Name }).Locator("[type=radio][value=onsite]")).ToBeCheckedAsync();
        });
        await life.HomeAsync(async page =>
        {
            await page.GotoAsync(life.Page);
            await Expect(Timeline(page, "参加组织生活").Filter(new() { HasText = Meeting })).ToHaveCountAsync(1);
            await page.Locator("main .facts a[href^='/Certificates/']").First.ClickAsync();
            await Expect(page.Locator("#entries ~ .card")).ToContainTextAsync("参加组织生活");
        });
    }

    private async Task HePaysHisDuesAsync()
    {
        await life.HomeAsync(async page =>
        {
            await page.GotoAsync("/Dues");
            await page.Locator("td a[href*='/Dues/Set']").ClickAsync();
            await page.FillAsync("[name='Lines[0].Base']", "4200");
            await page.Locator("main form[method=post] .btn-primary").ClickAsync();
            await Expect(page.Locator("tbody")).ToContainTextAsync("42.00");
        });
        await life.HostAsync(async page =>
        {
            await page.GotoAsync("/Dues");
            await page.CheckAsync("main input[name=who]");
            await page.Locator("#pick .btn-primary").ClickAsync();
            await page.CheckAsync("input[value='2026-05']");
            await page.Locator("main form[method=post] .btn-primary").ClickAsync();
            await Expect(page.Locator(".money").First).ToContainTextAsync("42.00");
            await page.Locator("main form[method=post] .btn-primary").ClickAsync();
            await Expect(page.Locator(".receipt")).ToContainTextAsync("肆拾贰元");
        });
        await life.MemberAsync(async page =>
        {
            await page.GotoAsync("/Mine/Dues");
            await page.Locator("a[href*=Receipt]").ClickAsync();
            await Expect(page.Locator(".receipt")).ToContainTextAsync("测试社区党支部");
        });
        await life.HomeAsync(async page =>
        {
            await page.GotoAsync(life.Page);
            await Expect(Timeline(page, "交纳党费").Locator(".side-host")).ToHaveCountAsync(1);
        });
    }

    private async Task TheHostWritesAndHomeReadsAsync()
    {
        await life.HostAsync(async page =>
        {
            await page.GotoAsync("/Worklist?by=member");
            await page.Locator(".duty a[href*='kind=host-feedback']").First.ClickAsync();
            var draft = page.Locator("#Text");
            await Expect(draft).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("参加 1 次[\\s\\S]*42.00 元"));
            await draft.FillAsync(await draft.InputValueAsync() + "\n在班组里带了两名徒弟。");
            await SaveAsync(page, "反馈已发送");
        });
        var letter = "";
        await life.HomeAsync(async page =>
        {
            await page.GotoAsync("/");
            await page.Locator(".tile[href*='/Correspondence'], .tile[href*='/Lists/letters']").First.ClickAsync();
            await page.Locator("tbody th a").Filter(new() { HasText = Name }).ClickAsync();
            await Expect(page.Locator("main")).ToContainTextAsync("带了两名徒弟");
            letter = page.Url;
            await SaveAsync(page, "已告知对方");
        }, Look.Phone);
        await life.HostAsync(async page =>
        {
            await page.GotoAsync(letter);
            await Expect(page.Locator(".letter-state .state-done")).ToContainTextAsync("测试村党支部");
        });
    }

    private async Task HeComesBackAsync()
    {
        await life.HomeAsync(async page =>
        {
            await page.GotoAsync(life.Page);
            await page.Locator("a[href^='/Returns/']").ClickAsync();
            await SaveAsync(page);
            await SaveAsync(page);
            await Expect(page.Locator("[name='Values[hostView]']")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("带了两名徒弟"));
            await page.FillAsync("[name='Values[ownView]']", "学会了新手艺，愿意带乡亲。");
            await SaveAsync(page);
            await SaveAsync(page);
            await Expect(page.Locator("main")).ToContainTextAsync("返回手续已全部办完");
        }, Look.Phone);
        await life.AnybodyAsync(async page =>
        {
            await page.GotoAsync("/Verify/" + Number);
            await page.Locator("main form .btn-primary").ClickAsync();
            await Expect(page.Locator(".verdict-withdrawn")).ToHaveCountAsync(1);
        }, PhoneNoScript);
        await life.MemberAsync(async page =>
        {
            await page.GotoAsync("/Mine");
            await Expect(page.Locator("main .facts")).ToContainTextAsync("2026-08-20");
        }, PhoneNoScript);
        await life.HostAsync(page => life.StateIsAsync(page, "已返回"));
        await life.HomeAsync(async page =>
        {
            await life.StateIsAsync(page, "已返回");
            await Expect(page.Locator("a[href$='/Departure']")).ToBeVisibleAsync();
        });
    }
}
