using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hongyan.Rules.Outside;

/// <summary>What two spellings of the name of one party organisation have in common.</summary>
public static partial class OutsideName
{
    private static readonly string[] Party = ["中国共产党", "中共"];

    /// <summary>
    /// The name in compatibility form (NFKC, so brackets are of one width), without blanks, without 中共 and the names of its division in front; at the end
    /// 支部, 党支部 and 支部委员会 are one word, and so are 党委 and 委员会.
    /// </summary>
    /// <param name="division">Its code, where it is known: 城关区 is no front of a name in another province.</param>
    public static string Key(string name, string? division, Divisions divisions)
    {
        var (text, code) = (Plain(name), division);
        while (Front(text, code, divisions) is var (length, narrower))
            (text, code) = (text[length..], narrower);
        return Branch().IsMatch(text) ? Branch().Replace(text, "支部") : Committee().Replace(text, "党委");
    }

    /// <summary>What may be left out in front: never so much that only the end remains, nor a place that 委 or 直属 belongs to, as in 市委.</summary>
    private static (int Length, string? Code)? Front(string text, string? code, Divisions divisions)
    {
        if (Array.Find(Party, word => text.StartsWith(word, StringComparison.Ordinal)) is { } party)
            return Stands(text[party.Length..]) ? (party.Length, code) : null;
        return divisions.Front(text, code) is var (narrower, length) && Stands(text[length..]) && text[length] is not ('委' or '直') ? (length, narrower) : null;
    }

    private static bool Stands(string rest) => Committee().Replace(Branch().Replace(rest, ""), "").Length > 0;

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var character in Compatible(name))
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)
                plain.Append(character);
        }
        return plain.ToString();
    }

    private static string Compatible(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return name; // half a character pair
        }
    }

    [GeneratedRegex("(?:党支部委员会|支部委员会|党支部|支部)$")]
    private static partial Regex Branch();

    [GeneratedRegex("(?:党委|委员会)$")]
    private static partial Regex Committee();
}
