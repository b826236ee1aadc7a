using System.Text.Json;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Peers;
using Hongyan.Features.Reports;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;
using Hongyan.Tests.Outside;
using Hongyan.Tests.Peers;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reports;

/// <summary>What the report says of guests and of what went to and came from organisations outside.</summary>
public sealed class GuestReportTests : IAsyncLifetime
{
    private const string Address = "/Reports/Situation?on=2026-05-10&org=";
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        var entry = await village.Installation.KeepAsync("外县某镇党委");
        var first = await village.GuestAsync("测试来客", happened:
        [
            new HomeAsked { On = new(2026, 2, 3), What = [HomeAsked.Membership], Way = "letter", To = GuestSteps.Home },
            new HomeAnswered { On = new(2026, 2, 10), What = HomeAsked.Membership, Answer = HomeAnswered.Yes, Way = "letter" },
        ]);
        await village.GuestAsync("测试又客", shown: ReportedIn.Certificate);
        await village.GuestAsync("测试三客", home: null);
        await village.GuestAsync("测试四客", happened: new Refused { On = new(2026, 3, 3), Code = "not-here", Why = "住在邻县", Organization = Village.HostCommittee });
        await using var db = village.Installation.Db();
        await db.Sojourns.Where(stay => stay.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(stay => stay.HomeOutside, entry), Stop);
        LetterOf(db, first, 1, "post", "answered", new(2026, 2, 10));
        LetterOf(db, first, 2, "post", "sent", null);
        LetterOf(db, first, 3, "fax", "answered", new(2026, 5, 11)); // after the day
        var host = await db.Organizations.SingleAsync(one => one.Path == Village.HostCommittee, Stop);
        var county = await db.Organizations.SingleAsync(one => one.Path == Village.County, Stop);
        var (peer, _) = await new ExchangeServices(village.Installation.Instance, db).Acts.LoadAsync(county, Introducing.Card(), default);
        string[] states = [SentMessage.Accepted, SentMessage.Accepted, SentMessage.Refused, SentMessage.Queued];
        foreach (var (number, state) in states.Index())
        {
            db.SentMessages.Add(new SentMessage
            {
                PeerId = peer!.Id, Number = number + 1, Epoch = 0, Id = $"x{number}", Kind = "reception", OrgId = host.Id, Payload = [0], State = state,
                QueuedAt = village.Installation.Clock.GetUtcNow(), AnsweredOn = state == SentMessage.Queued ? null : Village.Today,
                PartyAbove = [county.Id.ToString(), host.Id.ToString()],
            });
        }
        await db.SaveChangesAsync(Stop);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_figures_tell_guests_by_origin_check_and_answer()
    {
        var (figures, traffic) = await FiguresAsync(Village.Today, Village.County);
        var guests = figures.GuestFigures;
        Assert.Equal((3, 3, 1), (figures.Inflow, guests.Count, guests.Unconfirmed));
        Assert.Equal((1, 1, (decimal?)7), (guests.HomesAsked, guests.HomesAnswered, guests.DaysToAnswer));
        Assert.Equal((GroupCount[])[new("510000", 1), new(Situation.Unknown, 2)], guests.Breakdowns[0].Groups);
        Assert.Equal((GroupCount[])[new("signature", 0), new("certificate", 1), new("letter", 0), new("by-asking", 2)], guests.Breakdowns[1].Groups);
        Assert.Equal((GroupCount[])[new("envelope", 0), new("letter", 1), new("asked", 0), new("never", 1), new("unknown", 1)], guests.Breakdowns[2].Groups);
        Assert.Equal((GroupCount[])[new("not-here", 1)], traffic.Refusals.Groups);
        Assert.Equal((LetterCount[])[new("post", 2, 1), new("fax", 1, 0)], traffic.Letters);
        Assert.Equal((4, 2, 1, 1), (traffic.MessagesSent, traffic.MessagesAccepted, traffic.MessagesRefused, traffic.MessagesOpen));
        Assert.True((await FiguresAsync(Village.Today, Village.HomeCommittee)).Traffic.IsNothing);
    }

    [Fact]
    public async Task An_earlier_day_knows_less_and_a_merged_home_corrects_it()
    {
        var guests = (await FiguresAsync(new(2026, 2, 5), Village.County)).Figures.GuestFigures;
        Assert.Equal((4, 3, 1, 0), (guests.Count, guests.Unconfirmed, guests.HomesAsked, guests.HomesAnswered)); // one was not refused yet
        Assert.Null(guests.DaysToAnswer);
        var into = await village.Installation.KeepAsync("外县某镇党工委", "430100");
        await using var db = village.Installation.Db();
        await db.OutsideOrganizations.Where(one => one.Id != into).ExecuteUpdateAsync(set => set.SetProperty(one => one.MergedInto, into), Stop);
        guests = (await FiguresAsync(new(2026, 2, 5), Village.County)).Figures.GuestFigures;
        Assert.Equal(new GroupCount("430000", 1), guests.Breakdowns[0].Groups[0]);
    }

