using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>A second person confirmed from where it goes on after a restore.</summary>
public sealed record PeerResyncConfirmed : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-resync-confirmed")
    {
        Order = 755,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
    };

    /// <summary>The first number of what comes next.</summary>
    public long? First { get; init; }
}
