using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>Something that was written to the peer has had no receipt for some days; noted by the nightly job.</summary>
public sealed record DeliveriesOverdue : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("deliveries-overdue")
    {
        Order = 756,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
    };
}
