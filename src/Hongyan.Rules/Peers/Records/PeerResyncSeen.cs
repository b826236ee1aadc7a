using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>One person asked for, or agreed to, going on after a restore from a backup.</summary>
public sealed record PeerResyncSeen : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-resync-seen")
    {
        Order = 754,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
    };
}
