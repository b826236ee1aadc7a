using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hongyan.Envelopes;

/// <summary>JWS with ECDSA on P-256 and SHA-256; the only header is alg, kid and typ.</summary>
public sealed class Es256 : ISigner
{
    private const string Type = "hyx+jwt";
    private const int Longest = 4 * 1024 * 1024;

    public string Sign(ReadOnlySpan<byte> payload, ExchangeKeyPair key)
    {
        using var signing = key.Signing();
        return Handler().CreateToken(Encoding.UTF8.GetString(payload), new SigningCredentials(KeyOf(signing, key.Public.Kid), SecurityAlgorithms.EcdsaSha256),
            new Dictionary<string, object> { [JwtHeaderParameterNames.Typ] = Type });
    }

    public async Task<byte[]?> OpenAsync(string signed, ExchangeKey key)
    {
        if (signed.Length > Longest || signed.Split('.') is not [var header, var payload, _]
            || StrictJson.Header(header, "alg", "kid", "typ") is not { } read || StrictJson.Text(read, "alg") != SecurityAlgorithms.EcdsaSha256
            || StrictJson.Text(read, "kid") != key.Kid || StrictJson.Text(read, "typ") != Type)
            return null;
        try
        {
            using var verifying = key.Verifying();
            var result = await Handler().ValidateTokenAsync(signed, new TokenValidationParameters
            {
                IssuerSigningKey = KeyOf(verifying, key.Kid),
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                ValidTypes = [Type],
                TryAllIssuerSigningKeys = false,
                RequireSignedTokens = true,
                ValidateLifetime = false, // two clocks never agree: order is the number, and who it is for is judged of what was read
                RequireExpirationTime = false,
                ValidateIssuer = false,
                ValidateAudience = false,
            });
            return result.IsValid ? Base64Url.DecodeFromChars(payload) : null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static JsonWebTokenHandler Handler() => new() { MaximumTokenSizeInBytes = Longest, SetDefaultTimesOnTokenCreation = false };

    // The library keeps what it verified with by the name of the key; ours are closed at once.
    private static ECDsaSecurityKey KeyOf(System.Security.Cryptography.ECDsa key, string kid) =>
        new(key) { KeyId = kid, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
}
