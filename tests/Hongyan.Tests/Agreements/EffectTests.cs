using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Agreements;

/// <summary>What an agreement does to the stays that it covers, and who sees that it does.</summary>
public sealed class EffectTests : IAsyncLifetime
{
    private static readonly SojournEvent[] Placed = [new ReportedIn { On = new(2026, 2, 1) }, new Placed { On = new(2026, 2, 3) }];
    private static readonly (string, string)[] Monthly = [("Values[feedbackInterval]", "month")];

    private Two two = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => two = await Two.NewAsync();

    public ValueTask DisposeAsync() => two.DisposeAsync();

    [Fact]
    public async Task The_agreed_interval_begins_with_the_next_common_period_and_only_for_stays_between_the_parties()
    {
        var covered = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        var other = await two.Village.AwayAsync("测试乙", host: Village.Neighbour, happened: Placed);
        await two.SignAsync(Monthly);
        await RenewAsync();
        Assert.Equal(["2026-Q1", "2026-Q2", "2026-07", "2026-08", "2026-09", "2026-10"], await FeedbackAsync(covered));
        Assert.Equal(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"], await FeedbackAsync(other));
        Assert.Equal(new DateOnly(2026, 7, 31), (await two.Village.DutyAsync(covered, "host-feedback", "2026-07")).DueOn);
    }

    [Fact]
    public async Task What_is_written_by_a_branch_below_a_party_is_told_with_the_agreement()
    {
        await two.SignAsync(Monthly);
        var covered = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        using var secretary = await two.Village.SecretaryAsync(Village.Host); // he reads no case of the agreement
        var form = await secretary.GetAsync($"/Records/New?member={covered.MemberId}&sojourn={covered.Id}&type=organized-life&side=host");
        await secretary.PostAsync(form, "main form", ("Values[on]", "2026-05-09"), ("Values[kind]", "lecture"));
        Assert.Single(await two.Village.RecordsAsync(covered, "organized-life"));
        Assert.Contains("2026-07", await FeedbackAsync(covered));
    }

    [Fact]
    public async Task After_its_last_day_the_policy_holds_again_from_the_next_common_period()
    {
        var covered = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        await two.SignAsync(Monthly);
        await RenewAsync();
        await two.TellAsync(two.Host, "agreement-ended", "partner", ("Values[lastDay]", "2026-07-15"), ("Values[text]", "人员已回"));
        await RenewAsync();
        Assert.Equal(["2026-Q1", "2026-Q2", "2026-07", "2026-08", "2026-09", "2026-Q4"], await FeedbackAsync(covered));
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_what_the_old_one_set()
    {
        var covered = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        await two.SignAsync(Monthly);
        await RenewAsync();
        await two.TellAsync(two.Home, "agreement-drafted", "proposer", ("Values[title]", "第二份协议"), ("Values[feedbackInterval]", ""));
        await two.TellAsync(two.Home, "agreement-sent", "proposer");
        await RenewAsync();
        Assert.Contains("2026-07", await FeedbackAsync(covered)); // the old text holds until the new one is signed by both
        await two.AgreeAsync(two.Host);
        await RenewAsync();
        Assert.Equal(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"], await FeedbackAsync(covered));
        Assert.Contains("第二份协议", (await StayAsync(two.Home, covered))!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("out", "all", "", true)]
    [InlineData("in", "all", "", false)] // those who come, not those who go
    [InlineData("both", "list", "测试乙、测试甲", true)]
    [InlineData("both", "list", "测试乙", false)]
    [InlineData("both", "places", "上海", true)]
    [InlineData("both", "places", "苏州", false)]
    public async Task Direction_and_scope_of_the_text_say_whom_it_covers(string direction, string covers, string coverage, bool isCovered)
    {
        var stay = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        await two.SignAsync(("Values[direction]", direction), ("Values[covers]", covers), ("Values[coverage]", coverage));
        Assert.Equal(isCovered, await StayAsync(two.Home, stay) is not null);
        Assert.Equal(isCovered ? "1" : "0", (await two.Home.GetAsync("/Agreements")).QuerySelectorAll("main dl.facts > div")
            .Single(one => one.QuerySelector("dt")!.TextContent == "覆盖流动党员").QuerySelector("dd")!.TextContent);
    }

    [Fact]
    public async Task The_page_of_the_stay_names_the_agreement_to_all_who_see_the_stay_and_leads_those_there_who_see_the_agreement()
    {
        var covered = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        var other = await two.Village.AwayAsync("测试乙", host: Village.Neighbour);
        Assert.Null(await StayAsync(two.Home, covered));
        await two.SignAsync();
        using var homeBranch = await two.Village.SecretaryAsync();
        using var hostBranch = await two.Village.SecretaryAsync(Village.Host);
        foreach (var (browser, isLed) in new[] { (two.Home, true), (two.Host, true), (homeBranch, false), (hostBranch, false) })
        {
            var said = (await StayAsync(browser, covered))!;
            Assert.Contains("测试共管协议", said.TextContent, StringComparison.Ordinal);
            Assert.Contains("2027", said.TextContent, StringComparison.Ordinal);
            Assert.Equal(isLed, said.QuerySelector("a") is not null);
            Assert.DoesNotContain("联络甲", said.TextContent, StringComparison.Ordinal);
        }
        Assert.Null(await StayAsync(two.Home, other));
        var page = await two.Home.GetAsync(two.Address);
        Assert.Contains("目前覆盖 1 名流动党员，其中已编入 1 名", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stay_that_is_over_is_covered_no_more()
    {
        var covered = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: [.. Placed, new Returned { On = new(2026, 5, 9) }]);
        await two.SignAsync();
        Assert.Null(await StayAsync(two.Home, covered));
        using var member = await two.Installation.SignInAsync(Roles.Member, memberId: covered.MemberId);
        Assert.Null((await member.GetAsync("/Mine")).QuerySelector("#covered"));
    }

    [Theory]
    [InlineData("2026-05-09", null)] // drafted to hold from the tenth on, signed by both before
    [InlineData("2027-12-31", "至")]
    [InlineData("2028-01-01", null)]
    public async Task It_covers_from_its_first_day_to_its_last(string on, string? said)
    {
        var covered = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        await two.SignAsync();
        two.Installation.Clock.MoveTo(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture));
        using var clerk = await two.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var stay = await StayAsync(clerk, covered);
        if (said is null && on.StartsWith("2028", StringComparison.Ordinal))
            Assert.Null(stay);
        else
            Assert.Contains(said ?? "起", stay!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_member_reads_what_it_gives_him_and_whom_he_asks_and_nothing_that_is_the_offices()
    {
        var covered = await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        var other = await two.Village.AwayAsync("测试乙", host: Village.Neighbour);
        using var before = await two.Installation.SignInAsync(Roles.Member, memberId: covered.MemberId);
        Assert.Null((await before.GetAsync("/Mine")).QuerySelector("#covered"));
        await two.SignAsync([.. Monthly, ("Values[reviewVenue]", "host")]);
        await two.ConsultAsync(two.Home, "proposer");
        using var member = await two.Installation.SignInAsync(Roles.Member, memberId: covered.MemberId);
        var said = (await member.GetAsync("/Mine")).QuerySelector("section[aria-labelledby=covered]")!;
        foreach (var word in new[] { "测试共管协议", "测试镇党委", "测试街道党工委", "联络甲", "联络乙", "每月", "民主评议在流入地", "互相通报" })
            Assert.Contains(word, said.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, said.QuerySelectorAll("a[href^='tel:']").Length);
        foreach (var inner in new[] { "编入率", "双方各派一人", "通报情况", "交换了安置", "SHA-256" })
            Assert.DoesNotContain(inner, said.TextContent, StringComparison.Ordinal);
        Assert.Empty(said.QuerySelectorAll("a[href^='/Cases']"));
        await member.GetAsync(two.Address);
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
        using var another = await two.Installation.SignInAsync(Roles.Member, memberId: other.MemberId);
        Assert.Null((await another.GetAsync("/Mine")).QuerySelector("#covered"));
    }

    [Fact]
    public async Task Whoever_lies_neither_below_nor_above_a_party_is_told_no_text_by_the_database()
    {
        await two.SignAsync();
        foreach (var (role, path, rows) in new[]
        {
            (Roles.Clerk, Village.HomeCommittee, true), (Roles.Secretary, Village.Host, true), (Roles.Department, Village.County, true),
            (Roles.Secretary, "001.009.001", false), (Roles.Department, "002", false), (Roles.System, null, false),
        })
        {
            await using var db = two.Installation.Db();
            await using var transaction = await db.Database.BeginTransactionAsync(Stop);
            await db.Database.ExecuteSqlRawAsync(RequestTransaction.ScopeOf(Acting.As(role, path)), Stop);
            var types = await db.Database.SqlQuery<string>($"select distinct type as \"Value\" from agreements_reached()").ToListAsync(Stop);
            Assert.True(types.Count > 0 == rows, $"{role} at {path}");
            Assert.DoesNotContain("consulted", types);
        }
    }

    [Fact]
    public async Task However_many_agreements_there_are_the_pages_ask_the_same()
    {
        await two.Village.AwayAsync("测试甲", host: Village.Host, happened: Placed);
        var covered = await two.Village.AwayAsync("测试丙", host: Village.Host, happened: Placed);
        await two.SignAsync();
        string[] pages = ["/Agreements", $"/Members/{covered.MemberId}", "/Papers/agreements"];
        using var statements = new Statements();
        var first = await AskedAsync();
        foreach (var number in Enumerable.Range(2, 3))
        {
            await two.Installation.AddOrganizationAsync($"001.00{number + 1}", $"第{number}街道党工委", "committee");
            await two.SignWithAsync($"001.00{number + 1}", $"第{number}街道");
        }
        await two.SignAsync(); // a second one between the same parties covers the same two members
        Assert.Equal("2", (await two.Home.GetAsync("/Agreements")).QuerySelectorAll("main dl.facts > div")
            .Single(one => one.QuerySelector("dt")!.TextContent == "覆盖流动党员").QuerySelector("dd")!.TextContent);
        Assert.Equal(first, await AskedAsync());

        async Task<List<(string, int)>> AskedAsync()
        {
            var asked = new List<(string, int)>();
            foreach (var page in pages)
            {
                statements.Take();
                await two.Home.GetAsync(page);
                Assert.Equal(HttpStatusCode.OK, two.Home.Status);
                asked.Add((page, statements.Take().Count));
            }
            return asked;
        }
    }

    [Fact]
    public async Task What_stays_recorded_of_agreements_before_is_still_read_and_written_by_nobody()
    {
        var stay = await two.Village.AwayAsync("测试甲", host: Village.Host);
        await using (var db = two.Installation.Db())
        {
            foreach (SojournEvent happened in new SojournEvent[]
            {
                new AgreementInForce { On = new(2026, 1, 15), Until = new(2026, 12, 31) }, new Consulted { On = new(2026, 1, 20), Note = "在镇上会商" },
            })
                db.Records.Add(new Hongyan.Data.Record
                {
                    OwnerId = stay.MemberId,
                    Id = Guid.CreateVersion7(),
                    CaseId = stay.Id,
                    CaseKind = KeptDuty.OfSojourn,
                    OnDate = happened.On,
                    Type = EventJson.TypeOf(happened),
                    Data = EventJson.Write(happened),
                    RecordedAt = two.Installation.Clock.GetUtcNow(),
                    HomePath = stay.HomePath,
                });
            await db.SaveChangesAsync(Stop);
        }
        await RenewAsync();
        var page = await two.Home.GetAsync($"/Members/{stay.MemberId}");
        var told = page.QuerySelector(".timeline-list")!.TextContent;
        foreach (var word in new[] { "协议生效", "2026-12-31", "协议会商" })
            Assert.Contains(word, told, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a[href*='type=consulted'], a[href*='type=agreement-in-force']"));
        foreach (var type in new[] { "consulted", "agreement-in-force" })
        {
            await two.Home.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type={type}&side=home");
            Assert.Contains(two.Home.Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
        }
    }

    private Task<int> RenewAsync() => new DutyRenewal(two.Installation.Instance).RunAsync(progress: null, Stop);

    private async Task<List<string>> FeedbackAsync(Sojourn stay)
    {
        await using var db = two.Installation.Db();
        return await db.Duties.Where(duty => duty.CaseId == stay.Id && duty.Kind == "host-feedback").OrderBy(duty => duty.DueOn)
            .Select(duty => duty.Period!).ToListAsync(Stop);
    }

    private static async Task<AngleSharp.Dom.IElement?> StayAsync(TestBrowser browser, Sojourn stay)
    {
        IHtmlDocument page = await browser.GetAsync($"/Members/{stay.MemberId}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return page.QuerySelector("main .covering dd");
    }
}
