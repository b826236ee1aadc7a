using System.Net;
using System.Text;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Features.Peers;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>
/// Two real installations and a way between them that loses, repeats, shuffles and alters, while their program ends again and again: at random, and where
/// something was kept, applied, committed or sent. What the program knows stands in the database only, so an end is an exception that nothing catches
/// before the next turn; the database's connection ends with it, as that of a process that was killed.
/// </summary>
public sealed class KillTests
{
    private static readonly ReceivingPoint[] Points = Enum.GetValues<ReceivingPoint>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Three_hundred_messages_and_twenty_ends_of_the_program() => HoldsAsync(each: 150, ends: 20, seed: 20261130);

    [Fact]
    [Trait("part", "night")]
    public Task Ten_thousand_messages_and_five_hundred_ends_of_the_program() => HoldsAsync(each: 5000, ends: 500, seed: 20261201);

    private static async Task HoldsAsync(int each, int ends, int seed)
    {
        await using var pair = await Pair.NewAsync(daysApart: 400, alone: true);
        var way = new Way(pair, new Random(seed), ends);
        foreach (var from in new[] { pair.Home, pair.Host })
        {
            (await from.Installation.ServiceAsync<ExchangeGate>()).Allow(int.MaxValue);
            foreach (var chunk in Enumerable.Range(0, each).Chunk(250))
                await pair.QueueAsync(from, chunk.Select(i => $"测试{i}"), name => name.EndsWith('7'));
        }
        await way.CarryAsync();
        Assert.InRange(way.Over, ends, ends + 2);
        foreach (var (from, to) in new[] { (pair.Home, pair.Host), (pair.Host, pair.Home) })
        {
            var (sent, received) = (await Pair.SentAsync(from), await Pair.ReceivedAsync(to));
            Assert.Equal(each + 1, sent.Count);
            Assert.Equal(sent.Select(one => (one.Number, one.Id, one.State, one.Code)), received.Select(one => (one.Number, one.Id, one.State, one.Code)));
            Assert.Equal(sent.Count(one => one.State == SentMessage.Refused), Enumerable.Range(0, each).Count(i => i % 10 == 7));
            Assert.All(received, one => Assert.Equal(one.Id, Message.IdOf(to.Installation.Instance.Secrets.DecryptBytes(one.Payload)))); // nothing altered
            await using var here = from.Installation.Db();
            await using var there = to.Installation.Db();
            var own = (await new ExchangeServices(from.Installation.Instance, here).Own.IdAsync(Stop))!;
            Assert.Equal(await Digests.SentAsync(here, await here.Peers.SingleAsync(Stop), own, Stop),
                await Digests.ReceivedAsync(there, await there.Peers.SingleAsync(Stop), Stop));
            var line = await there.ExchangeLines.SingleAsync(Stop);
            Assert.Equal((each + 1, false), ((int)line.InApplied, line.InStopped));
        }
    }

    private sealed class Ended : Exception;

    /// <summary>Half by file and half over the net.</summary>
    private sealed class Way(Pair pair, Random chance, int ends)
    {
        private const int MostRounds = 400;
        private int over;

        public int Over => over;

        private bool MayEnd => over < ends;

        public async Task CarryAsync()
        {
            using var home = await pair.Home.Installation.ClientAsync();
            using var host = await pair.Host.Installation.ClientAsync();
            for (var round = 0; round < MostRounds; round++)
            {
                foreach (var (from, to, net, back) in new[] { (pair.Home, pair.Host, host, home), (pair.Host, pair.Home, home, host) })
                {
                    if (await TryAsync(() => MakeAsync(from)) is not { } file)
                        continue;
                    if (round % 2 == 0)
                        await ByFileAsync(to, On(file.Envelopes));
                    else
                        await ByNetAsync(from, net, On(file.Envelopes));
                }
                if (!MayEnd && await IsDoneAsync())
                    return;
            }
            Assert.Fail("It never ends.");
        }

        private async Task<bool> IsDoneAsync()
        {
            foreach (var village in new[] { pair.Home, pair.Host })
            {
                await using var db = village.Installation.Db();
                if (await db.SentMessages.AnyAsync(one => one.State == SentMessage.Queued || one.State == SentMessage.Sent, Stop))
                    return false;
            }
            return true;
        }

        private async Task<HyxFile?> MakeAsync(Village from)
        {
            var carrier = Carrier(from);
            using var ending = AtRandom();
            return await carrier.ExportAsync((await Pair.PeerAsync(from)).Id, ending.Token);
        }

        private async Task ByFileAsync(Village to, List<string> envelopes)
        {
            // whoever reads a file in begins again with the same one when the program ended
            foreach (var some in envelopes.Chunk(40))
            {
                await TryAsync(async () =>
                {
                    using var ending = AtRandom();
                    return await Carrier(to).ImportAsync(new HyxFile([.. some.Distinct(StringComparer.Ordinal)]).Write(), ending.Token);
                });
            }
        }

        private async Task ByNetAsync(Village from, HttpClient net, List<string> envelopes)
        {
            foreach (var envelope in envelopes)
            {
                using var body = new ByteArrayContent(Encoding.ASCII.GetBytes(envelope));
                using var ending = AtRandom();
                try
                {
                    using var answer = await net.PostAsync("/exchange", body, ending.Token); // who asks goes away in the middle
                    if (answer.StatusCode == HttpStatusCode.OK && chance.Next(10) > 0)
                        await ByFileAsync(from, [.. HyxFile.Read(await answer.Content.ReadAsByteArrayAsync(Stop)).File!.Envelopes]);
                }
                catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
                {
                    over++;
                }
            }
        }

        private Carrier Carrier(Village village)
        {
            var (at, after) = (Points[chance.Next(Points.Length)], chance.Next(30));
            var willEnd = MayEnd && chance.Next(4) == 0;
            return new Carrier(village.Installation.Instance)
            {
                At = point =>
                {
                    if (willEnd && point == at && after-- <= 0)
                        throw new Ended();
                },
            };
        }

        /// <summary>A tenth of what is done ends somewhere in the middle of a statement.</summary>
        private CancellationTokenSource AtRandom()
        {
            var ending = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            if (MayEnd && chance.Next(20) == 0)
                ending.CancelAfter(chance.Next(1, 40));
            return ending;
        }

        private async Task<T?> TryAsync<T>(Func<Task<T?>> work)
            where T : class
        {
            try
            {
                return await work();
            }
            catch (Exception end) when ((end is Ended or OperationCanceledException || end.InnerException is OperationCanceledException)
                && !Stop.IsCancellationRequested)
            {
                over++;
                return null;
            }
        }

        /// <summary>A tenth is lost, a tenth comes twice, a hundredth is altered, each window of fifty is shuffled.</summary>
        private List<string> On(IReadOnlyList<string> envelopes)
        {
            var arriving = new List<string>();
            foreach (var window in envelopes.Chunk(50))
            {
                List<string> passed = [.. window.Where(_ => chance.Next(10) > 0)
                    .Select(one => chance.Next(100) > 0 ? one : one[..^9] + (one[^9] == 'A' ? 'B' : 'A') + one[^8..])];
                string[] some = [.. passed, .. passed.Where(_ => chance.Next(10) == 0)];
                chance.Shuffle(some);
                arriving.AddRange(some);
            }
            return arriving;
        }
    }
}
