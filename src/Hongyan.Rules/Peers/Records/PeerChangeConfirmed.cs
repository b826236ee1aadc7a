using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>A second person confirmed the changed card: it is in force from now on.</summary>
public sealed record PeerChangeConfirmed : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-change-confirmed")
    {
        Order = 752,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
    };

    public string? Name { get; init; }

    public override string? NewTitle() => Name;
}
