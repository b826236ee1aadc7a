using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>A changed card of a confirmed peer was loaded: the one in force stays until it is compared and confirmed, too.</summary>
public sealed record PeerCardChanged : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-card-changed")
    {
        Order = 750,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
    };

    public string? Name { get; init; }

    public string? Fingerprint { get; init; }
}
