using System.Text;
using System.Text.RegularExpressions;

namespace Hongyan.Rules.Identity;

/// <summary>The shape of telephone numbers in mainland China.</summary>
public static partial class PhoneNumber
{
    /// <summary>
    /// The number as it is kept: a mobile number as 11 digits, a fixed one with a hyphen after the area code, several joined by
    /// 、. Null when the text, or one of its parts, is neither.
    /// </summary>
    public static string? Read(string text)
    {
        if (Mobile().IsMatch(text)) return text[^11..];
        var plain = Remark().Replace(Compatible(text), " ");
        var parts = plain.Split(['/', '、', ',', ';', '或', '和'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = parts.SelectMany(Several).ToList();
        return numbers.Count == 0 || numbers.Contains(null) ? null : string.Join('、', numbers.Distinct());
    }

    /// <summary>Blanks stand within one number, or between two.</summary>
    private static IEnumerable<string?> Several(string text)
    {
        if (One(text) is { } only) return [only];
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 ? words.Select(One) : [null];
    }

    private static string? One(string text)
    {
        var tidy = Fraction().Replace(Dash().Replace(Decoration().Replace(Label().Replace(text, ""), ""), "-"), "");
        if (Mobile().Match(tidy.Replace("-", "")) is { Success: true } mobile) return mobile.Groups[1].Value;
        if (Fixed().Match(tidy) is not { Success: true } match) return null;
        var area = match.Groups["area"].Value;
        var number = (area.Length == 0 ? "" : area + "-") + match.Groups["local"].Value;
        return match.Groups["extension"].Success ? $"{number}-{match.Groups["extension"].Value}" : number;
    }

    private static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text; // half a character pair; such a text is no number
        }
    }

    // A remark in brackets that holds no number, or the usual one without brackets.
    [GeneratedRegex(@"[(\[【][^()\[\]【】0-9]*[)\]】]|微信同号|同微信")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\A\s*(?:本人|联系|办公|移动|家庭|固定)?(?:手机号码|手机号|手机|电话号码|电话|固话|座机|Tel\.?|Phone)?\s*[:：]?\s*(?=[0-9+(])", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"[\s()\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]")]
    private static partial Regex Decoration();

    [GeneratedRegex(@"[\u2010-\u2015_]")]
    private static partial Regex Dash();

    // Programs that keep numbers as floating point write 19900001234.0.
    [GeneratedRegex(@"(?<=\A[0-9]{7,13})\.0+\z")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\A(?:\+86|0086|86)?(1[3-9][0-9]{9})\z")]
    private static partial Regex Mobile();

    // 010 and 02x are the areas of three digits; all others have four.
    [GeneratedRegex(@"\A(?:(?:\+86|0086)-?)?(?<area>0(?:10|2[0-9]|[3-9][0-9]{2}))?-?(?<local>[1-9][0-9]{6,7})(?:[-转](?<extension>[0-9]{1,5}))?\z")]
    private static partial Regex Fixed();
}
