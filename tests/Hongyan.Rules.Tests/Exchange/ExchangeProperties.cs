using FsCheck.Fluent;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Tests.Properties;

namespace Hongyan.Rules.Tests.Exchange;

/// <summary>Two ends and a way between them that loses, repeats, shuffles and alters: whatever happens on it, both ends hold the same.</summary>
public sealed class ExchangeProperties
{
    private const int Messages = 120;
    private const int Window = 50;
    private const int ClocksApart = 400;
    private static readonly DateOnly Here = new(2026, 11, 30);

    [Fact]
    public void Whatever_the_way_does_both_ends_end_with_the_same_and_nothing_takes_effect_twice() =>
        Holds.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (chance, sent, answers) = (new Random(seed), new List<Numbered>(), new Dictionary<string, (SentState State, Receipt? Receipt)>());
            var (sender, receiver, effects) = (new Outbound(), new Inbound(), new List<string>());
            for (var i = 0; i < Messages; i++)
            {
                var message = new Numbered(sender.Epoch, sender.NextNumber, $"{seed}-{i}", sender.LastId);
                (sender, answers[message.Id]) = (sender.Sent(message.Id), (SentState.Sent, null));
                sent.Add(message);
            }
            var rounds = 0;
            while (answers.Values.Any(one => one.State == SentState.Sent))
            {
                Assert.True(++rounds < 60, "it never ends");
                foreach (var message in Way(chance, sent.Where(one => answers[one.Id].State == SentState.Sent)))
                {
                    // what was altered does not open: it is never seen here
                    var (after, arrival, answer) = receiver.Arrive(message);
                    Assert.NotEqual(Arrival.Fork, arrival);
                    receiver = after;
                    List<Receipt> receipts = answer is null ? [] : [answer];
                    while (receiver.Ready is { } ready)
                    {
                        var receipt = new Receipt(ready.Id, ready.Number, Here.AddDays(ClocksApart), ready.Number % 7 == 0 ? RefusalCodes.Step : null);
                        if (receipt.IsAccepted)
                            effects.Add(ready.Id);
                        receiver = receiver.Answered(receipt);
                        receipts.Add(receipt);
                    }
                    foreach (var receipt in receipts.Where(_ => chance.Next(10) > 0))
                    {
                        var known = answers[receipt.Id];
                        Assert.True(known.Receipt is null || known.Receipt == receipt, "the first answer is final");
                        answers[receipt.Id] = (Sending.After(known.State, receipt), known.Receipt ?? receipt);
                    }
                }
            }
            Assert.Equal((sender.Last, sender.LastId), (receiver.Applied, receiver.LastId));
            Assert.Equal(sent.Where(one => answers[one.Id].State == SentState.Accepted).Select(one => one.Id), effects);
            Assert.Empty(receiver.Missing);
        });

    [Fact]
    public void A_restore_that_nobody_noticed_never_changes_what_was_applied() =>
        Holds.ForAll(Gen.Choose(1, 40).ToArbitrary(), back =>
        {
            var (sender, receiver) = (new Outbound(), new Inbound());
            var (backup, effects) = (sender, 0);
            for (var i = 1; i <= 50; i++)
            {
                (sender, receiver, effects) = Deliver(sender, receiver, effects, "a");
                if (i == 50 - back)
                    backup = sender;
            }
            sender = backup;
            for (var i = 0; i < 60; i++)
                (sender, receiver, effects) = Deliver(sender, receiver, effects, "b");
            Assert.True(receiver.IsStopped);
            Assert.Equal((50, 50L), (effects, receiver.Applied));
            var agreed = sender.Restored().Propose(Held.Of(receiver));
            (sender, receiver) = (Outbound.Resynchronised(agreed), receiver.Resynchronised(agreed));
            (_, receiver, effects) = Deliver(sender, receiver, effects, "c");
            Assert.Equal((51, false), (effects, receiver.IsStopped));
        });

    private static (Outbound, Inbound, int) Deliver(Outbound sender, Inbound receiver, int effects, string text)
    {
        var message = new Numbered(sender.Epoch, sender.NextNumber, $"{text}{sender.NextNumber}", sender.LastId);
        receiver = receiver.Arrive(message).After;
        if (receiver.Ready is { } ready)
            (receiver, effects) = (receiver.Answered(new Receipt(ready.Id, ready.Number, Here)), effects + 1);
        return (sender.Sent(message.Id), receiver, effects);
    }

    /// <summary>A tenth is lost, a tenth comes twice, a hundredth is altered and so as good as lost, and each window of fifty is shuffled.</summary>
    private static List<Numbered> Way(Random chance, IEnumerable<Numbered> sent)
    {
        var arriving = new List<Numbered>();
        foreach (var window in sent.Chunk(Window))
        {
            List<Numbered> passed = [.. window.Where(_ => chance.Next(10) > 0).Where(_ => chance.Next(100) > 0)];
            Numbered[] some = [.. passed, .. passed.Where(_ => chance.Next(10) == 0)];
            chance.Shuffle(some);
            arriving.AddRange(some);
        }
        return arriving;
    }
}
