using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>The card of an installation was loaded, for the first time or after a freeze: whatever was compared before counts no more.</summary>
public sealed record PeerCardLoaded : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-card-loaded")
    {
        Order = 10,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = Step.To(Peer.Loaded, Peer.New, Peer.Loaded, Peer.Compared, Peer.Frozen),
    };

    public string? Installation { get; init; }

    public string? Name { get; init; }

    public string? Fingerprint { get; init; }

    public override string? NewTitle() => Name;
}
