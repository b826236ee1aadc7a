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
        var parts = text.Split(['/', '、', ',', '，', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = parts.Select(One).ToList();
        return numbers.Count == 0 || numbers.Contains(null) ? null : string.Join('、', numbers.Distinct());
    }

    private static string? One(string text)
    {
        var tidy = Dash().Replace(Decoration().Replace(text, ""), "-");
        if (Mobile().Match(tidy.Replace("-", "")) is { Success: true } mobile) return mobile.Groups[1].Value;
        if (Fixed().Match(tidy) is not { Success: true } match) return null;
        var area = match.Groups["area"].Value;
        var number = (area.Length == 0 ? "" : area + "-") + match.Groups["local"].Value;
        return match.Groups["extension"].Success ? $"{number}-{match.Groups["extension"].Value}" : number;
    }

    [GeneratedRegex(@"[\s()（）]")]
    private static partial Regex Decoration();

    [GeneratedRegex(@"[\u2010-\u2015－_]")]
    private static partial Regex Dash();

    [GeneratedRegex(@"\A(?:\+?86)?(1[3-9][0-9]{9})\z")]
    private static partial Regex Mobile();

    // 010 and 02x are the areas of three digits; all others have four.
    [GeneratedRegex(@"\A(?<area>0(?:10|2[0-9]|[3-9][0-9]{2}))?-?(?<local>[1-9][0-9]{6,7})(?:[-转](?<extension>[0-9]{1,5}))?\z")]
    private static partial Regex Fixed();
}
