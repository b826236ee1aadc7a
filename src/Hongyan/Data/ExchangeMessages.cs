using Hongyan.Rules.Exchange;

namespace Hongyan.Data;

/// <summary>How far the two directions between this installation and a peer have come.</summary>
public sealed class KeptLine
{
    public required Guid PeerId { get; init; }
    public int OutEpoch { get; set; }
    public long OutLast { get; set; }
    public string? OutLastId { get; set; }
    public bool OutPaused { get; set; }
    public int InEpoch { get; set; }
    public long InApplied { get; set; }
    public string? InLastId { get; set; }
    public bool InStopped { get; set; }

    /// <summary>How far the peer said it is with what we send.</summary>
    public long TheirApplied { get; set; }
    public bool TheirStopped { get; set; }

    /// <summary>When it said so, by its own clock.</summary>
    public long TheirSaidAt { get; set; }

    /// <summary>How often in a row the net did not take what was to be sent, when last, and why; nothing once something arrived.</summary>
    public int OutTries { get; set; }
    public DateTimeOffset? OutTriedAt { get; set; }
    public string? OutFailure { get; set; }

    /// <summary>How often in a row the peer named another digest than ours of what it took from us.</summary>
    public int OutDiffers { get; set; }

    public Outbound Outbound
    {
        get => new(OutEpoch, OutLast, OutLastId, OutPaused);
        set => (OutEpoch, OutLast, OutLastId, OutPaused) = (value.Epoch, value.Last, value.LastId, value.IsPaused);
    }

    /// <summary>With what was kept of those numbers that are asked about.</summary>
    public Inbound InboundWith(IEnumerable<ReceivedMessage> kept)
    {
        var at = new Inbound(InEpoch, InApplied, InLastId, InStopped);
        return at with { Kept = at.Kept.AddRange(kept.Select(one => KeyValuePair.Create(one.Number, one.AsKept))) };
    }

    public void Take(Inbound at) => (InEpoch, InApplied, InLastId, InStopped) = (at.Epoch, at.Applied, at.LastId, at.IsStopped);
}

/// <summary>A message to a peer, from its writing until its receipt.</summary>
public sealed class SentMessage
{
    public const string Queued = "queued", Sent = "sent", Accepted = "accepted", Refused = "refused", Withdrawn = "withdrawn";

    public required Guid PeerId { get; init; }
    public required long Number { get; init; }
    public required int Epoch { get; init; }

    /// <summary>The hash of the payload.</summary>
    public required string Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>The organisation here that says it.</summary>
    public required Guid OrgId { get; init; }

    /// <summary>The organisation there, by its id there.</summary>
    public string? ToOrg { get; init; }
    public Guid? CaseId { get; init; }
    public Guid? RecordId { get; init; }
    public DateOnly? OnDate { get; init; }

    /// <summary>Encrypted with our own key.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>As it was sealed first; nothing before.</summary>
    public string? Envelope { get; set; }
    public required string State { get; set; }
    public string? Code { get; set; }
    public string? Sentence { get; set; }
    public required DateTimeOffset QueuedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public int Tries { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public Guid? AccountId { get; init; }

    /// <summary>The number of the message that corrected it last, once that was accepted.</summary>
    public long? CorrectedBy { get; set; }

    /// <summary>A restore lost it; the peer returned it.</summary>
    public bool IsFromBefore { get; init; }
    public required string[] PartyAbove { get; init; }
}

/// <summary>A message of a peer as it came, and the one answer it got.</summary>
public sealed class ReceivedMessage
{
    public const string Waiting = "waiting", Accepted = "accepted", Refused = "refused";
    public const string Kept = "kept", Questioned = "questioned", StrikeAsked = "strike-asked", Struck = "struck";

    public required Guid PeerId { get; init; }
    public required long Number { get; init; }
    public required int Epoch { get; init; }
    public required string Id { get; init; }
    public string? Previous { get; init; }
    public required string Kind { get; init; }

    /// <summary>The organisation here that it is for; nothing when it names none of ours.</summary>
    public Guid? OrgId { get; init; }
    public string? FromOrg { get; init; }
    public DateOnly? OnDate { get; init; }

    /// <summary>The sender's record that it tells of.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>Encrypted with our own key.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>The bytes as they came.</summary>
    public required string Envelope { get; init; }
    public required string State { get; set; }
    public string? Code { get; set; }
    public string? Sentence { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When the receipt went last; nothing while it is to go.</summary>
    public DateTimeOffset? AnswerSentAt { get; set; }
    public required string[] PartyAbove { get; init; }

    /// <summary>The number of the message by which its writer withdrew it.</summary>
    public long? WithdrawnBy { get; set; }

    /// <summary>The number of the message by which its writer corrected it last.</summary>
    public long? CorrectedBy { get; set; }

    /// <summary>When somebody here did what it asks for.</summary>
    public DateTimeOffset? HandledAt { get; set; }
    public Guid? HandledBy { get; set; }

    /// <summary>The record here that it became, and the member whose it is; nothing where it stayed a fact.</summary>
    public Guid? Became { get; set; }
    public Guid? BecameOf { get; set; }

    /// <summary>What people said of it after its peer was frozen, who, and the second one who confirmed that it is struck.</summary>
    public string? Doubt { get; set; }
    public Guid? DoubtBy { get; set; }
    public Guid? DoubtSecond { get; set; }
    public DateTimeOffset? DoubtAt { get; set; }

    public Receipt? Answer => AnsweredOn is { } on ? new Receipt(Id, Number, on, Code, Sentence) : null;

    public KeptMessage AsKept => new(new Numbered(Epoch, Number, Id, Previous), Answer);
}
