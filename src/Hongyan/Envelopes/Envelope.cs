using System.Security.Cryptography;
using System.Text;

namespace Hongyan.Envelopes;

/// <summary>Signs, then encrypts, and the other way round (RFC 7519 §11.2). No setting accepts what is not both.</summary>
public sealed class Envelope(ISigner signer, ISealer sealer)
{
    /// <summary>The longest envelope that is read, in characters; all of them are ASCII.</summary>
    public const int Longest = 4 * 1024 * 1024;

    /// <summary>ES256 inside ECDH-ES+A256KW with A256GCM.</summary>
    public static Envelope Usual { get; } = new(new Es256(), new EcdhEs());

    /// <param name="payload">The bytes of the message, which the receiver gets unchanged.</param>
    /// <param name="own">The sender's signing key.</param>
    /// <param name="receiver">The receiver's encryption key.</param>
    /// <param name="handle">What the receiver calls the sender by.</param>
    public string Close(ReadOnlySpan<byte> payload, ExchangeKeyPair own, ExchangeKey receiver, string handle) =>
        sealer.Seal(signer.Sign(payload, own), receiver, handle);

    /// <summary>What can be read of it before anything is decrypted; nothing when it cannot be an envelope.</summary>
    public SealedHeader? HeaderOf(string envelope) => envelope.Length > Longest ? null : sealer.HeaderOf(envelope);

    /// <summary>The same of what stands before the first dot.</summary>
    public SealedHeader? Beginning(ReadOnlySpan<char> header) => sealer.Beginning(header);

    /// <summary>Nothing when anything about it is not as it has to be: who sent it is not told which.</summary>
    public async Task<Opened?> OpenAsync(string envelope, ExchangeKeyPair own, ExchangeKey sender)
    {
        if (HeaderOf(envelope) is null || sealer.Open(envelope, own) is not { } signed || await signer.OpenAsync(signed, sender) is not { } payload)
            return null;
        return Message.Read(payload) is { } message ? new Opened(Message.IdOf(payload), payload, message) : null;
    }

    /// <summary>
    /// What an installation is called by before it was told another name for itself: both make it of the ids on their two cards, which no change of keys
    /// changes.
    /// </summary>
    /// <param name="sender">The id of whoever writes.</param>
    /// <param name="receiver">The id of whoever reads.</param>
    public static string FirstHandle(string sender, string receiver) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sender}>{receiver}")).AsSpan(0, 16));
}

/// <summary>A message with the bytes that were signed.</summary>
public sealed record Opened(string Id, byte[] Payload, Message Message);
