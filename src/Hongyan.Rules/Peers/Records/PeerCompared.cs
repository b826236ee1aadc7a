using Hongyan.Rules.Engine;
using Hongyan.Rules.Exchange;

namespace Hongyan.Rules.Peers;

/// <summary>The fingerprint was read over the telephone and is that of the card.</summary>
public sealed record PeerCompared : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-compared")
    {
        Order = 20,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Loaded, Peer.Compared)],
    };

    /// <summary>Who read it.</summary>
    public string? With { get; init; }

    /// <summary>As it was heard.</summary>
    public string? Heard { get; init; }

    public override Refusal? RefusalIn(CaseStory before) =>
        Fingerprint.IsSame(before.Last<PeerCardLoaded>()?.Fingerprint ?? "-", Heard) ? null : new Refusal("refusal.fingerprint", Field: "heard");
}
