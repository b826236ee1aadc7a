using System.Collections.Immutable;

namespace Hongyan.Rules.Exchange;

/// <summary>What orders a message, whatever it says.</summary>
/// <param name="Epoch">Which of the sender's courses it belongs to: a restore from a backup begins another.</param>
/// <param name="Number">From 1; none is ever used again, by no epoch.</param>
/// <param name="Id">The hash of its bytes.</param>
/// <param name="Previous">The id of the one before it.</param>
public sealed record Numbered(int Epoch, long Number, string Id, string? Previous);

/// <summary>What became of something that arrived.</summary>
public enum Arrival
{
    /// <summary>It, and what was kept for its sake, can be judged now.</summary>
    Next,

    /// <summary>Kept; others before it are missing and are asked for.</summary>
    Early,

    /// <summary>Known: the first answer is given again, or there is none yet.</summary>
    Repeat,

    /// <summary>Its number was used for something else: the sender's history is another one. The direction stops.</summary>
    Fork,

    /// <summary>The direction is stopped until both sides have resynchronised.</summary>
    Stopped,

    /// <summary>Of an epoch that is over and never seen here before: it is as if it had not been sent.</summary>
    Outdated,
}

/// <summary>The first answer to a message, which is final.</summary>
/// <param name="Code">Why it was refused; nothing when its effect stands.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record Receipt(string Id, long Number, DateOnly On, string? Code = null, string? Sentence = null)
{
    public bool IsAccepted => Code is null;
}

/// <param name="Answer">Nothing while it waits for its turn.</param>
public sealed record KeptMessage(Numbered Message, Receipt? Answer = null);

/// <summary>
/// One direction, at its receiver: each number is judged once, in order, and a repeat gets the same answer. Values in, values out: the caller keeps
/// them. It may leave out of <see cref="Kept"/> what was answered, as long as it puts back what is asked about.
/// </summary>
/// <param name="Applied">The last number that was used up, accepted or refused.</param>
/// <param name="LastId">Its id.</param>
/// <param name="IsStopped">Somebody has to look: nothing more is judged.</param>
public sealed record Inbound(int Epoch = 0, long Applied = 0, string? LastId = null, bool IsStopped = false)
{
    /// <summary>So far ahead of the next number something is kept; beyond it, it has to come again.</summary>
    public const int Window = 10_000;

    private const int MostGaps = 100;

    public ImmutableSortedDictionary<long, KeptMessage> Kept { get; init; } = ImmutableSortedDictionary<long, KeptMessage>.Empty;

    /// <summary>The message whose turn it is; nothing while there is none, or while the direction is stopped.</summary>
    public Numbered? Ready => !IsStopped && Kept.TryGetValue(Applied + 1, out var kept) && kept.Answer is null ? kept.Message : null;

    /// <summary>The numbers that are missing before those that came early, first and last of each gap.</summary>
    public IReadOnlyList<(long First, long Last)> Missing
    {
        get
        {
            var (gaps, next) = (new List<(long, long)>(), Applied + 1);
            foreach (var number in Kept.Keys.Where(number => number > Applied))
            {
                if (number > next)
                    gaps.Add((next, number - 1));
                next = number + 1;
            }
            return [.. gaps.Take(MostGaps)];
        }
    }

    /// <summary>Takes what arrived. The answer is the first one to this message, where it was answered before.</summary>
    public (Inbound After, Arrival Arrival, Receipt? Answer) Arrive(Numbered message)
    {
        var known = Kept.GetValueOrDefault(message.Number);
        if (known?.Message.Id == message.Id)
            return (this, known.Answer is null && message.Number > Applied + 1 ? Arrival.Early : Arrival.Repeat, known.Answer);
        if (message.Epoch < Epoch)
            return (this, Arrival.Outdated, null);
        if (IsStopped || message.Epoch > Epoch)
            return (this, Arrival.Stopped, null);
        if (known is not null || message.Number <= Applied)
            return (this with { IsStopped = true }, Arrival.Fork, null);
        if (message.Number > Applied + Window)
            return (this, Arrival.Early, null);
        var after = (this with { Kept = Kept.Add(message.Number, new KeptMessage(message)) }).Chained();
        return after.IsStopped ? (this with { IsStopped = true }, Arrival.Fork, null)
            : (after, message.Number == Applied + 1 ? Arrival.Next : Arrival.Early, null);
    }

    /// <summary>Uses up the number of what was ready. Refused or accepted, nothing waits behind it.</summary>
    /// <exception cref="InvalidOperationException">It is not its turn.</exception>
    public Inbound Answered(Receipt answer)
    {
        if (Ready is not { } message || message.Id != answer.Id || message.Number != answer.Number)
            throw new InvalidOperationException($"It is not the turn of number {answer.Number}.");
        return (this with
        {
            Applied = message.Number, LastId = message.Id, Kept = Kept.SetItem(message.Number, new KeptMessage(message, answer)),
        }).Chained();
    }

    /// <summary>Goes on after the sender was restored from a backup, from where both sides agreed.</summary>
    public Inbound Resynchronised(Resync agreed) => new(agreed.Epoch, agreed.First - 1, LastId)
    {
        Kept = Kept.RemoveRange(Kept.Where(one => one.Value.Answer is null).Select(one => one.Key)),
    };

    // What was kept early says what came before it; when that turns out to be something else, two histories meet.
    private Inbound Chained() => Ready is { } next && next.Previous != LastId ? this with { IsStopped = true } : this;
}
