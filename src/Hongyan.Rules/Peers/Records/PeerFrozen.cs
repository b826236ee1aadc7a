using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>One person stopped the exchange at once, because a key may be in wrong hands; only a new introduction opens it again.</summary>
public sealed record PeerFrozen : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-frozen")
    {
        Order = 50,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = Step.To(Peer.Frozen, Peer.Loaded, Peer.Compared, Peer.Confirmed, Peer.Active),
    };

    public string? Reason { get; init; }

    /// <summary>From that day on what came from it is in doubt.</summary>
    public DateOnly? Since { get; init; }

    public override Refusal? RefusalIn(CaseStory before) => Since > On ? new Refusal("invalid.future", Field: "since") : null;
}
