using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Opens what a peer sent: the handle first, then the key, then the signature. Whatever is wrong, the answer is the same one.</summary>
internal sealed class Opening(HongyanDb db, Secrets secrets, OwnCard own)
{
    private const int LongestId = 64;

    /// <summary>Whether anybody open to us is called so; asked before anything is decrypted.</summary>
    public Task<KeptPeer?> PeerAsync(string handle, CancellationToken cancellation) => db.Peers.FirstOrDefaultAsync(
        one => (one.HandleOurs == handle || one.HandleGiven == handle) && (one.State == Peer.Confirmed || one.State == Peer.Active), cancellation);

    /// <returns>Also for which generation of our keys it was sealed.</returns>
    public async Task<(KeptPeer Peer, Opened Opened, int Generation)?> OpenAsync(string envelope, CancellationToken cancellation)
    {
        if (Envelope.Usual.HeaderOf(envelope) is not { } header || await PeerAsync(header.Handle, cancellation) is not { } peer
            || await db.ExchangeKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Use == KeptExchangeKey.Encryption && k.Kid == header.Kid && !k.Waits,
                cancellation) is not { } key
            || await Envelope.Usual.OpenAsync(envelope, PairOf(key), new ExchangeKey(peer.SigningX, peer.SigningY)) is not { } opened)
            return null;
        return opened.Message is { Previous: null or { Length: <= LongestId } } && ReadableText.Is(opened.Message.Previous)
            && opened.Message.Issuer == peer.Installation && opened.Message.Audience == await own.IdAsync(cancellation) ? (peer, opened, key.Generation) : null;
    }

    /// <summary>The key with which this installation signs what goes to a peer: the one that the peer has in force.</summary>
    public async Task<ExchangeKeyPair> SigningAsync(KeptPeer peer, CancellationToken cancellation) =>
        await db.ExchangeKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Use == KeptExchangeKey.Signing && k.Generation == peer.OurGeneration, cancellation)
            is { } key ? PairOf(key) : throw new InvalidOperationException("A peer was introduced without a card of our own.");

    private ExchangeKeyPair PairOf(KeptExchangeKey key) => new(new ExchangeKey(key.X, key.Y), secrets.DecryptBytes(key.PrivateKey));
}
