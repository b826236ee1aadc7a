using System.Text;

namespace Hongyan.Rules.Outside;

/// <summary>The code of a return slip: 128 random bits for a camera, ten characters for whoever has none. Neither says anything of anybody.</summary>
public static class SlipCode
{
    public const int Bytes = 16, NumberLength = 10;

    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; // 32, without 0 O 1 I
    private const int BitsOfCharacter = 5, Length = ((Bytes * 8) + BitsOfCharacter - 1) / BitsOfCharacter, Longest = 400;

    /// <summary>The bits as text: 26 characters.</summary>
    public static string Write(ReadOnlySpan<byte> code)
    {
        var text = new StringBuilder(Length);
        int held = 0, bits = 0;
        foreach (var one in code)
        {
            held = (held << 8) | one;
            for (bits += 8; bits >= BitsOfCharacter; bits -= BitsOfCharacter)
                text.Append(Characters[(held >> (bits - BitsOfCharacter)) & 31]);
            held &= (1 << bits) - 1;
        }
        return bits == 0 ? text.ToString() : text.Append(Characters[(held << (BitsOfCharacter - bits)) & 31]).ToString();
    }

    /// <summary>What is typed instead, of random bytes of that length.</summary>
    public static string Number(ReadOnlySpan<byte> random)
    {
        var text = new StringBuilder(NumberLength);
        foreach (var one in random[..NumberLength])
            text.Append(Characters[one & 31]);
        return text.ToString();
    }

    /// <summary>The bits of what a camera read, or null when it is no slip: the whole address or its last part, in any case.</summary>
    public static byte[]? Read(string? text)
    {
        if (Plain(text) is not { Length: Length } plain)
            return null;
        var code = new byte[Bytes];
        int held = 0, bits = 0, at = 0;
        foreach (var one in plain)
        {
            held = (held << BitsOfCharacter) | Characters.IndexOf(one, StringComparison.Ordinal);
            bits += BitsOfCharacter;
            if (bits < 8)
                continue;
            bits -= 8;
            code[at++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }
        return held == 0 ? code : null;
    }

    /// <summary>The ten characters somebody typed, in any case and with whatever stands between them; null when it is not that.</summary>
    public static string? ReadNumber(string? text) => Plain(text) is { Length: NumberLength } plain ? plain : null;

    private static string? Plain(string? text)
    {
        if (text is null || text.Length > Longest)
            return null;
        var plain = new StringBuilder();
        foreach (var one in text[(text.LastIndexOf('/') + 1)..].ToUpperInvariant())
        {
            if (Characters.Contains(one, StringComparison.Ordinal))
                plain.Append(one);
            else if (one is not (' ' or '-' or '－' or '\u200b' or '\u3000'))
                return null;
        }
        return plain.ToString();
    }
}
