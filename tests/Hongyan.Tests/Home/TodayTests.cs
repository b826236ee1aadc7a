using AngleSharp.Dom;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Home;

public sealed class TodayTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Each_figure_is_as_long_as_the_list_behind_it()
    {
        await ACountyAtWorkAsync();
        foreach (var (role, org) in new[]
        {
            (Roles.Secretary, Village.Home),
            (Roles.Secretary, Village.Host),
            (Roles.Clerk, Village.HomeCommittee),
            (Roles.Clerk, Village.HostCommittee),
            (Roles.Department, Village.County),
        })
        {
            using var browser = await village.Installation.SignInAsync(role, org);
            var tiles = (await browser.GetAsync("/"))
                .QuerySelectorAll(".tile")
                .ToDictionary(tile => tile.GetAttribute("href")!, tile => int.Parse(tile.QuerySelector("strong")!.TextContent));
            Assert.NotEmpty(tiles);
            foreach (var (address, count) in tiles)
            {
                var list = await browser.GetAsync(address);
                var found = address.StartsWith("/Worklist", StringComparison.Ordinal) ? list.QuerySelector(".part[aria-current] strong")!.TextContent
                    : CountOn(list);
                Assert.True(count.ToString() == found, $"{role} {org} {address}: {count} / {found}");
            }
        }
    }

    [Fact]
    public async Task Each_role_is_told_what_waits_for_it()
    {
        await ACountyAtWorkAsync();
        Assert.Equal(["逾期", "14 天内到期", "活动证待发放", "拒绝接收", "预备期将满"], await TilesAsync(Roles.Secretary, Village.Home));
        Assert.Contains("报到待编入", await TilesAsync(Roles.Secretary, Village.Host));
        Assert.Contains("活动证待盖章", await TilesAsync(Roles.Clerk, Village.HomeCommittee));
        Assert.Contains("待指定支部", await TilesAsync(Roles.Clerk, Village.HostCommittee));
        var county = await TilesAsync(Roles.Department, Village.County);
        Assert.Contains("在外未报到", county);
        Assert.Contains("盖章已逾期", county);
    }

    [Fact]
    public async Task A_branch_sees_its_most_urgent_lines_and_comes_back_after_the_act()
    {
        await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/");
        var brief = page.QuerySelectorAll(".duty a.btn").First(link => link.GetAttribute("href")!.Contains("kind=brief", StringComparison.Ordinal));
        page = await browser.PostAsync(await browser.GetAsync(brief.GetAttribute("href")!), "main form",
            [.. Hongyan.Rules.Sojourns.Briefed.AllTopics.Select(topic => ("Values[topics]", topic))]);
        Assert.Equal("/", browser.Path);
        Assert.NotNull(page.QuerySelector("[role=status]"));
        Assert.True(page.QuerySelectorAll("section[aria-labelledby=urgent] .duty").Length > 0);
    }

    [Fact]
    public async Task Those_above_see_which_fall_behind()
    {
        await village.AwayAsync("测试甲");
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.Equal(["测试村党支部"], (await clerk.GetAsync("/")).QuerySelectorAll("section[aria-labelledby=behind] th a").Select(name => name.TextContent));
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        Assert.Equal(["测试镇党委"], (await department.GetAsync("/")).QuerySelectorAll("section[aria-labelledby=behind] th a").Select(name => name.TextContent));
    }

    [Fact]
    public async Task Where_nothing_waits_the_page_says_so()
    {
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/");
        Assert.Equal("现在没有要办的事", page.QuerySelector(".empty-title")!.TextContent);
        Assert.Empty(page.QuerySelectorAll(".tile"));
    }

    [Theory]
    [InlineData(Roles.Secretary, Village.Home, 4)]
    [InlineData(Roles.Clerk, Village.HomeCommittee, 4)]
    [InlineData(Roles.Department, Village.County, 5)] // with the first steps of a county that has not done them all
    public async Task The_page_is_read_in_few_statements(string role, string org, int most)
    {
        await ACountyAtWorkAsync();
        using var browser = await village.Installation.SignInAsync(role, org);
        await browser.GetAsync("/");
        using var statements = new Statements();
        await browser.GetAsync("/");
        Assert.InRange(statements.Take().Count, 1, most);
    }

    private static string CountOn(IDocument list) => string.Concat(list.QuerySelector(".tools")!.TextContent.Where(char.IsAsciiDigit));

    private async Task<IReadOnlyList<string>> TilesAsync(string role, string org)
    {
        using var browser = await village.Installation.SignInAsync(role, org);
        return [.. (await browser.GetAsync("/")).QuerySelectorAll(".tile span").Select(name => name.TextContent)];
    }

    /// <summary>Somebody in every state that a figure counts.</summary>
    private async Task ACountyAtWorkAsync()
    {
        await village.AwayAsync("测试甲");
        await village.AwayAsync("测试乙", departs: new DateOnly(2026, 5, 6));
        await village.AwayAsync("测试丙", host: Village.Host, happened: new ReportedIn { On = new DateOnly(2026, 5, 4) });
        await village.AwayAsync("测试丁", host: Village.Host,
            happened: [new ReportedIn { On = new DateOnly(2026, 5, 4) }, new Refused { On = new DateOnly(2026, 5, 5), Code = "not-here" }]);
        await village.AwayAsync("测试邻", Village.Neighbour);
        var probationary = await village.AwayAsync("测试戊");
        await using var db = village.Installation.Db();
        await db.Members.Where(m => m.Id == probationary.MemberId)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, "probationary").SetProperty(m => m.ProbationEnds, new DateOnly(2026, 7, 1)),
                TestContext.Current.CancellationToken);
    }
}
