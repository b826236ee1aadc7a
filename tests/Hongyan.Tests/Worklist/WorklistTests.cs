using Hongyan.Platform;

namespace Hongyan.Tests.Worklist;

public sealed class WorklistTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Duties_stand_in_three_groups_by_their_date()
    {
        await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Worklist");
        Assert.Contains("行前教育", Text(page.QuerySelector("section[aria-labelledby=overdue]")!), StringComparison.Ordinal);
        Assert.DoesNotContain("2026年第一季度", Text(page.QuerySelector("main")!), StringComparison.Ordinal); // missed, and off the list
        Assert.Contains("每季度联系 2026年第二季度", Text(page.QuerySelector("section[aria-labelledby=later]")!), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("section[aria-labelledby=soon]"));
        var overdue = page.QuerySelectorAll("section[aria-labelledby=overdue] .duty, section[aria-labelledby=own] .duty:has(.due-red)");
        Assert.Equal(overdue.Length.ToString(), page.QuerySelector(".part-overdue strong")!.TextContent);
        village.Installation.Clock.MoveTo(new DateOnly(2026, 6, 20));
        using var later = await village.SecretaryAsync();
        page = await later.GetAsync("/Worklist");
        Assert.Contains("每季度联系 2026年第二季度", Text(page.QuerySelector("section[aria-labelledby=soon]")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_shows_its_basis_and_one_act()
    {
        await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Worklist");
        Assert.All(page.QuerySelectorAll("section .duty"), line =>
        {
            Assert.NotEmpty(line.QuerySelectorAll("a.clause[href^='/Policy/Clauses/']"));
            Assert.Single(line.QuerySelectorAll("a.btn, .waits"));
        });
    }

    [Fact]
    public async Task A_name_and_a_part_narrow_the_list_and_by_kind_arranges_it_anew()
    {
        await village.AwayAsync("测试甲");
        await village.AwayAsync("测试乙");
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Worklist?q=乙");
        Assert.Equal(["测试乙"], page.QuerySelectorAll("h3 a").Select(name => name.TextContent).Distinct());
        page = await browser.GetAsync("/Worklist?due=overdue");
        Assert.Null(page.QuerySelector("section[aria-labelledby=later]"));
        page = await browser.GetAsync("/Worklist?by=kind");
        Assert.Contains("每季度联系", page.QuerySelectorAll(".task h3").Select(kind => kind.TextContent.Trim()));
        Assert.Equal("没有符合条件的事项", (await browser.GetAsync("/Worklist?q=100%25")).QuerySelector(".empty-title")!.TextContent);
    }

    [Fact]
    public async Task What_more_than_five_people_owe_is_one_row_with_one_act_and_their_names_behind()
    {
        foreach (var name in "甲乙丙丁戊己") await village.AwayAsync("测试" + name);
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Worklist");
        var row = Assert.Single(page.QuerySelectorAll("section[aria-labelledby=later] .task"),
            task => Text(task).Contains("每季度联系 2026年第二季度", StringComparison.Ordinal));
        Assert.Contains("6 人", Text(row), StringComparison.Ordinal);
        Assert.Equal(6, row.QuerySelectorAll("details.names a[href^='/Members/']").Length);
        var all = page.QuerySelectorAll(".task > a.btn")
            .Select(act => act.GetAttribute("href")!)
            .First(address => address.StartsWith("/Batch/dues-paid", StringComparison.Ordinal));
        Assert.Equal(6, all.Split("who=").Length - 1);
        await browser.GetAsync(all);
        Assert.Equal(System.Net.HttpStatusCode.OK, browser.Status);
        Assert.Equal(6, (await browser.GetAsync("/Worklist?by=member")).QuerySelectorAll("h3 a").Select(name => name.TextContent).Distinct().Count());
    }

    [Fact]
    public async Task What_a_branch_owes_as_a_whole_is_listed_once_and_recorded_for_all_at_once()
    {
        var one = await village.AwayAsync("测试甲");
        var other = await village.AwayAsync("测试乙");
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Worklist");
        var lines = page.QuerySelectorAll("section[aria-labelledby=own] .duty").Select(Text).ToList();
        Assert.Single(lines, line => line.Contains("更新两表台账 2026年第二季度", StringComparison.Ordinal));
        var act = page.QuerySelectorAll("section[aria-labelledby=own] a.btn")
            .First(link => link.GetAttribute("href")!.Contains("2026-Q2", StringComparison.Ordinal));
        var form = await browser.GetAsync(act.GetAttribute("href")!);
        page = await browser.PostAsync(form, "main form");
        Assert.Equal("/Worklist", browser.Path);
        Assert.DoesNotContain(page.QuerySelectorAll("section[aria-labelledby=own] .duty").Select(Text),
            line => line.Contains("更新两表台账 2026年第二季度", StringComparison.Ordinal));
        Assert.Equal(Village.Today, (await village.DutyAsync(one, "refresh-ledger", "2026-Q2")).DoneOn);
        Assert.Equal(Village.Today, (await village.DutyAsync(other, "refresh-ledger", "2026-Q2")).DoneOn);
        page = await browser.GetAsync($"/Members/{one.MemberId}");
        Assert.DoesNotContain("确认台账", page.QuerySelector(".timeline-list")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_all_is_done_the_list_says_what_comes_next()
    {
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Worklist");
        Assert.Equal("已全部办结", page.QuerySelector(".empty-title")!.TextContent);
    }

    [Fact]
    public async Task A_branch_sees_its_own_duties_and_a_clerk_those_of_all_branches_or_one()
    {
        await village.AwayAsync("测试甲");
        await village.AwayAsync("测试邻", Village.Neighbour);
        using var secretary = await village.SecretaryAsync();
        Assert.DoesNotContain("测试邻", (await secretary.GetAsync("/Worklist")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("测试邻", (await secretary.GetAsync("/Worklist?org=" + Village.Neighbour)).Body!.TextContent, StringComparison.Ordinal);
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.Contains("测试邻", (await clerk.GetAsync("/Worklist")).Body!.TextContent, StringComparison.Ordinal);
        var one = await clerk.GetAsync("/Worklist?org=" + Village.Neighbour);
        Assert.Equal(["测试邻"], one.QuerySelectorAll("h3 a").Select(name => name.TextContent).Distinct());
    }

    private static string Text(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
