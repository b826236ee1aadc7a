using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Tests.Rights;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>A peer's key was in wrong hands since some day: what came from it since then is looked through, and two people strike what is not kept.</summary>
public sealed class DoubtTests : IAsyncLifetime
{
    private Pair pair = null!;
    private Sojourn home = null!;
    private string address = "";
    private readonly Guid theirs = Guid.CreateVersion7();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        pair = await Pair.NewAsync();
        home = await pair.Home.AwayAsync("测试甲");
        var peer = await Pair.PeerAsync(pair.Home);
        address = $"/Peers/{peer.Id}/Doubts";
        await using var db = pair.Home.Installation.Db();
        await using var there = pair.Host.Installation.Db();
        var above = await db.Organizations.Where(o => o.Path == Village.County || o.Path == Village.HomeCommittee).OrderBy(o => o.Path).ToListAsync(Stop);
        db.ExchangeShared.Add(new KeptShared
        {
            PeerId = peer.Id, CaseId = home.Id, PersonId = home.MemberId, Side = KeptShared.Home, Theirs = theirs.ToString(), OrgId = above[1].Id,
            TheirOrg = (await there.Organizations.SingleAsync(o => o.Path == Village.HomeCommittee, Stop)).Id.ToString(),
            MatchedAt = pair.Home.Installation.Clock.GetUtcNow(), PartyAbove = [.. above.Select(o => o.Id.ToString())],
        });
        await db.SaveChangesAsync(Stop);
    }

    public ValueTask DisposeAsync() => pair.DisposeAsync();

    [Fact]
    public async Task What_came_since_that_day_is_kept_questioned_or_struck_by_two_with_the_record_that_it_became()
    {
        var before = await SayAsync("feedback", new { text = "以前的" });
        pair.Home.Installation.Clock.MoveTo(Village.Today.AddDays(1));
        var (reception, feedback, left) = (await SayAsync("reception", new { }), await SayAsync("feedback", new { text = "可疑的" }),
            await SayAsync("left-host", new { reason = "moved-on" }));
        await FreezeAsync("2026-05-11");
        var struck = (await ReceivedAsync(feedback)).Became!.Value;
        using var first = await pair.Home.Installation.DepartmentAsync();
        var page = await first.GetAsync(address);
        Assert.Equal([left, feedback, reception], Numbers(page)); // the earlier one is not in doubt
        await SendAsync(first, page, "Question", reception);
        await SendAsync(first, page, "Keep", left);
        page = await SendAsync(first, page, "Strike", feedback);
        page = await SendAsync(first, page, "Confirm", feedback);
        Assert.Contains("须由另一人撤销", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((ReceivedMessage.StrikeAsked, ReceivedMessage.Questioned, ReceivedMessage.Kept),
            ((await ReceivedAsync(feedback)).Doubt, (await ReceivedAsync(reception)).Doubt, (await ReceivedAsync(left)).Doubt));
        using var second = await pair.Home.Installation.DepartmentAsync();
        Assert.NotNull((await second.GetAsync("/Worklist")).QuerySelector($"main a[href^='{address}']"));
        page = await second.GetAsync(address + "?show=strike-asked");
        Assert.Equal([feedback], Numbers(page));
        await SendAsync(second, page, "Confirm", feedback, before);
        Assert.Equal(ReceivedMessage.Struck, (await ReceivedAsync(feedback)).Doubt);
        Assert.Null((await ReceivedAsync(before)).Doubt);
        await using var db = pair.Home.Installation.Db();
        var taken = await db.Records.AsNoTracking().SingleAsync(one => one.CorrectsId == struck, Stop);
        Assert.Equal("struck", taken.Type);
        Assert.NotEqual((await ReceivedAsync(feedback)).DoubtBy, taken.AccountId);
        page = await SendAsync(first, page, "Keep", feedback);
        Assert.Equal(ReceivedMessage.Struck, (await ReceivedAsync(feedback)).Doubt); // it stays struck
        Assert.Contains("请先选择", (await SendAsync(first, page, "Keep")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_struck_at_once_the_latest_first_and_only_what_came_before_the_freezing_is_listed()
    {
        var numbers = new List<long> { await SayAsync("reception", new { }), await SayAsync("placement", new { branch = "某支部" }) };
        await FreezeAsync(since: "");
        using var first = await pair.Home.Installation.DepartmentAsync();
        var page = await first.GetAsync(address);
        Assert.Equal([numbers[1], numbers[0]], Numbers(page)); // since when nobody knew: all of it
        await SendAsync(first, page, "Strike", [.. numbers]);
        using var second = await pair.Home.Installation.DepartmentAsync();
        await SendAsync(second, await second.GetAsync(address), "Confirm", [.. numbers]);
        foreach (var number in numbers)
        {
            var (one, db) = (await ReceivedAsync(number), pair.Home.Installation.Db());
            await using (db)
            {
                Assert.Equal(ReceivedMessage.Struck, one.Doubt);
                Assert.True(await db.Records.AnyAsync(record => record.CorrectsId == one.Became && record.Type == "struck", Stop));
            }
        }
        await using (var db = pair.Home.Installation.Db())
        {
            Assert.Equal("away", (await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == home.Id, Stop)).State);
            await db.ReceivedMessages.ExecuteUpdateAsync(set => set.SetProperty(one => one.ReceivedAt, one => one.ReceivedAt.AddDays(1)), Stop);
        }
        Assert.Empty(Numbers(await first.GetAsync(address)));
    }

    [Fact]
    public async Task Whatever_a_page_forgets_one_person_strikes_nothing_and_a_peer_that_was_never_frozen_has_no_list()
    {
        await SayAsync("reception", new { });
        using var department = await pair.Home.Installation.DepartmentAsync();
        await department.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, department.Status);
        foreach (var statement in new[]
        {
            "update exchange_received set doubt = 'struck', doubt_by = gen_random_uuid(), doubt_second = gen_random_uuid(), doubt_at = now()",
            "update exchange_received set doubt = 'kept', doubt_by = gen_random_uuid(), doubt_at = now()",
        })
        {
            await using var db = pair.Home.Installation.PageDb();
            await using var transaction = await Installation.BeginScopeAsync(db, Acting.As(Roles.Department, Village.County), Stop);
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement, Stop));
            Assert.Equal("42501", refused.SqlState);
        }
    }

    private async Task FreezeAsync(string since)
    {
        var peer = (await Pair.PeerAsync(pair.Home)).Id;
        using var department = await pair.Home.Installation.DepartmentAsync();
        var page = await department.GetAsync("/Peers/" + peer);
        page = await department.FormAsync($"/Peers/{peer}?handler=Freeze", page, ("Stopped.Reason", "钥匙可能丢失"), ("Stopped.Since", since));
        Assert.NotNull(page.QuerySelector($"main a[href='{address}']"));
    }

    /// <summary>What the host says of the stay; the number under which it took effect here.</summary>
    private async Task<long> SayAsync(string kind, object body)
    {
        var sent = await Pair.QueueAsync(pair.Host, kind, body, of => (of.Case, of.Yours) = (theirs, home.Id.ToString()));
        await pair.CarryAsync(pair.Host, pair.Home);
        var received = await ReceivedAsync(sent.Number);
        Assert.True(received.State == ReceivedMessage.Accepted, $"{kind} {received.Code}");
        return sent.Number;
    }

    private async Task<ReceivedMessage> ReceivedAsync(long number) => (await Pair.ReceivedAsync(pair.Home)).Single(one => one.Number == number);

    private Task<IHtmlDocument> SendAsync(TestBrowser browser, IHtmlDocument page, string act, params long[] numbers) => browser.FormAsync(
        $"{address}?handler={act}", page,
        [.. numbers.Select(one => ("Number", one.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);

    private static List<long> Numbers(IHtmlDocument page) =>
        [.. page.QuerySelectorAll<IHtmlInputElement>("input[name=Number]")
            .Select(one => long.Parse(one.Value, System.Globalization.CultureInfo.InvariantCulture))];
}
