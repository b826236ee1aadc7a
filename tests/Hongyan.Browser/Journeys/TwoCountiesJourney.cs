using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.Playwright;
using static Hongyan.Browser.Journeys.WholeLife;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>
/// One stay between two installations: reported at home, received at the door of a county that has never heard of home, the two introduced by
/// four people, the stay matched by one, and from then on told by files that people carry.
/// </summary>
[Trait("part", "night")]
public sealed class TwoCountiesJourney : IAsyncLifetime
{
    private const string Name = "测试远行";
    private const string Booklet = "家乡2026-0042";
    private const string Told = "在班组里带了两名徒弟。";
    private static readonly DateOnly AfterTheQuarter = new(2026, 7, 2);
    private County home = null!;
    private County host = null!;

    public async ValueTask InitializeAsync()
    {
        home = await County.NewAsync("家乡县");
        host = await County.NewAsync("远方县");
    }

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_stay_goes_from_the_door_of_a_strange_county_to_what_home_reads_and_back()
    {
        var member = await home.MemberAsync(Name);
        await home.InAsync(Roles.Secretary, Village.Home, Look.Desk, page => LeavesAsync(page, member));
        await host.InAsync(Roles.Clerk, Village.HostCommittee, Look.Phone, ComesAsync);
        await host.InAsync(Roles.Secretary, Village.Host, Look.Phone, IsPlacedAsync);
        await MeetAsync();
        await NoticeAsync();
        await host.InAsync(Roles.Clerk, Village.HostCommittee, Look.Phone, MatchAsync);
        await CarryAsync(host, home);
        await CarryAsync(home, host);
        home.ItIs(AfterTheQuarter);
        host.ItIs(AfterTheQuarter);
        await host.InAsync(Roles.Secretary, Village.Host, Look.Phone, WritesAsync);
        await CarryAsync(host, home);
        await home.InAsync(Roles.Secretary, Village.Home, Look.Phone, page => ReadsAsync(page, member));
        await CarryAsync(home, host);
        await host.InAsync(Roles.Clerk, Village.HostCommittee, Look.Desk, EndsAsync);
    }

    private static async Task LeavesAsync(IPage page, Guid member)
    {
        await page.GotoAsync($"/Members/{member}/Departure");
        await page.FillAsync("[name='Values[departs]']", "2026-05-08");
        await page.SelectOptionAsync("[name='Values[reason]']", "work");
        await page.FillAsync("[name='Values[destination]']", "远方县");
        await page.FillAsync("[name='Values[phone]']", "19900000042");
        await page.FillAsync("#Employer", "远方机械厂");
        await SaveAsync(page, Name);
    }

    /// <summary>He shows a booklet that nobody here has given out.</summary>
    private static async Task ComesAsync(IPage page)
    {
        await page.GotoAsync("/Reception");
        await page.FillAsync("#Number", Name);
        await page.PressAsync("#Number", "Enter");
        await page.CheckAsync("[name='Guest.Shown'][value=certificate]");
        await page.FillAsync("[name='Guest.Paper']", Booklet);
        await page.SelectOptionAsync("[name='Guest.Photo']", "seen");
        await page.FillAsync("[name='Guest.Phone']", "19900000042");
        await page.FillAsync("[name='Guest.Home']", "家乡县测试村党支部");
        await page.CheckAsync("[name='Guest.Document'][value=seen]");
        await SaveAsync(page);
        await page.GotoAsync("/Reception");
        await page.Locator("#to-place ~ form a[href*='/Reception/Place']").ClickAsync();
        await page.CheckAsync("[name=RuledOut][value=employer]");
        await page.CheckAsync("[name=Basis][value=community]");
        await page.SelectOptionAsync("#Organization", Village.Host);
        await SaveAsync(page, "测试社区党支部");
    }

    private static async Task IsPlacedAsync(IPage page)
    {
        await page.GotoAsync("/Reception");
        await page.Locator("#to-answer ~ form .btn-primary").ClickAsync();
        await SaveAsync(page);
        await FulfilAsync(page, "host-name-contact", ("person", "李热心" + WithoutAccount));
    }

    /// <summary>Each department loads the other's card, reads the digits over the telephone, and a second person confirms.</summary>
    private async Task MeetAsync()
    {
        var cards = new Dictionary<County, (byte[] File, string Fingerprint)>();
        foreach (var county in new[] { home, host })
            await county.InAsync(Roles.Department, Village.County, Look.Desk, async page => cards[county] = await CardAsync(page));
        foreach (var (here, there) in new[] { (home, host), (host, home) })
        {
            var address = "";
            await here.InAsync(Roles.Department, Village.County, Look.Desk, async page =>
            {
                await page.GotoAsync("/Peers");
                var card = new FilePayload { Name = "card.json", MimeType = "application/json", Buffer = cards[there].File };
                await page.Locator("#Upload").SetInputFilesAsync(card);
                await page.Locator("main form[enctype] .btn-primary").ClickAsync();
                await page.FillAsync("[name='Compared.Heard']", cards[there].Fingerprint);
                await page.FillAsync("[name='Compared.With']", "对方组织部王某");
                await page.Locator("form[action*=Compare] .btn-primary").ClickAsync();
                await Expect(page.Locator("#confirm")).ToBeVisibleAsync();
                address = new Uri(page.Url).AbsolutePath;
            });
            await here.InAsync(Roles.Department, Village.County, Look.Phone, async page =>
            {
                await page.GotoAsync(address);
                await page.Locator("form[action*=Confirm] .btn-primary").ClickAsync();
                await Expect(page.Locator("main .badge").First).ToHaveTextAsync("已确认");
            }, second: true);
        }
        await CarryAsync(home, host); // the greetings
        await CarryAsync(host, home);
    }

