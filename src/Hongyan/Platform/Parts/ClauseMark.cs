using System.Globalization;
using System.Text.RegularExpressions;

namespace Hongyan.Platform.Parts;

/// <summary>A clause as an office cites it: the document's short name and the article in the document's own numbering, 中央意见二(三)2.</summary>
internal static partial class ClauseMark
{
    private const string Numerals = "零一二三四五六七八九十";

    public static string Of(string clause, Texts texts)
    {
        if (Parts().Match(clause) is not { Success: true } parts)
            return clause;
        var (document, article, point) = (parts.Groups["document"].Value, parts.Groups["article"].Value, parts.Groups["point"].Value);
        var mark = TextBook.Language == TextBook.Chinese ? InChinese(document, article.Split('.')) : " " + article;
        return texts["document.short." + document] + mark + point;
    }

    /// <summary>A, B and C number 一 (一) 1 (1), D and E 一 1 (1), and so does the third part of C. A zero is what stands before the first point.</summary>
    private static string InChinese(string document, string[] steps)
    {
        var bracketed = document is "A" or "B" || (document == "C" && steps[0] != "3");
        return string.Concat(steps.Select((step, depth) => (step, depth) switch
        {
            ("0", _) => "",
            (_, 0) => Numeral(step),
            (_, 1) when bracketed => $"({Numeral(step)})",
            (_, 3) => $"({step})",
            (_, 2) when !bracketed => $"({step})",
            _ => step,
        }));
    }

    private static string Numeral(string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Numerals.Length ? Numerals[number].ToString() : step;

    [GeneratedRegex(@"^(?<document>[A-E])-(?<article>[0-9]+(\.[A-Z]?[0-9]+)*)(?<point>[a-z]?)$")]
    private static partial Regex Parts();
}
