namespace Hongyan.Rules.Exchange;

/// <summary>One direction, at its sender: what number and what predecessor the next message has.</summary>
/// <param name="IsPaused">After a restore nothing is sent until both sides have resynchronised.</param>
public sealed record Outbound(int Epoch = 0, long Last = 0, string? LastId = null, bool IsPaused = false)
{
    /// <summary>So many numbers are left out after a restore: what was given out after the backup may still be on its way.</summary>
    public const int Leap = 100_000;

    public long NextNumber => Last + 1;

    /// <exception cref="InvalidOperationException">Nothing may be sent now.</exception>
    public Outbound Sent(string id) =>
        IsPaused ? throw new InvalidOperationException("Nothing is sent before both sides have resynchronised.") : this with { Last = NextNumber, LastId = id };

    public Outbound Restored() => this with { IsPaused = true };

    /// <summary>What the sender proposes once the receiver has signed what it holds: another epoch, and numbers that neither has seen.</summary>
    public Resync Propose(Held held) => new(Math.Max(Epoch, held.Epoch) + 1, Math.Max(Last, held.Highest) + Leap, held.LastId);

    public static Outbound Resynchronised(Resync agreed) => new(agreed.Epoch, agreed.First - 1, agreed.Previous);
}

/// <summary>What a receiver has of a direction, as it signs it.</summary>
/// <param name="Applied">The last number that it used up.</param>
/// <param name="LastId">Its id.</param>
/// <param name="Highest">The highest number that it has seen, be it kept only.</param>
public sealed record Held(int Epoch, long Applied, string? LastId, long Highest)
{
    public static Held Of(Inbound direction) => new(direction.Epoch, direction.Applied, direction.LastId,
        Math.Max(direction.Applied, direction.Kept.IsEmpty ? 0 : direction.Kept.Keys.Max()));
}

/// <summary>The beginning of another epoch, which a second person confirms on both sides.</summary>
/// <param name="First">The first number of it.</param>
/// <param name="Previous">What the first message names as the one before it: the last one that the receiver applied.</param>
public sealed record Resync(int Epoch, long First, string? Previous);

/// <summary>What became of a message at its sender.</summary>
public enum SentState
{
    Queued,
    Sent,
    Accepted,
    Refused,
    Withdrawn,
}

public static class Sending
{
    /// <summary>A receipt ends it, once: what comes after the first answer changes nothing. One that was never sent has no answer.</summary>
    public static SentState After(SentState before, Receipt receipt) =>
        before is SentState.Sent or SentState.Queued ? receipt.IsAccepted ? SentState.Accepted : SentState.Refused : before;

    /// <summary>How long after the first try the next one follows; nothing when it is left to people.</summary>
    /// <param name="tries">How often it was tried.</param>
    public static TimeSpan? Pause(int tries) => tries switch
    {
        <= 1 => TimeSpan.FromMinutes(1),
        2 => TimeSpan.FromMinutes(5),
        3 => TimeSpan.FromMinutes(30),
        4 => TimeSpan.FromHours(2),
        < 35 => TimeSpan.FromDays(1),
        _ => null,
    };
}
