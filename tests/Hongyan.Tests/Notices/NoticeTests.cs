using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Notices;

public sealed class NoticeTests : IAsyncLifetime
{
    private static readonly DateOnly Day = Village.Today.AddDays(10);
    private static readonly string Occasion = $"election-{Day:yyyy-MM-dd}";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task One_entry_announces_to_everybody_away_and_tells_nobody_who_has_no_account()
    {
        var one = await village.AwayAsync("测试甲");
        var other = await village.AwayAsync("测试乙", host: Village.Host);
        using var home = await village.SecretaryAsync();
        using var account = await village.Installation.SignInAsync("member", memberId: other.MemberId);
        var page = await AnnounceAsync(home);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        foreach (var stay in new[] { one, other })
        {
            Assert.Equal(DutyState.Open, (await village.DutyAsync(stay, "notify-rights", Occasion)).StateOn(Village.Today));
            Assert.Equal("候选人三名。", EventJson.Read((await village.RecordsAsync(stay, "election")).Single().Data).Note);
        }
        Assert.Empty(await village.RecordsAsync(one, "notified"));
        Assert.Equal("posted", ((Notified)EventJson.Read((await village.RecordsAsync(other, "notified")).Single().Data)).How);
        Assert.Contains("没有账号", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("待电话告知（2 人）", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_page_and_the_worklist_count_the_same_people_of_one_notice()
    {
        for (var index = 0; index < 7; index++)
            await village.AwayAsync($"测试{index}");
        using var home = await village.SecretaryAsync();
        await AnnounceAsync(home);
        foreach (var address in new[] { "/", "/Worklist?by=kind" })
        {
            var task = (await home.GetAsync(address)).QuerySelectorAll(".duty.task").First(one => one.TextContent.Contains("选举", StringComparison.Ordinal));
            Assert.Equal("7 人", task.QuerySelector("strong.text-nowrap")!.TextContent);
        }
    }

    [Fact]
    public async Task Whom_a_person_told_is_ticked_with_day_means_and_name_and_his_duty_closes()
    {
        var one = await village.AwayAsync("测试甲");
        var other = await village.AwayAsync("测试乙");
        using var home = await village.SecretaryAsync();
        var page = await AnnounceAsync(home);
        page = await home.PostAsync(page, "#told");
        Assert.Contains("勾选", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await home.PostAsync(page, "#told", ("Who", one.Id.ToString()), ("Means", "family"), ("By", "测试书记"));
        Assert.Contains("已登记 1 人", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        var told = (Notified)EventJson.Read((await village.RecordsAsync(one, "notified")).Single().Data);
        Assert.Equal(("told", "family", "测试书记", Village.Today), (told.How, told.Means, told.By, told.On));
        Assert.Equal(DutyState.Done, (await village.DutyAsync(one, "notify-rights", Occasion)).StateOn(Village.Today));
        Assert.Equal(DutyState.Open, (await village.DutyAsync(other, "notify-rights", Occasion)).StateOn(Village.Today));
        await home.FormAsync($"/Notices/Details?org={Village.Home}&occasion={Occasion}&handler=Told", page,
            ("Who", one.Id.ToString()), ("On", "2026-05-10"), ("Means", "phone"), ("By", "测试书记"));
        Assert.Single(await village.RecordsAsync(one, "notified"));
    }

    [Fact]
    public async Task What_is_only_announced_is_owed_until_it_is_sent_and_sending_twice_tells_nobody_twice()
    {
        var stay = await village.AwayAsync("测试甲");
        using var account = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        using var home = await village.SecretaryAsync();
        var page = await AnnounceAsync(home, tell: "false");
        Assert.Equal(DutyState.Open, (await village.DutyAsync(stay, "notify-rights", Occasion)).StateOn(Village.Today));
        var late = await village.AwayAsync("测试乙");
        using var another = await village.Installation.SignInAsync("member", memberId: late.MemberId);
        await home.PostAsync(page, "#send");
        await home.PostAsync(page, "#send");
        await AnnounceAsync(home);
        foreach (var told in new[] { stay, late })
        {
            Assert.Single(await village.RecordsAsync(told, "election"));
            Assert.Single(await village.RecordsAsync(told, "notified"));
        }
    }

    [Fact]
    public async Task The_member_reads_it_by_opening_it_and_may_change_his_opinion_until_the_day()
    {
        var stay = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        await AnnounceAsync(home);
        var mine = await member.GetAsync("/Mine");
        var page = await member.GetAsync(mine.QuerySelector("a.notice-line")!.GetAttribute("href")!);
        Assert.Contains("不是表决票", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await member.PostAsync(page, "main form", ("Opinion", "同意"));
        page = await member.GetAsync($"/Mine/Notices/{stay.Id}/{Occasion}");
        Assert.Equal("同意", ((IHtmlTextAreaElement)page.QuerySelector("textarea")!).Value.Trim());
        await member.PostAsync(page, "main form", ("Opinion", "建议增加一名候选人"));
        Assert.Equal(["opened", "posted"],
            (await village.RecordsAsync(stay, "notified")).Select(record => ((Notified)EventJson.Read(record.Data)).How).Order());
        Assert.Equal(DutyState.Done, (await village.DutyAsync(stay, "notify-rights", Occasion)).StateOn(Village.Today));
        var opinions = await village.RecordsAsync(stay, "opinion-given");
        Assert.Equal(opinions[0].Id, opinions[1].CorrectsId);
        var table = await home.GetAsync($"/Notices/Details?org={Village.Home}&occasion={Occasion}");
        var said = table.QuerySelector("tbody tr")!.TextContent;
        Assert.Contains("建议增加一名候选人", said, StringComparison.Ordinal);
        Assert.DoesNotContain("同意", said, StringComparison.Ordinal);
        var list = await home.GetAsync("/Notices");
        Assert.Equal(["1", "1", "1", "1"], list.QuerySelectorAll("tbody td.number").Select(cell => cell.TextContent.Trim()));

        village.Installation.Clock.MoveTo(Day.AddDays(1));
        using var later = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        page = await later.GetAsync($"/Mine/Notices/{stay.Id}/{Occasion}");
        Assert.Contains("举行日期已过", page.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_probationary_member_is_told_that_he_has_no_vote()
    {
        var stay = await village.AwayAsync("测试甲");
        await using (var db = village.Installation.Db())
        {
            db.Members.Single(m => m.Id == stay.MemberId).Status = "probationary";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var home = await village.SecretaryAsync();
        await AnnounceAsync(home);
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        var page = await member.GetAsync($"/Mine/Notices/{stay.Id}/{Occasion}");
        Assert.Contains("没有表决权", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_too_near_another_matter_of_that_day_and_a_branch_with_nobody_away_are_refused()
    {
        using var home = await village.SecretaryAsync();
        Assert.Contains("没有外出党员", (await AnnounceAsync(home)).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        var stay = await village.AwayAsync("测试甲");
        var page = await AnnounceAsync(home, day: Village.Today);
        Assert.Contains("明天之后", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("换届选举", ((IHtmlInputElement)page.QuerySelector("#Heading")!).Value);
        await AnnounceAsync(home);
        page = await AnnounceAsync(home, heading: "补选");
        Assert.Contains("换届选举", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(stay, "election"));
    }

    [Fact]
    public async Task Other_branches_and_other_members_find_nothing()
    {
        var stay = await village.AwayAsync("测试甲", host: Village.Host);
        var other = await village.AwayAsync("测试乙", home: Village.Neighbour);
        using var home = await village.SecretaryAsync();
        await AnnounceAsync(home);
        foreach (var org in new[] { Village.Neighbour, Village.Host })
        {
            using var stranger = await village.SecretaryAsync(org);
            await stranger.GetAsync($"/Notices/Details?org={Village.Home}&occasion={Occasion}");
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
            await stranger.GetAsync($"/Notices/New?org={Village.Home}");
            Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
            Assert.Empty((await stranger.GetAsync("/Notices")).QuerySelectorAll("tbody tr"));
        }
        using var member = await village.Installation.SignInAsync("member", memberId: other.MemberId);
        await member.GetAsync($"/Mine/Notices/{stay.Id}/{Occasion}");
        Assert.Equal(HttpStatusCode.NotFound, member.Status);
        await member.GetAsync("/Notices");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
    }

    private static async Task<IHtmlDocument> AnnounceAsync(TestBrowser browser, string tell = "true", DateOnly? day = null, string heading = "换届选举")
    {
        var form = await browser.GetAsync("/Notices/New");
        return await browser.PostAsync(form, "main form[method=post]",
            ("Type", "election"), ("Heading", heading), ("TakesPlace", $"{day ?? Day:yyyy-MM-dd}"), ("Text", "候选人三名。"), ("Tell", tell));
    }
}
