using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Hongyan.Certificates;

/// <summary>What two people read to each other over the telephone to be sure that they hold the same key.</summary>
public static class Fingerprint
{
    private const int Groups = 8;

    /// <summary>Eight groups of five digits, of the SHA-256 over the thumbprint (RFC 7638) of each key.</summary>
    public static string Of(params IEnumerable<JsonObject> keys)
    {
        var hash = SHA256.HashData(keys.SelectMany(Thumbprint).ToArray());
        return string.Join(' ', Enumerable.Range(0, Groups).Select(group =>
            (BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(group * 4)) % 100_000).ToString("00000", CultureInfo.InvariantCulture)));
    }

    /// <summary>RFC 7638: the hash over the members that make the key, in their order.</summary>
    /// <param name="jwk">A key as <see cref="ISigner.ToJwk"/> writes it.</param>
    public static byte[] Thumbprint(JsonObject jwk) => SHA256.HashData(Encoding.UTF8.GetBytes(jwk.ToJsonString()));

    /// <summary>Whether somebody typed that fingerprint, with whatever blanks.</summary>
    public static bool IsTyped(string fingerprint, string? typed) => typed is not null
        && string.Equals(CertificateCode.Tidy(typed).Replace("-", ""), fingerprint.Replace(" ", ""), StringComparison.Ordinal);
}
