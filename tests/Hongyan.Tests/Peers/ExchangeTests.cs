using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Features.Peers;
using Hongyan.Platform;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Peers;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>Two real installations, and files between them that are lost, brought twice, altered, or meant for somebody else.</summary>
public sealed class ExchangeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_installations_greet_each_other_and_are_active_then()
    {
        await using var pair = await Pair.NewAsync(greets: false);
        Assert.Equal(Peer.Confirmed, (await Pair.PeerAsync(pair.Host)).State);
        Assert.Equal(1, (await pair.CarryAsync(pair.Home, pair.Host)).Of(Brought.Kept));
        Assert.Equal((Peer.Confirmed, Peer.Active), ((await Pair.PeerAsync(pair.Home)).State, (await Pair.PeerAsync(pair.Host)).State));
        await pair.CarryAsync(pair.Host, pair.Home);
        var peer = await Pair.PeerAsync(pair.Home);
        Assert.Equal((Peer.Active, (await Pair.PeerAsync(pair.Host)).HandleGiven), (peer.State, peer.HandleTheirs));
        Assert.Equal(SentMessage.Accepted, Assert.Single(await Pair.SentAsync(pair.Home)).State);
        await using var db = pair.Home.Installation.Db();
        Assert.Equal(Peer.Active, (await db.Cases.SingleAsync(one => one.Id == peer.Id, Stop)).State);
    }

    [Fact]
    public async Task A_departure_notice_goes_from_home_to_host_and_its_receipt_comes_back()
    {
        await using var pair = await Pair.NewAsync();
        var stay = await pair.Home.AwayAsync("诸葛测甲");
        using var clerk = await pair.Home.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await clerk.GetAsync("/Peers/Notice");
        var to = page.QuerySelectorAll("#To option").First(one => one.TextContent.StartsWith("测试街道党工委", StringComparison.Ordinal)).GetAttribute("value")!;
        await clerk.PostAsync(page, "main form", ("Stay", stay.Id.ToString()), ("To", to));
        Assert.Equal("/Peers/Messages", clerk.Path);
        Assert.Null((await clerk.GetAsync("/Peers/Notice")).QuerySelector($"option[value='{stay.Id}']")); // once

        var address = $"/Peers/Messages?handler=File&peer={(await Pair.PeerAsync(pair.Home)).Id}";
        var file = await clerk.Client.GetByteArrayAsync(address, Stop);
        Assert.Equal(2, HyxFile.Read(await clerk.Client.GetByteArrayAsync(address, Stop)).File!.Envelopes.Count); // the notice again, and how far we are
        Assert.DoesNotContain("诸葛", System.Text.Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        using var host = await pair.Host.Installation.SignInAsync(Roles.Clerk, Village.HostCommittee);
        page = await host.UploadAsync(await host.GetAsync("/Peers/Messages"), "main form[enctype]", "Upload", "a.hyx", file);
        var link = page.QuerySelector("[aria-labelledby=to-do] a.btn")!.GetAttribute("href")!;
        page = await host.GetAsync(link);
        Assert.Contains("诸葛测甲", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("199****0001", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("19900000001", page.Body.TextContent, StringComparison.Ordinal);
        await host.PostAsync(page, "main form[method=post]");
        Assert.Null((await host.GetAsync("/Peers/Messages")).QuerySelector("[aria-labelledby=to-do]"));

        using var other = await pair.Host.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        await other.GetAsync(link);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, other.Status); // another committee's
        await pair.CarryAsync(pair.Host, pair.Home);
        Assert.Equal([SentMessage.Accepted, SentMessage.Accepted], (await Pair.SentAsync(pair.Home)).Select(one => one.State));
        Assert.Contains("对方已接收", (await clerk.GetAsync("/Peers/Messages?show=confirmed")).QuerySelector("#list")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_for_nobody_here_is_refused_with_a_sentence_and_the_next_one_is_not_held_up()
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, ["甲", "乙"], name => name == "甲");
        await pair.CarryAsync(pair.Home, pair.Host);
        await pair.CarryAsync(pair.Host, pair.Home);
        var sent = await Pair.SentAsync(pair.Home);
        Assert.Equal([SentMessage.Accepted, SentMessage.Refused, SentMessage.Accepted], sent.Select(one => one.State));
        Assert.Equal((RefusalCodes.Party, "收件组织不在本系统，或者发件组织不在名片上"), (sent[1].Code, sent[1].Sentence));
        Assert.Equal(2, (await pair.CarryAsync(pair.Home, pair.Host)).Count.Values.Sum() + 1); // nothing but how far it is
    }

    [Fact]
    public async Task A_lost_file_costs_nothing_and_one_that_comes_twice_changes_nothing()
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, ["甲", "乙", "丙"]);
        await pair.FileAsync(pair.Home); // lost
        var file = await pair.FileAsync(pair.Home);
        Assert.Equal(3, (await pair.BringAsync(pair.Host, file)).Of(Brought.Kept));
        await pair.FileAsync(pair.Host); // the receipts are lost, too
        Assert.Equal(3, (await pair.BringAsync(pair.Host, file)).Of(Brought.Repeated));
        Assert.Equal(4, (await Pair.ReceivedAsync(pair.Host)).Count);
        await pair.CarryAsync(pair.Host, pair.Home);
        Assert.All(await Pair.SentAsync(pair.Home), one => Assert.Equal(SentMessage.Accepted, one.State));
    }

    [Fact]
    public async Task What_was_altered_or_is_for_somebody_else_or_from_a_frozen_peer_is_unreadable_and_changes_nothing()
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, ["甲"]);
        var file = await pair.FileAsync(pair.Home);
        var altered = new HyxFile([.. file.Envelopes.Select(one => one[..^30] + (one[^30] == 'A' ? 'B' : 'A') + one[^29..])]);
        Assert.Equal(file.Envelopes.Count, (await pair.BringAsync(pair.Host, altered)).Of(Brought.Unreadable));
        Assert.Equal(file.Envelopes.Count, (await pair.BringAsync(pair.Home, file)).Of(Brought.Unreadable));
        var id = (await Pair.PeerAsync(pair.Host)).Id;
        using var department = await pair.Host.Installation.DepartmentAsync();
        await department.FormAsync($"/Peers/{id}?handler=Freeze", await department.GetAsync("/Peers/" + id), ("Stopped.Reason", "测试"));
        Assert.Equal(file.Envelopes.Count, (await pair.BringAsync(pair.Host, file)).Of(Brought.Unreadable));
        Assert.Single(await Pair.ReceivedAsync(pair.Host));
        Assert.Null(await new Carrier(pair.Host.Installation.Instance).ExportAsync(id, Stop));
        var page = await department.UploadAsync(await department.GetAsync("/Peers/Messages"), "main form[enctype]", "Upload", "a.hyx", file.Write());
        Assert.NotNull(page.QuerySelector("#Upload_error"));
    }

    [Fact]
    public async Task A_restore_that_nobody_noticed_stops_the_direction_and_nothing_takes_effect_twice()
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, ["甲", "乙"]);
        await pair.CarryAsync(pair.Home, pair.Host);
        await using (var db = pair.Home.Installation.Db()) // as it was after the first message
        {
            await db.SentMessages.Where(one => one.Number == 3).ExecuteDeleteAsync(Stop);
            var id = await db.SentMessages.Where(one => one.Number == 2).Select(one => one.Id).SingleAsync(Stop);
            await db.ExchangeLines.ExecuteUpdateAsync(set => set.SetProperty(one => one.OutLast, 2).SetProperty(one => one.OutLastId, id), Stop);
        }
        await pair.QueueAsync(pair.Home, ["丙"]);
        Assert.Equal(1, (await pair.CarryAsync(pair.Home, pair.Host)).Of(Brought.Stopped));
        await using var kept = pair.Host.Installation.Db();
        Assert.True((await kept.ExchangeLines.SingleAsync(Stop)).InStopped);
        Assert.Equal(3, await kept.ReceivedMessages.CountAsync(Stop));
        Assert.Contains(kept.Audit, one => one.Act == "exchange-stopped");
        await pair.CarryAsync(pair.Host, pair.Home);
        await using var told = pair.Home.Installation.Db();
        Assert.True((await told.ExchangeLines.SingleAsync(Stop)).TheirStopped);
    }

    [Fact]
    [Trait("part", "night")] // by day KillTests does so, too
    public async Task Three_hundred_messages_lost_repeated_shuffled_and_altered_end_equal_with_clocks_400_days_apart()
    {
        const int Each = 150;
        await using var pair = await Pair.NewAsync(daysApart: 400);
        foreach (var from in new[] { pair.Home, pair.Host })
            await pair.QueueAsync(from, Enumerable.Range(0, Each).Select(i => $"测试{i}"), name => name.EndsWith('7'));
        var chance = new Random(20261130);
        for (var round = 0; round < 12; round++)
        {
            foreach (var (from, to) in new[] { (pair.Home, pair.Host), (pair.Host, pair.Home) })
            {
                if (Way(chance, (await pair.FileAsync(from)).Envelopes) is { Count: > 0 } arriving)
                    await pair.BringAsync(to, new HyxFile(arriving));
            }
        }
        foreach (var (from, to) in new[] { (pair.Home, pair.Host), (pair.Host, pair.Home) })
        {
            var (sent, received) = (await Pair.SentAsync(from), await Pair.ReceivedAsync(to));
            Assert.Equal(Each + 1, sent.Count);
            Assert.Equal(sent.Select(one => (one.Number, one.Id, one.State, one.Code)), received.Select(one => (one.Number, one.Id, one.State, one.Code)));
            Assert.Equal(15, sent.Count(one => one.State == SentMessage.Refused));
        }
    }

    /// <summary>A tenth is lost, a hundredth is altered, each window of fifty is shuffled; what has no answer comes again in the next file.</summary>
    private static List<string> Way(Random chance, IReadOnlyList<string> envelopes)
    {
        var arriving = new List<string>();
        foreach (var window in envelopes.Chunk(50))
        {
            string[] some = [.. window.Where(_ => chance.Next(10) > 0).Select(one => chance.Next(100) > 0 ? one : one[..^9] + "A" + one[^8..])];
            chance.Shuffle(some);
            arriving.AddRange(some);
        }
        return [.. arriving.Distinct(StringComparer.Ordinal)];
    }
}
