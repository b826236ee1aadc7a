using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>The peer's greeting was read: it knows us, and everything may be exchanged.</summary>
public sealed record PeerGreeted : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-greeted")
    {
        Order = 40,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Active), new(Peer.Active, Peer.Active)],
    };
}
