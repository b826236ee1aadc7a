using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.BranchOverview;

public sealed class BranchTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_clerk_sees_his_branches_with_the_same_counts_as_their_worklists()
    {
        await village.AwayAsync("测试甲");
        await village.AwayAsync("测试乙", departs: new DateOnly(2026, 4, 20));
        await village.AwayAsync("测试邻", Village.Neighbour, departs: new DateOnly(2026, 5, 1));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await clerk.GetAsync("/Branches");
        Assert.Equal(["测试镇党委", "测试村党支部", "邻村党支部", "本级"], page.QuerySelectorAll("tbody th").Select(name => name.TextContent.Trim()));
        foreach (var branch in new[] { Village.Home, Village.Neighbour })
        {
            var row = page.QuerySelector($"tbody th a[href='/Worklist?org={branch}']")!.Closest("tr")!;
            var list = await clerk.GetAsync("/Worklist?org=" + branch);
            var counts = list.QuerySelectorAll(".part strong").Select(count => int.Parse(count.TextContent)).ToList();
            Assert.Equal(counts[0], Number(row, 7));
            Assert.Equal(counts[1], Number(row, 6));
            Assert.Equal(counts[1] + counts[2], Number(row, 5));
        }
        var home = page.QuerySelector($"tbody th a[href='/Worklist?org={Village.Home}']")!.Closest("tr")!;
        Assert.Equal(2, Number(home, 1));
        Assert.Equal(3, Number(page.QuerySelector("tr.sum")!, 1));
    }

    [Fact]
    public async Task A_county_goes_down_level_by_level_and_no_further_than_its_own()
    {
        await village.AwayAsync("测试甲", host: Village.Host, happened: new ReportedIn { On = new DateOnly(2026, 2, 1), Organization = Village.Host });
        await village.AwayAsync("测试乙", host: Village.Host); // named at departure, not received yet
        await village.AwayAsync("测试丙", departs: Village.Today.AddDays(3));
        using var county = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var page = await county.GetAsync("/Branches");
        Assert.Equal(["测试县委组织部", "测试镇党委", "测试街道党工委"], page.QuerySelectorAll("tbody th a").Select(name => name.TextContent));
        Assert.Equal([2, 2, 0], page.QuerySelectorAll("tbody tr").Take(3).Select(row => Number(row, 1)));
        Assert.Equal([1, 0, 1], page.QuerySelectorAll("tbody tr").Take(3).Select(row => Number(row, 2)));
        Assert.Equal([1, 0, 0], page.QuerySelectorAll("tbody tr").Take(3).Select(row => Number(row, 3)));
        Assert.Equal([2, 2, 1], page.QuerySelectorAll("tbody tr").Take(3).Select(row => Number(row, 4)));
        Assert.Contains("下级组织之间流动 1 人", page.QuerySelector("tbody tr:last-child th")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["已报备未离开 1", "待报到 1"], page.QuerySelectorAll("p a[href^='/Lists/']").Select(link => link.TextContent));
        page = await county.GetAsync(page.QuerySelector($"tbody th a[href='/Branches?org={Village.HomeCommittee}']")!.GetAttribute("href")!);
        Assert.Equal(["测试镇党委", "测试村党支部", "邻村党支部"], page.QuerySelectorAll("tbody th a").Select(name => name.TextContent));
        Assert.Equal("测试镇党委", page.QuerySelector("h1")!.TextContent.Trim());
        Assert.NotNull(page.QuerySelector("nav a[href='/Branches']"));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        foreach (var elsewhere in new[] { Village.HostCommittee, Village.County, "001.001.999", "nowhere" })
        {
            await clerk.GetAsync("/Branches?org=" + elsewhere);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, clerk.Status);
        }
    }

    [Theory]
    [InlineData("/Branches", 1)]
    [InlineData("/Branches?org=" + Village.HomeCommittee, 2)]
    public async Task The_overview_is_read_in_few_statements(string address, int most)
    {
        await village.AwayAsync("测试甲");
        using var county = await village.Installation.SignInAsync(Roles.Department, Village.County);
        await county.GetAsync(address);
        using var statements = new Statements();
        await county.GetAsync(address);
        Assert.InRange(statements.Take().Count, 1, most);
    }

    [Fact]
    public async Task A_secretary_has_no_overview()
    {
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.GetAsync("/Branches");
        Assert.NotEqual(System.Net.HttpStatusCode.OK, secretary.Status);
        Assert.Null(page.QuerySelector("table"));
    }

    private static int Number(AngleSharp.Dom.IElement row, int column) =>
        int.Parse(new string([.. row.Children[column].TextContent.TakeWhile(c => char.IsDigit(c) || char.IsWhiteSpace(c))]).Trim());
}
