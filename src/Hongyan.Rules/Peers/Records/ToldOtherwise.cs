using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>The peer was told in another way what had no receipt.</summary>
public sealed record ToldOtherwise : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("told-otherwise")
    {
        Order = 758,
        Sides = Peer.Sides,
        Side = SideName,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
        Fields =
        [
            new("how", FieldKind.Choice, true, "phone", "letter", "visit", "file"),
            new("text", FieldKind.Prose),
        ],
    };

    public string? How { get; init; }

    public string? Text { get; init; }

}
