using System.Text;
using Hongyan.Envelopes;
using Hongyan.Rules.Exchange;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>The peer's new keys, signed with its old one. They wait like a changed card until two people here have compared and confirmed them.</summary>
internal sealed class KeyChangeKind() : MessageKind(MessageKinds.KeyChange)
{
    public override bool NeedsCase => false;

    public override bool IsForOrganization => false;

    public override bool NeedsDay => false;

    /// <summary>What it says is the card without its list of organisations, which may be longer than a message.</summary>
    public static PeerCard Said(PeerCard card) => card with { Organizations = [] };

    public override async Task<string?> ApplyAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        var peer = judged.Peer;
        if (PeerCard.Read(Encoding.UTF8.GetBytes(judged.Message.Body.GetRawText())).Card is not { } said || said.Installation != peer.Installation)
            return RefusalCodes.Text;
        var card = said with { Organizations = PeerCard.ReadOrganizations(peer.Organizations) };
        return card.Fingerprint == peer.Fingerprint ? RefusalCodes.DuplicateFact
            : await new ExchangeServices(judged.Installation, judged.Db).Acts.LearnAsync(peer, card, cancellation) is null ? null : RefusalCodes.Step;
    }
}
