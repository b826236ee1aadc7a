using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>All that had no receipt has one now; noted by the nightly job.</summary>
public sealed record DeliveriesConfirmed : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("deliveries-confirmed")
    {
        Order = 757,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
    };
}