    private static async Task<(byte[] File, string Fingerprint)> CardAsync(IPage page)
    {
        await page.GotoAsync("/Peers");
        var fingerprint = await page.Locator("#own ~ .card-body code, section[aria-labelledby=own] code").First.InnerTextAsync();
        return (await BytesAsync(await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href='/Peers?handler=Card']").ClickAsync())), fingerprint);
    }

    private async Task NoticeAsync()
    {
        await home.InAsync(Roles.Clerk, Village.HomeCommittee, Look.Desk, async page =>
        {
            await page.GotoAsync("/Peers/Notice");
            await page.SelectOptionAsync("#Stay", new SelectOptionValue { Index = 1 });
            var receiver = await page.Locator("#To option", new() { HasText = "测试街道党工委" }).First.GetAttributeAsync("value");
            await page.SelectOptionAsync("#To", receiver!);
            await SaveAsync(page, Name);
        });
        await CarryAsync(home, host);
    }

    private static async Task MatchAsync(IPage page)
    {
        await page.GotoAsync("/Peers/Messages");
        await page.Locator("[aria-labelledby=to-do] a").First.ClickAsync();
        await page.SelectOptionAsync("#Guest", new SelectOptionValue { Index = 1 });
        await page.Locator("form[action*=Match] .btn-primary").First.ClickAsync();
        await Expect(page.Locator("#shared")).ToBeVisibleAsync();
        Assert.Empty(await Everywhere.Fit.FindsAsync(page));
    }

    /// <summary>A letter, printed, and sent in the envelope too.</summary>
    private static async Task WritesAsync(IPage page)
    {
        await page.GotoAsync("/Worklist?by=member");
        var act = page.Locator(".duty a[href^='/Dispatches/Owed?stay']").First;
        await page.GotoAsync(await act.GetAttributeAsync("href") + "&kind=feedback");
        await page.CheckAsync("form[data-choose] [data-all] input");
        await page.Locator("form[data-choose] [data-bulk]").First.ClickAsync();
        await page.WaitForURLAsync("**/Dispatches/Drafts?*");
        await page.Locator("main textarea").First.FillAsync(Told);
        await page.Locator("main button[formaction*=Keep]").First.ClickAsync();
        await page.WaitForURLAsync("**/Dispatches/Print?*");
        await page.Locator("a[href^='/Dispatches/Drafts']").First.ClickAsync();
        await page.WaitForURLAsync("**/Dispatches/Drafts?*");
        await page.Locator("main .actions .btn-primary").First.ClickAsync();
        await page.WaitForURLAsync("**/Dispatches");
    }

    private async Task ReadsAsync(IPage page, Guid member)
    {
        await page.GotoAsync($"/Members/{member}");
        await Expect(page.Locator("h2[id^=stay-] .state").First).ToHaveTextAsync("已编入支部");
        await Expect(Timeline(page, "指定联系人").Locator(".side-host")).ToHaveCountAsync(1);
        await Expect(page.Locator("main")).ToContainTextAsync(Told);
        await page.Locator("a[href^='/Returns/']").First.ClickAsync();
        await SaveAsync(page);
    }

    /// <summary>What home told waits for a person, who ends the stay here.</summary>
    private static async Task EndsAsync(IPage page)
    {
        await page.GotoAsync("/Peers/Messages");
        await Expect(page.Locator("[aria-labelledby=to-do]")).ToContainTextAsync("返回");
    }

    /// <summary>The file that one committee's clerk takes along and the other's reads in.</summary>
    private static async Task CarryAsync(County from, County to)
    {
        byte[] file = [];
        await from.InAsync(Roles.Clerk, Village.HomeCommittee, Look.Desk, async page =>
        {
            await page.GotoAsync("/Peers/Messages");
            file = await BytesAsync(await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href*='handler=File']").ClickAsync()));
        });
        await to.InAsync(Roles.Clerk, Village.HomeCommittee, Look.Desk, async page =>
        {
            await page.GotoAsync("/Peers/Messages");
            await page.Locator("#Upload").SetInputFilesAsync(new FilePayload { Name = "hongyan.hyx", MimeType = "application/octet-stream", Buffer = file });
            await page.Locator("main form[enctype] .btn-primary").ClickAsync();
            await Expect(page.Locator("main .alert-success")).ToBeVisibleAsync();
        });
    }

    private static async Task<byte[]> BytesAsync(IDownload download)
    {
        await using var content = await download.CreateReadStreamAsync();
        using var all = new MemoryStream();
        await content.CopyToAsync(all, TestContext.Current.CancellationToken);
        return all.ToArray();
    }
}
