using System.Text.Json;
using Jose;

namespace Hongyan.Envelopes;

/// <summary>JWE with ECDH-ES+A256KW on P-256 and A256GCM. Microsoft's library cannot write this content encryption, so jose-jwt does.</summary>
public sealed class EcdhEs : ISealer
{
    private const string KeyAlgorithm = "ECDH-ES+A256KW";
    private const string ContentAlgorithm = "A256GCM";
    private const string ContentType = "JWT";
    private const int LongestName = 100;

    public string Seal(string signed, ExchangeKey receiver, string handle)
    {
        using var key = receiver.Agreeing();
        return JWT.Encode(signed, key, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = receiver.Kid, ["cty"] = ContentType, ["peer"] = handle });
    }

    public SealedHeader? HeaderOf(string envelope)
    {
        var end = envelope.IndexOf('.', StringComparison.Ordinal);
        return end > 0 && envelope.AsSpan().Count('.') == 4 ? Beginning(envelope.AsSpan(0, end)) : null;
    }

    public SealedHeader? Beginning(ReadOnlySpan<char> header) =>
        StrictJson.Header(header, "alg", "enc", "epk", "kid", "cty", "peer") is { } read
            && StrictJson.Text(read, "alg") == KeyAlgorithm && StrictJson.Text(read, "enc") == ContentAlgorithm
            && StrictJson.Text(read, "cty") == ContentType && IsOnCurve(read.GetProperty("epk"))
            && StrictJson.Text(read, "kid") is { } kid && StrictJson.Text(read, "peer") is { } handle
            && IsName(kid) && IsName(handle) ? new SealedHeader(kid, handle) : null;

    public string? Open(string envelope, ExchangeKeyPair key)
    {
        if (HeaderOf(envelope)?.Kid != key.Public.Kid)
            return null;
        try
        {
            using var agreeing = key.Agreeing();
            return JWT.Decode(envelope, agreeing, JweAlgorithm.ECDH_ES_A256KW, JweEncryption.A256GCM);
        }
        catch (Exception wrong) when (wrong is JoseException or FormatException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    // Anybody can write a header: what is looked up by it has to be something that the database takes.
    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    // A point beside the curve would tell of the private key, bit by bit.
    private static bool IsOnCurve(JsonElement epk) =>
        StrictJson.Has(epk, "kty", "crv", "x", "y") && StrictJson.Text(epk, "kty") == "EC" && StrictJson.Text(epk, "crv") == ExchangeKey.Curve
        && ExchangeKey.Read(StrictJson.Text(epk, "x"), StrictJson.Text(epk, "y")) is not null;
}
