using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>The exchange with the peer is over for good; what was exchanged stays.</summary>
public sealed record PeerEnded : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-ended")
    {
        Order = 60,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = Step.To(Peer.Ended, Peer.Going),
    };

    public string? Reason { get; init; }
}
