using Hongyan.Data;
using Hongyan.Features.Peers;
using Hongyan.Rules.Exchange;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>One of two installations is restored: what it lost comes back, what it had received comes again, no number is used twice.</summary>
public sealed class ResyncTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_restore_two_people_on_each_side_agree_and_nothing_is_lost_or_done_twice()
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, ["甲"]);
        await pair.QueueAsync(pair.Host, ["子"]);
        await RoundAsync(pair);
        var backup = await BackupAsync(pair.Home);
        await pair.QueueAsync(pair.Home, ["乙", "丙"], name => name == "丙");
        await pair.QueueAsync(pair.Host, ["丑"]);
        await RoundAsync(pair);
        await RestoreAsync(pair.Home, backup);
        Assert.Equal(2, (await Pair.SentAsync(pair.Home)).Count);

        var at = (await Pair.PeerAsync(pair.Home)).Id;
        using var first = await pair.Home.Installation.DepartmentAsync();
        var page = await first.GetAsync("/Peers/" + at);
        Assert.Contains("已暂停发送", page.Body!.TextContent, StringComparison.Ordinal);
        await first.FormAsync($"/Peers/{at}?handler=AskResync", page);
        await RoundAsync(pair);
        await RoundAsync(pair);
        await first.FormAsync($"/Peers/{at}?handler=Resync&role=asks", page);
        Assert.Equal(KeptResync.Proposed, (await ResyncAsync(pair.Home)).State); // he asked himself
        var sent = await Pair.SentAsync(pair.Home);
        Assert.Equal([(1, false), (2, false), (3, true), (4, true)], sent.Select(one => ((int)one.Number, one.IsFromBefore)));
        Assert.Equal([SentMessage.Accepted, SentMessage.Accepted, SentMessage.Accepted, SentMessage.Refused], sent.Select(one => one.State));
        using var second = await pair.Home.Installation.DepartmentAsync();
        await second.FormAsync($"/Peers/{at}?handler=Resync&role=asks", await second.GetAsync("/Peers/" + at));
        Assert.Equal(KeptResync.Confirmed, (await ResyncAsync(pair.Home)).State);
        await RoundAsync(pair);

        var there = (await Pair.PeerAsync(pair.Host)).Id;
        using var third = await pair.Host.Installation.DepartmentAsync();
        page = await third.GetAsync("/Peers/" + there);
        await third.FormAsync($"/Peers/{there}?handler=See&role=asked", page);
        await third.FormAsync($"/Peers/{there}?handler=Resync&role=asked", page);
        Assert.Equal(KeptResync.Proposed, (await ResyncAsync(pair.Host)).State);
        using var fourth = await pair.Host.Installation.DepartmentAsync();
        await fourth.FormAsync($"/Peers/{there}?handler=Resync&role=asked", await fourth.GetAsync("/Peers/" + there));
        for (var round = 0; round < 3; round++)
            await RoundAsync(pair);
        Assert.Equal([KeptResync.Done, KeptResync.Done], [(await ResyncAsync(pair.Home)).State, (await ResyncAsync(pair.Host)).State]);
        Assert.Equal(["子", "丑"], await NamesAsync(pair.Home)); // what the restore forgot came again
        await pair.QueueAsync(pair.Home, ["丁"]);
        await pair.QueueAsync(pair.Host, ["寅"]);
        await RoundAsync(pair);
        await RoundAsync(pair);
        sent = await Pair.SentAsync(pair.Home);
        Assert.Equal((SentMessage.Accepted, 1, true), (sent[^1].State, sent[^1].Epoch, sent[^1].Number > Outbound.Leap));
        Assert.All(await Pair.SentAsync(pair.Host), one => Assert.Equal(SentMessage.Accepted, one.State));
        Assert.Equal(["甲", "乙", "丁"], await NamesAsync(pair.Host));
        await EqualAsync(pair);
    }

    [Fact]
    public async Task A_restore_that_nobody_noticed_is_settled_likewise_and_what_was_written_since_goes_under_new_numbers()
    {
        await using var pair = await Pair.NewAsync();
        var backup = await BackupAsync(pair.Home);
        await pair.QueueAsync(pair.Home, ["甲", "乙"]);
        await RoundAsync(pair);
        await RestoreAsync(pair.Home, backup, isNoticed: false);
        await pair.QueueAsync(pair.Home, ["丙"]);
        await RoundAsync(pair);
        Assert.Equal(SentMessage.Sent, (await Pair.SentAsync(pair.Home))[^1].State); // the number was used
        await using (var db = pair.Home.Installation.Db())
        {
            var services = new ExchangeServices(pair.Home.Installation.Instance, db);
            var acts = new ResyncActs(db, services.Acts, new Platform.Actor(principal: null), services.Clock);
            Assert.Null(await acts.AskAsync(await db.Peers.SingleAsync(Stop), Stop)); // as `exchange resync` does
        }
        for (var round = 0; round < 3; round++)
            await RoundAsync(pair);
        foreach (var (village, role) in new[] { (pair.Home, KeptResync.Asks), (pair.Host, KeptResync.Asked) })
        {
            var at = (await Pair.PeerAsync(village)).Id;
            using var first = await village.Installation.DepartmentAsync();
            await first.FormAsync($"/Peers/{at}?handler=See&role={role}", await first.GetAsync("/Peers/" + at));
            using var second = await village.Installation.DepartmentAsync();
            await second.FormAsync($"/Peers/{at}?handler=Resync&role={role}", await second.GetAsync("/Peers/" + at));
            Assert.Equal(KeptResync.Confirmed, (await ResyncAsync(village)).State);
            await RoundAsync(pair);
        }
        await RoundAsync(pair);
        await RoundAsync(pair);
        Assert.Equal(["甲", "乙", "丙"], await NamesAsync(pair.Host));
        Assert.All(await Pair.SentAsync(pair.Home), one => Assert.Equal(SentMessage.Accepted, one.State));
        await EqualAsync(pair);
    }

    private static async Task RoundAsync(Pair pair)
    {
        await pair.CarryAsync(pair.Home, pair.Host);
        await pair.CarryAsync(pair.Host, pair.Home);
    }

    private static async Task<KeptResync> ResyncAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return await db.ExchangeResyncs.AsNoTracking().SingleAsync(Stop);
    }

    private static async Task<List<string>> NamesAsync(Village village) =>
        [.. (await Pair.ReceivedAsync(village)).Where(one => one.State == ReceivedMessage.Accepted)
            .Select(one => Hongyan.Envelopes.Message.Read(village.Installation.Instance.Secrets.DecryptBytes(one.Payload))!)
            .Select(said => BodyText.Of(said.Body, "name")).OfType<string>()];

    private static async Task EqualAsync(Pair pair)
    {
        foreach (var (from, to) in new[] { (pair.Home, pair.Host), (pair.Host, pair.Home) })
        {
            await using var here = from.Installation.Db();
            await using var there = to.Installation.Db();
            var own = (await new ExchangeServices(from.Installation.Instance, here).Own.IdAsync(Stop))!;
            Assert.Equal(await Digests.SentAsync(here, await here.Peers.SingleAsync(Stop), own, Stop),
                await Digests.ReceivedAsync(there, await there.Peers.SingleAsync(Stop), Stop));
        }
    }

    private static async Task<KeptLine> BackupAsync(Village village)
    {
        await using var db = village.Installation.Db();
        return await db.ExchangeLines.AsNoTracking().SingleAsync(Stop);
    }

    /// <summary>The exchange as it stood then; all else of the installation is of no matter here.</summary>
    private static async Task RestoreAsync(Village village, KeptLine backup, bool isNoticed = true)
    {
        await using var db = village.Installation.Db();
        await db.SentMessages.Where(one => one.Number > backup.OutLast).ExecuteDeleteAsync(Stop);
        await db.ReceivedMessages.Where(one => one.Number > backup.InApplied).ExecuteDeleteAsync(Stop);
        await db.ExchangeLines.ExecuteDeleteAsync(Stop);
        backup.OutPaused = isNoticed;
        db.ExchangeLines.Add(backup);
        await db.SaveChangesAsync(Stop);
    }
}
