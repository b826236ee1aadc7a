using System.Diagnostics.CodeAnalysis;

namespace Hongyan.Certificates;

/// <summary>RFC 4648 without padding: capitals and digits only, which a QR code holds in its dense mode.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        var (held, bits, at) = (0, 0, 0);
        foreach (var one in bytes)
        {
            held = ((held << 8) | one) & 0xFFF;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[at++] = Alphabet[(held >> bits) & 31];
            }
        }
        if (bits > 0)
            text[at] = Alphabet[(held << (5 - bits)) & 31];
        return new string(text);
    }

    /// <summary>False for any other letter, and for a text that the same bytes would not be written as.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var read = new byte[text.Length * 5 / 8];
        var (held, bits, at) = (0, 0, 0);
        foreach (var letter in text)
        {
            var value = Alphabet.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
                return false;
            held = ((held << 5) | value) & 0xFFF;
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            read[at++] = (byte)(held >> bits);
        }
        if (bits >= 5 || (held & ((1 << bits) - 1)) != 0)
            return false;
        bytes = read;
        return true;
    }
}
