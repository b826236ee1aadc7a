using System.Text;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Peers;

namespace Hongyan.Features.Peers;

/// <summary>The changed card of a confirmed peer: compared by telephone and confirmed by a second person before it is in force.</summary>
public sealed class CardChanges(HongyanDb db, PeerActs acts, Actor actor, TimeProvider clock)
{
    private DateOnly Today => ChinaDate.Today(clock);

    public static PeerCard? CardOf(KeptPeer peer) => peer.NextCard is null ? null : PeerCard.Read(Encoding.UTF8.GetBytes(peer.NextCard)).Card;

    public Task<string?> CompareAsync(KeptPeer peer, string with, string heard, DateOnly on, CancellationToken cancellation) =>
        acts.ComparedAsync(peer, new PeerChangeCompared { On = on, By = Peer.Department, With = with, Heard = heard },
            isDue: () => peer.NextCard is not null && peer.NextComparedBy is null, by => peer.NextComparedBy = by, cancellation);

    /// <summary>Why the actor is not the second person; nothing when he is.</summary>
    public string? SecondRefusal(KeptPeer peer) => acts.SecondRefusal(peer.NextComparedBy is not null, peer.NextComparedBy, peer.NextLoadedBy);

    /// <param name="seen">The fingerprint that the page showed: another card may have been loaded meanwhile.</param>
    public async Task<string?> ConfirmAsync(KeptPeer peer, string? seen, CancellationToken cancellation)
    {
        await acts.HoldAsync(peer, cancellation);
        if (SecondRefusal(peer) is { } wrong)
            return wrong;
        if (CardOf(peer) is not { } card || seen != card.Fingerprint)
            return "refusal.state";
        if (await acts.AddAsync(peer, new PeerChangeConfirmed { On = Today, By = Peer.Department, Name = card.Name }, cancellation) is { } refusal)
            return refusal;
        var areOther = (card.Signing.X, card.Encryption.X) != (peer.SigningX, peer.EncryptionX);
        PeerRow.Take(peer, card);
        (peer.LoadedBy, peer.ComparedBy, peer.ConfirmedBy, peer.LoadedAt) =
            (peer.NextLoadedBy, peer.NextComparedBy, actor.AccountId, peer.NextLoadedAt ?? peer.LoadedAt);
        Forget(peer);
        await db.SaveChangesAsync(cancellation);
        if (areOther)
            await acts.GreetAsync(peer, cancellation); // sealed for its new key: from now on it signs with the new one
        return null;
    }

    public async Task<string?> DropAsync(KeptPeer peer, string reason, CancellationToken cancellation)
    {
        await acts.HoldAsync(peer, cancellation);
        if (peer.NextCard is null || peer.State != Peer.Active)
            return "refusal.state";
        if (await acts.AddAsync(peer, new PeerChangeDropped { On = Today, By = Peer.Department, Reason = reason }, cancellation) is { } refusal)
            return refusal;
        Forget(peer);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private static void Forget(KeptPeer peer) =>
        (peer.NextCard, peer.NextFingerprint, peer.NextLoadedBy, peer.NextLoadedAt, peer.NextComparedBy) = (null, null, null, null, null);
}
