using System.Text;

namespace Hongyan.Features.Import.Values;

/// <summary>Text as people mean it: full-width digits and letters made half-width, invisible characters and idle spaces gone.</summary>
internal static class Plain
{
    public static string Text(string text)
    {
        if (IsPlain(text)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var half = Half(character);
            if (IsInvisible(half)) continue;
            var space = char.IsWhiteSpace(half) || char.IsControl(half);
            if (space && (plain.Length == 0 || plain[^1] == ' ')) continue;
            plain.Append(space ? ' ' : half);
        }
        return plain.ToString().TrimEnd();
    }

    /// <summary>Without any space: numbers, dates, names of places and organisations.</summary>
    public static string Compact(string text) => Text(text).Replace(" ", "");

    /// <summary>Chinese names are padded with spaces to stand under each other; other names need theirs.</summary>
    public static string Name(string text) => text.Any(IsChinese) ? Compact(text) : Text(text);

    /// <summary>For comparing names of organisations: 中共 is said or left out, brackets are of either width.</summary>
    public static string OrganizationKey(string text)
    {
        var key = Compact(text.Normalize(NormalizationForm.FormKC));
        return key.StartsWith("中共", StringComparison.Ordinal) ? key[2..] : key;
    }

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (!IsChinese(character) && character is not (> ' ' and <= '~')) return false;
        }
        return true;
    }

    private static char Half(char character) => character switch
    {
        >= '０' and <= '９' or >= 'Ａ' and <= 'Ｚ' or >= 'ａ' and <= 'ｚ' or '－' or '．' or '／' or '＋' => (char)(character - 0xFEE0),
        _ => character,
    };

    private static bool IsInvisible(char character) => character is >= '\u200B' and <= '\u200F' or '\uFEFF' or '\u2060' or '\u00AD';

    private static bool IsChinese(char character) => character is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
