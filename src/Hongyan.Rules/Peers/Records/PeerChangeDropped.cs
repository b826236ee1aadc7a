using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>The changed card is not taken over; the one in force stays.</summary>
public sealed record PeerChangeDropped : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-change-dropped")
    {
        Order = 753,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
    };

    public string? Reason { get; init; }
}
