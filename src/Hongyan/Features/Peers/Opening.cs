using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>An envelope that was opened.</summary>
/// <param name="Generation">For which of our keys it was sealed.</param>
internal sealed record OpenedEnvelope(KeptPeer Peer, Opened Opened, int Generation);

/// <summary>Opens what a peer sent: the handle first, then the key, then the signature. Whatever is wrong, its sender gets the same answer.</summary>
internal sealed class Opening(HongyanDb db, Secrets secrets, OwnCard own)
{
    private const int LongestId = 64;

    /// <summary>Whether anybody open to us is called so; asked before anything is decrypted.</summary>
    public Task<KeptPeer?> PeerAsync(string handle, CancellationToken cancellation) =>
        Called(handle).FirstOrDefaultAsync(one => one.State == Peer.Confirmed || one.State == Peer.Active, cancellation);

    /// <summary>Why nobody open to us is called so; for our own list.</summary>
    public async Task<string> NobodyAsync(string handle, CancellationToken cancellation) =>
        await Called(handle).AnyAsync(cancellation) ? UnreadEnvelope.Closed : UnreadEnvelope.Unknown;

    /// <summary>The envelope, or why it cannot be read; for our own list.</summary>
    public async Task<(OpenedEnvelope? Envelope, string Why)> OpenAsync(string envelope, CancellationToken cancellation)
    {
        if (Envelope.Usual.HeaderOf(envelope) is not { } header)
            return (null, envelope.Length > Envelope.Longest ? UnreadEnvelope.TooLarge : UnreadEnvelope.NoEnvelope);
        if (await PeerAsync(header.Handle, cancellation) is not { } peer)
            return (null, await NobodyAsync(header.Handle, cancellation));
        if (await db.ExchangeKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Use == KeptExchangeKey.Encryption && k.Kid == header.Kid && !k.Waits, cancellation)
            is not { } key)
            return (null, UnreadEnvelope.Key);
        if (await Envelope.Usual.OpenAsync(envelope, PairOf(key), new ExchangeKey(peer.SigningX, peer.SigningY)) is not { } opened)
            return (null, UnreadEnvelope.Altered);
        if (opened.Message.Issuer != peer.Installation || opened.Message.Audience != await own.IdAsync(cancellation))
            return (null, UnreadEnvelope.Receiver);
        return opened.Message is { Previous: null or { Length: <= LongestId } } && ReadableText.Is(opened.Message.Previous)
            ? (new OpenedEnvelope(peer, opened, key.Generation), "") : (null, UnreadEnvelope.Content);
    }

    /// <summary>The key with which this installation signs what goes to a peer: the one that the peer has in force.</summary>
    public async Task<ExchangeKeyPair> SigningAsync(KeptPeer peer, CancellationToken cancellation) =>
        await db.ExchangeKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Use == KeptExchangeKey.Signing && k.Generation == peer.OurGeneration, cancellation)
            is { } key ? PairOf(key) : throw new InvalidOperationException("A peer was introduced without a card of our own.");

    private IQueryable<KeptPeer> Called(string handle) => db.Peers.Where(one => one.HandleOurs == handle || one.HandleGiven == handle);

    private ExchangeKeyPair PairOf(KeptExchangeKey key) => new(new ExchangeKey(key.X, key.Y), secrets.DecryptBytes(key.PrivateKey));
}
