using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>The fingerprint of the changed card was read over the telephone.</summary>
public sealed record PeerChangeCompared : PeerEvent, IRecord
{
    public static RecordType Type { get; } = new("peer-change-compared")
    {
        Order = 751,
        Sides = Peer.Sides,
        Side = SideName,
        HasForm = false,
        IsInMenu = false,
        Undo = Undo.Elsewhere,
        Steps = [new(Peer.Confirmed, Peer.Confirmed), new(Peer.Active, Peer.Active)],
    };

    /// <summary>Who read it.</summary>
    public string? With { get; init; }

    /// <summary>As it was heard.</summary>
    public string? Heard { get; init; }

    public override Refusal? RefusalIn(CaseStory before) => before.Last<PeerCardChanged>() is { Fingerprint: { } changed }
        && Exchange.Fingerprint.IsSame(changed, Heard) ? null : new Refusal("refusal.fingerprint", Field: "heard");
}
