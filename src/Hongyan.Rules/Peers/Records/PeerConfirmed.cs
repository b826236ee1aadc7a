using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>A second person confirmed the peer: it is greeted, and its greeting is read.</summary>
public sealed record PeerConfirmed : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-confirmed")
    {
        Order = 30,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Compared, Peer.Confirmed)],
    };
}
