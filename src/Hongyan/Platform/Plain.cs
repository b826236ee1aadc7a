using System.Text;
using System.Text.RegularExpressions;

namespace Hongyan.Platform;

/// <summary>Text as people mean it: full-width digits and letters made half-width, invisible characters and idle spaces gone.</summary>
internal static partial class Plain
{
    public static string Text(string text)
    {
        if (IsPlain(text)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var half = Half(character);
            if (Invisible.Is(half)) continue;
            var space = char.IsWhiteSpace(half) || char.IsControl(half);
            if (space && (plain.Length == 0 || plain[^1] == ' ')) continue;
            plain.Append(space ? ' ' : half);
        }
        return plain.ToString().TrimEnd();
    }

    /// <summary>Without any space: numbers, dates, names of places and organisations.</summary>
    public static string Compact(string text) => Text(text).Replace(" ", "");

    /// <summary>For comparing and reading: without spaces, and compatibility characters as what they stand for.</summary>
    public static string Key(string text) => IsPlain(text) ? text : Compact(Compatible(text));

    /// <summary>Compatibility characters (NFKC); half a character pair, which no text may hold, leaves the text as it is.</summary>
    public static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    /// <summary>
    /// Chinese names are padded with spaces to stand under each other; other names need theirs. The dot in names is U+00B7 (GB/T 15834), which few keyboards
    /// have.
    /// </summary>
    public static string Name(string text)
    {
        if (text.All(IsUnified)) return text;
        var name = Text(Compatible(text));
        return name.Any(IsChinese) ? Dot().Replace(name.Replace(" ", ""), "·") : name;
    }

    /// <summary>For comparing names of organisations: 中共 is said or left out, brackets are of either width.</summary>
    public static string OrganizationKey(string text)
    {
        var key = Key(text);
        return key.StartsWith("中共", StringComparison.Ordinal) ? key[2..] : key;
    }

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (character is not ((>= '\u3400' and <= '\u9FFF') or (> ' ' and <= '~'))) return false;
        }
        return true;
    }

    private static char Half(char character) => character switch
    {
        >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' or '－' or '．' or '／' or '＋' => (char)(character - 0xFEE0),
        _ => character,
    };

    private static bool IsChinese(char character) => character is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    private static bool IsUnified(char character) => character is >= '\u4E00' and <= '\u9FFF';

    // Bullets, katakana dots, hyphenation points and full stops between two ideographs or letters.
    [GeneratedRegex(@"(?<=\w)[\u00B7\u0387\u2022\u2027\u2219\u22C5\u2E31\u2E33\u30FB\u318D\u25CF\u2981\u16EB.](?=\w)")]
    private static partial Regex Dot();
}
