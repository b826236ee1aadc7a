using Hongyan.Platform;
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
        using var clerk = await village.House.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await clerk.GetAsync("/Branches");
        Assert.Equal(["测试镇党委", "测试村党支部", "邻村党支部"], page.QuerySelectorAll("tbody th").Select(name => name.TextContent));
        foreach (var branch in new[] { Village.Home, Village.Neighbour })
        {
            var row = page.QuerySelector($"tbody th a[href='/Worklist?org={branch}']")!.Closest("tr")!;
            var list = await clerk.GetAsync("/Worklist?org=" + branch);
            var counts = list.QuerySelectorAll(".part strong").Select(count => int.Parse(count.TextContent)).ToList();
            Assert.Equal(counts[0], Number(row, 5));
            Assert.Equal(counts[1], Number(row, 4));
            Assert.Equal(counts[1] + counts[2], Number(row, 3));
        }
        var home = page.QuerySelector($"tbody th a[href='/Worklist?org={Village.Home}']")!.Closest("tr")!;
        Assert.Equal(2, Number(home, 1));
        Assert.Equal(3, Number(page.QuerySelector("tr.sum")!, 1));
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
