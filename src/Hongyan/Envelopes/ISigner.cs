namespace Hongyan.Envelopes;

/// <summary>How an installation signs what it sends to another one; another algorithm, or a module, is another class.</summary>
public interface ISigner
{
    /// <summary>A compact JWS over exactly these bytes, which are the UTF-8 text of a JSON object.</summary>
    string Sign(ReadOnlySpan<byte> payload, ExchangeKeyPair key);

    /// <summary>The bytes that were signed; nothing when a header or the signature is not as it has to be.</summary>
    Task<byte[]?> OpenAsync(string signed, ExchangeKey key);
}

/// <summary>How an installation encrypts what it signed.</summary>
public interface ISealer
{
    /// <param name="handle">What the receiver calls the sender by.</param>
    string Seal(string signed, ExchangeKey receiver, string handle);

    /// <summary>Read before anything is decrypted; nothing when there is any header but those that are accepted.</summary>
    SealedHeader? HeaderOf(string envelope);

    /// <summary>The same of what stands before the first dot, while the rest is still on its way.</summary>
    SealedHeader? Beginning(ReadOnlySpan<char> header);

    /// <summary>The signed text; nothing when it was not encrypted to this key, or was changed since.</summary>
    string? Open(string envelope, ExchangeKeyPair key);
}

/// <param name="Kid">The key that it was encrypted to.</param>
/// <param name="Handle">What the receiver calls the sender by.</param>
public sealed record SealedHeader(string Kid, string Handle);