    [Fact]
    public async Task Page_names_and_paper_say_the_same()
    {
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var page = await department.GetAsync(Address + Village.County);
        var said = page.QuerySelector("#guests")!.ParentElement!.TextContent;
        Assert.Contains("系统外党员 3 名，其中未核验 1 名", said, StringComparison.Ordinal);
        Assert.Contains("已向流出地核实 1 名，其中已答复 1 名。 平均 7 天答复。", Text(said), StringComparison.Ordinal);
        Assert.Contains("四川省", said, StringComparison.Ordinal);
        Assert.Equal(["不在本地居住工作1", "平信2 件，已答复 1 件", "传真1 件，已答复 0 件", "已写4", "对方已接受2", "对方已拒收1", "未答复1"],
            page.QuerySelector("#traffic")!.ParentElement!.QuerySelectorAll("dl > div").Select(one => Text(one.TextContent)));
        var paper = Text(page.QuerySelector("article.paper")!.TextContent);
        Assert.Contains("其中系统外党员3名，未核验1名", paper, StringComparison.Ordinal);
        Assert.Contains("核验方式：活动证133.33%", paper, StringComparison.Ordinal);
        page = await department.GetAsync(page.QuerySelector(".figure-link[href*='by=checked'][href*='group=certificate']")!.GetAttribute("href")!);
        Assert.Equal(["测试又客"], page.QuerySelector("#names")!.ParentElement!.QuerySelectorAll("tbody a").Select(one => one.TextContent));
        using var branch = await village.SecretaryAsync(Village.Home);
        page = await branch.GetAsync(Address + Village.Home);
        Assert.Null(page.QuerySelector("#guests"));
        Assert.Null(page.QuerySelector("#traffic"));
    }

    [Fact]
    public async Task The_overview_of_branches_counts_the_same_guests()
    {
        await using var db = village.Installation.Db();
        var overview = (await new Features.BranchOverview.OrganizationFigures(db).OfAsync(Village.County, Village.Today, Stop))!;
        Assert.Equal((3L, 3L), (overview.Whole.Hosted, overview.Whole.Guests));
        Assert.Equal([(Village.HomeCommittee, 0L), (Village.HostCommittee, 3L)], overview.Below.Select(row => (row.Path, row.Guests)));
        Assert.Equal(0, overview.Own.Guests);
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var page = await department.GetAsync("/Branches");
        Assert.Equal("3 系统外 3", Text(page.QuerySelector("tr.sum td[data-label=流入]")!.TextContent));
    }

    [Fact]
    public async Task The_export_has_a_key_for_each()
    {
        var (figures, traffic) = await FiguresAsync(Village.Today, Village.County);
        using var json = JsonDocument.Parse(SituationJson.Write(figures, traffic));
        Assert.Equal(1, json.RootElement.GetProperty("inflow.unconfirmed").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("guests.origin").GetProperty("510000").GetInt32());
        Assert.Equal(7, json.RootElement.GetProperty("homes").GetProperty("days").GetDecimal());
        Assert.Equal(1, json.RootElement.GetProperty("letters").GetProperty("post").GetProperty("answered").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("messages").GetProperty("open").GetInt32());
    }

    private async Task<(Situation Figures, OutsideTraffic Traffic)> FiguresAsync(DateOnly day, string path)
    {
        await using var db = village.Installation.Db();
        return ((await new SituationQuery(db).AsOfAsync(day, path, Stop))!.Figures, await new TrafficQuery(db).AsOfAsync(day, path, Stop));
    }

    private static void LetterOf(HongyanDb db, Sojourn stay, int number, string way, string state, DateOnly? answered) => db.Dispatches.Add(new Dispatch
    {
        OrgPath = Village.HostCommittee, Id = Guid.CreateVersion7(), Year = 2026, Number = number, Kind = "asking", PersonId = stay.MemberId,
        SojournId = stay.Id, ToName = GuestSteps.Home, Content = "测试来信", DraftedOn = new(2026, 2, 3), DraftedBy = Guid.CreateVersion7(),
        RecordedAt = new DateTimeOffset(2026, 2, 3, 4, 0, 0, TimeSpan.Zero), State = state, StateOn = answered ?? new(2026, 2, 3), SentOn = new(2026, 2, 3),
        Way = way, AnsweredOn = answered, SlipCode = Guid.CreateVersion7().ToByteArray(), SlipNumber = "ABCDE2345" + (char)('A' + number),
    });

    private static string Text(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
