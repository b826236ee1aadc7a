using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Hongyan.Envelopes;

/// <summary>The public half of a key on P-256, as a JWK holds it. Its name follows from the key (RFC 7638): nobody can put another one in its place.</summary>
public sealed record ExchangeKey(string X, string Y)
{
    public const string Curve = "P-256";
    private const int CoordinateLength = 32;

    [JsonIgnore]
    public string Kid => Base64Url.EncodeToString(Thumbprint());

    /// <summary>SHA-256 over the required members in the order of their names (RFC 7638).</summary>
    public byte[] Thumbprint() => SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"{{Curve}}","kty":"EC","x":"{{X}}","y":"{{Y}}"}"""));

    /// <summary>Nothing when the two are no point of the curve, or not written in the one way that a thumbprint needs.</summary>
    public static ExchangeKey? Read(string? x, string? y)
    {
        var key = new ExchangeKey(x ?? "", y ?? "");
        try
        {
            if (Coordinate(key.X) is null || Coordinate(key.Y) is null)
                return null;
            using var onCurve = key.Verifying();
            return key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal static ExchangeKey Of(ECParameters parameters) =>
        new(Base64Url.EncodeToString(parameters.Q.X), Base64Url.EncodeToString(parameters.Q.Y));

    internal ECDsa Verifying() => ECDsa.Create(Parameters());

    internal ECDiffieHellman Agreeing() => ECDiffieHellman.Create(Parameters());

    private ECParameters Parameters() => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
    };

    private static byte[]? Coordinate(string text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return bytes.Length == CoordinateLength && Base64Url.EncodeToString(bytes) == text ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>A key of this installation with its private half (PKCS #8), which is encrypted wherever it is kept.</summary>
public sealed record ExchangeKeyPair(ExchangeKey Public, byte[] Private)
{
    public static ExchangeKeyPair New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new ExchangeKeyPair(ExchangeKey.Of(key.ExportParameters(includePrivateParameters: false)), key.ExportPkcs8PrivateKey());
    }

    internal ECDsa Signing()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Private, out _);
        return key;
    }

    internal ECDiffieHellman Agreeing()
    {
        var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(Private, out _);
        return key;
    }
}
