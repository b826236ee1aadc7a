using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Hongyan.Rules.Exchange;

/// <summary>What two people read to each other over the telephone: eight groups of five digits of a hash over both keys of a card.</summary>
public static class Fingerprint
{
    private const int Groups = 8;
    private const int GroupBytes = 4;
    private const uint GroupSize = 100_000;

    /// <param name="signing">The RFC 7638 thumbprint of the signing key.</param>
    /// <param name="encryption">That of the encryption key.</param>
    public static string Of(ReadOnlySpan<byte> signing, ReadOnlySpan<byte> encryption)
    {
        var hash = SHA256.HashData([.. signing, .. encryption]);
        return string.Join(' ', Enumerable.Range(0, Groups).Select(place =>
            BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(place * GroupBytes, GroupBytes)) % GroupSize)
            .Select(group => group.ToString("00000", CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether somebody typed the same digits, however he parted them.</summary>
    public static bool IsSame(string fingerprint, string? typed) =>
        typed is not null && Digits(typed) == Digits(fingerprint);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
