using System.Net;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.National;

/// <summary>What is done with differences: each is a person's act, one by one or many at once.</summary>
public sealed class AnsweringTests : IAsyncLifetime
{
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Thirty_of_fifty_are_taken_in_six_clicks()
    {
        var names = Enumerable.Range(0, 50).Select(n => $"测试{(char)('甲' + n)}").ToList();
        foreach (var name in names)
            await village.AwayAsync(name);
        using var home = await village.SecretaryAsync();
        await home.CompareAsync(NationalSteps.Csv(names.Select((name, n) =>
            n < 30 ? NationalSteps.Row(name, departed: "2026-01-08") : NationalSteps.Row(name, certificate: "GY-1"))));
        var clicks = 0;
        var list = await ClickAsync("/National"); // the menu
        var lines = await ClickAsync(list.QuerySelector("section[aria-labelledby=earlier] a")!.GetAttribute("href")!);
        clicks++; // the field is chosen
        lines = await ClickAsync(home.Path + "?field=departed");
        clicks++; // all on this page
        clicks++; // the button
        var asked = await home.TickAsync(lines, "taken");
        Assert.Equal(30, asked.QuerySelectorAll("#possible li").Length);
        clicks++; // the button of the page that asks
        var after = await home.ConfirmAsync(asked);
        Assert.True(clicks <= 7, $"{clicks} with the menu");
        Assert.Contains("已按全国系统登记 30 人", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(20, NationalSteps.Names(after).Length);
        await using var db = village.Installation.Db();
        Assert.Equal(30, await db.Sojourns.CountAsync(stay => stay.DepartedOn == new DateOnly(2026, 1, 8), Stop));
        Assert.Equal(30, await db.Records.CountAsync(record => record.Type == "registered-nationally", Stop));

        async Task<AngleSharp.Html.Dom.IHtmlDocument> ClickAsync(string address)
        {
            clicks++;
            return await home.GetAsync(address);
        }
    }

    [Fact]
    public async Task Theirs_is_taken_with_its_source_and_the_stay_follows()
    {
        var stay = await village.AwayAsync("测试甲");
        var over = await village.AwayAsync("测试乙");
        var outside = await village.AwayAsync("测试丙");
        using var home = await village.SecretaryAsync();
        await home.TakeAsync(NationalSteps.Csv(
            NationalSteps.Row("测试甲", departed: "2026-01-08", place: "北京市", number: "LD-7"),
            NationalSteps.Row("测试乙", state: "已返回", returned: "2026-03-02"), NationalSteps.Row("测试丙", host: "外省某街道党工委")));
        var corrected = (await village.RecordsAsync(stay, "departure-reported")).ConvertAll(record => (DepartureReported)EventJson.Read(record.Data));
        Assert.Equal([(new DateOnly(2026, 1, 5), "上海市"), (new(2026, 1, 8), "北京市")], corrected.Select(one => (one.Departs, one.Destination!)).Order());
        var said = await village.OnlyAsync<RegisteredNationally>(stay);
        Assert.Equal((Side.Home, "LD-7"), (said.By, said.NationalNumber));
        Assert.Contains("流出.csv 第 2 行", said.Note, StringComparison.Ordinal);
        Assert.Contains("全国党员管理信息系统", said.Note, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 3, 2), (await village.OnlyAsync<Returned>(over)).On);
        Assert.Empty(await village.RecordsAsync(over, "registered-nationally")); // it is over
        Assert.Equal("外省某街道党工委", (await village.OnlyAsync<HostChanged>(outside)).Host);
        await using var db = village.Installation.Db();
        var kept = await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == stay.Id, Stop);
        Assert.Equal((new(2026, 1, 8), "北京市"), (kept.DepartedOn, kept.Destination!));
        Assert.All(await db.NationalLines.AsNoTracking().ToListAsync(Stop), line => Assert.Equal("taken", line.Answer));
        Assert.Contains("national-answered", await db.Audit.Select(entry => entry.Act).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_member_who_is_only_away_there_begins_a_stay_and_nobody_else_does()
    {
        var before = await village.AwayAsync("测试甲", happened: new Returned { On = new(2026, 2, 1) });
        using var home = await village.SecretaryAsync();
        var lines = await home.CompareAsync(NationalSteps.Csv(
            NationalSteps.Row("测试甲", departed: "2026-03", host: "外省某街道党工委"), NationalSteps.Row("测试生", id: GuestSteps.Id)));
        var asked = await home.TickAsync(lines, "taken");
        Assert.Contains("测试生：不是本级登记的党员", asked.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
        await home.ConfirmAsync(asked);
        await using var db = village.Installation.Db();
        var stay = await db.Sojourns.AsNoTracking().SingleAsync(one => one.MemberId == before.MemberId && one.EndedOn == null, Stop);
        Assert.Equal((new(2026, 3, 1), "上海市", "外省某街道党工委"), (stay.DepartedOn, stay.Destination!, stay.HostName!));
        Assert.Equal(DepartureEstimate.Month, (await village.OnlyAsync<DepartureReported>(stay)).Estimate);
        await village.OnlyAsync<RegisteredNationally>(stay);
        Assert.Single(await village.RecordsAsync(stay, "duties-begin"));
        Assert.Equal(2, await db.Members.CountAsync(Stop) + 1); // a stranger is made no member
    }

    [Theory]
    [InlineData("只在本系统", "全国系统没有登记")]
    [InlineData("活动证号", "以发证登记为准")]
    [InlineData("空白", "这一项是空白")]
    [InlineData("已结束", "没有写明是否返回")]
    [InlineData("重叠", "与已登记的另一次外出重叠")]
    public async Task What_somebody_else_has_to_say_is_not_taken(string what, string said)
    {
        await village.AwayAsync("测试甲");
        await village.AwayAsync("测试乙", happened: new Returned { On = new(2026, 4, 1) });
        using var home = await village.SecretaryAsync();
        var lines = await home.CompareAsync(NationalSteps.Csv(NationalSteps.Row("测试旁"), what switch
        {
            "只在本系统" => NationalSteps.Row("测试旁"),
            "活动证号" => NationalSteps.Row("测试甲", certificate: "GY-1"),
            "空白" => NationalSteps.Row("测试甲", departed: ""),
            "已结束" => NationalSteps.Row("测试甲", state: "已结束", returned: "2026-03-01"),
            _ => NationalSteps.Row("测试乙", departed: "2026-02-01"),
        }));
        var asked = await home.TickAsync(lines, "taken", what == "重叠" ? "测试乙" : "测试甲");
        Assert.Contains(said, asked.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
        Assert.Null(asked.QuerySelector("#possible"));
    }

    [Fact]
    public async Task A_guests_departure_is_learned_and_his_return_home_ends_his_stay()
    {
        var (guest, left) = (await PlacedAsync("测试来客"), await PlacedAsync("测试离客"));
        using var host = await village.SecretaryAsync(Village.Host);
        const string File = "姓名,出生日期,外出时间,流入地党组织,流动状态,返回时间\r\n测试来客,1990-05-01,2026-01-15,测试社区党支部,已纳入,\r\n"
            + "测试离客,1990-05-01,2026-01-15,测试社区党支部,已返回,2026-04-03";
        await host.TakeAsync(System.Text.Encoding.UTF8.GetBytes(File), "inflow");
        var learned = await village.OnlyAsync<DepartureLearned>(guest);
        Assert.Equal((new(2026, 1, 15), "roster"), (learned.Departs, learned.ToldBy!));
        Assert.Equal(Side.Host, (await village.OnlyAsync<RegisteredNationally>(guest)).By);
        var end = await village.OnlyAsync<LeftHost>(left);
        Assert.Equal((new(2026, 4, 3), "returned", "home"), (end.On, end.Reason, end.To!));
    }

    [Fact]
    public async Task Leaving_needs_a_reason_and_is_done_once()
    {
        await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var lines = await home.CompareAsync(NationalSteps.Csv(NationalSteps.Row("测试甲", departed: "2026-01-08")));
        var asked = await home.TickAsync(lines, "left");
        var address = home.Path + "?act=left&lines=1";
        var wrong = await home.ConfirmAsync(asked, ("Reason", " "));
        Assert.Contains("请写明不处理的理由", wrong.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        wrong = await home.ConfirmAsync(asked, ("Reason", new string('长', 2001)));
        Assert.NotNull(wrong.QuerySelector(".error-summary"));
        var after = await home.ConfirmAsync(asked, ("Reason", "已电话核实，以本系统为准"));
        Assert.Contains("1 处差异不再处理", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已电话核实", (await home.GetAsync(home.Path + "?answer=left")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("都已处理", (await home.FormAsync(address, asked, ("Reason", "再来"))).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("都已处理", (await home.GetAsync(address)).Body!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Equal("已电话核实，以本系统为准", (await db.NationalLines.AsNoTracking().SingleAsync(Stop)).Reason);
    }

    [Fact]
    public async Task A_task_is_its_branchs_which_says_that_it_is_done()
    {
        await village.AwayAsync("测试甲");
        using var clerk = await village.Installation.SignInAsync(Hongyan.Platform.Roles.Clerk, Village.HomeCommittee);
        var lines = await clerk.CompareAsync(NationalSteps.Csv(NationalSteps.Row("测试甲", certificate: "GY-1"), NationalSteps.Row("测试生")));
        var asked = await clerk.TickAsync(lines, "task");
        Assert.NotNull((await clerk.ConfirmAsync(asked, ("Reason", "核实活动证号"), ("Due", "2026-05-09"))).QuerySelector(".error-summary"));
        await clerk.ConfirmAsync(asked, ("Reason", "核实活动证号"), ("Due", "2026-05-10"));
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        Assert.DoesNotContain("核实活动证号", (await neighbour.GetAsync("/National")).Body!.TextContent, StringComparison.Ordinal);
        using var home = await village.SecretaryAsync();
        Assert.Contains("全国系统待录入、交办", (await home.GetAsync("/")).Body!.TextContent, StringComparison.Ordinal);
        var page = await home.GetAsync("/National");
        Assert.Contains("测试甲", Assert.Single(page.QuerySelectorAll("section[aria-labelledby=tasks] tbody tr")).TextContent, StringComparison.Ordinal);
        await neighbour.FormAsync("/National?handler=Done", page, ("Finished", page.QuerySelector("input[name=Finished]")!.GetAttribute("value")!));
        Assert.NotEqual(HttpStatusCode.OK, neighbour.Status);
        page = await home.PostAsync(page, "section[aria-labelledby=tasks] form");
        Assert.Null(page.QuerySelector("section[aria-labelledby=tasks]"));
        Assert.Single((await clerk.GetAsync("/National")).QuerySelectorAll("section[aria-labelledby=tasks] tbody tr")); // of the stranger, its own
        await using var db = village.Installation.Db();
        Assert.Equal([(Village.HomeCommittee, null), (Village.Home, Village.Today)],
            (await db.NationalTasks.AsNoTracking().ToListAsync(Stop)).Select(task => (task.BranchPath, task.DoneOn)).Order());
    }

    [Fact]
    public async Task Nothing_chosen_nobody_elses_comparison_and_a_removed_one_are_answered()
    {
        await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var lines = await home.CompareAsync(NationalSteps.Csv(NationalSteps.Row("测试甲", departed: "2026-01-08")));
        var address = home.Path;
        Assert.Contains("请先勾选人员", (await home.PostAsync(lines, "form[data-choose]", ("Act", "taken"))).QuerySelector(".error-summary")!.TextContent,
            StringComparison.Ordinal);
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        await neighbour.GetAsync(address.Replace("Lines", "Answer", StringComparison.Ordinal) + "?act=taken&lines=1");
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        var unsure = await home.PostAsync(await home.GetAsync(address), "main form[action*=Remove]");
        Assert.Contains("请先勾选确认", unsure.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await home.PostAsync(await home.GetAsync(address), "main form[action*=Remove]", ("Sure", "true"));
        Assert.Equal("/National", home.Path);
        await home.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, home.Status);
        await using var db = village.Installation.Db();
        Assert.False(await db.NationalLines.AnyAsync(Stop));
    }

    private async Task<Sojourn> PlacedAsync(string name)
    {
        var stay = await village.GuestAsync(name, host: Village.Host, happened: new Placed { On = new(2026, 2, 2), Organization = Village.Host });
        await using var db = village.Installation.Db();
        (await db.Members.SingleAsync(member => member.Id == stay.MemberId, Stop)).Born = new DateOnly(1990, 5, 1);
        await db.SaveChangesAsync(Stop);
        return stay;
    }
}
