using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Rules.Peers;

namespace Hongyan.Features.Peers;

/// <summary>The row of a peer as its card says it.</summary>
internal static class PeerRow
{
    /// <summary>A row that has yet to take what its card says.</summary>
    public static KeptPeer New(KeptCase one, PeerCard card) => new()
    {
        Id = one.Id,
        OwnerId = one.OwnerId,
        Installation = card.Installation,
        Profile = PeerCard.UsualProfile,
        State = Peer.Loaded,
        LoadedAt = default,
    };

    /// <summary>What the card says. The handles of a known peer are agreed on, and stay.</summary>
    public static void Take(KeptPeer peer, PeerCard card)
    {
        (peer.Name, peer.Division, peer.Address) = (card.Name, card.Division, card.Address);
        (peer.SigningX, peer.SigningY) = (card.Signing.X, card.Signing.Y);
        (peer.EncryptionX, peer.EncryptionY) = (card.Encryption.X, card.Encryption.Y);
        (peer.Organizations, peer.Fingerprint) = (PeerCard.WriteOrganizations(card.Organizations), card.Fingerprint);
    }

    /// <summary>The same of a peer that is introduced: both sides make its first handles of the two cards.</summary>
    public static void Introduce(KeptPeer peer, PeerCard card, PeerCard mine)
    {
        Take(peer, card);
        (peer.HandleOurs, peer.HandleTheirs) =
            (Envelope.FirstHandle(card.Installation, mine.Installation), Envelope.FirstHandle(mine.Installation, card.Installation));
    }
}
