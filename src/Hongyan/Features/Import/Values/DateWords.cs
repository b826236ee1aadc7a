using System.Globalization;
using System.Text.RegularExpressions;
using Hongyan.Platform;

namespace Hongyan.Features.Import.Values;

/// <summary>The words that people and programs add to dates: weekdays, 上午, 月份, numerals in characters.</summary>
internal static partial class DateWords
{
    private const string Numerals = "〇一二三四五六七八九";

    /// <summary>The date without them, in digits and without spaces; a time of day stands behind a T.</summary>
    public static string Tidy(string text)
    {
        foreach (var character in text)
        {
            if (character is not ((>= '0' and <= '9') or '-' or '.' or '/')) return Reduce(text);
        }
        return text;
    }

    private static string Reduce(string text)
    {
        var tidy = Dashes().Replace(Plain.Text(Plain.Compatible(text)), "-");
        tidy = Weekday().Replace(tidy, "");
        tidy = Time().Replace(tidy, "T");
        tidy = TimeInWords().Replace(tidy, "").Replace(" ", "", StringComparison.Ordinal);
        if (tidy.Contains('年', StringComparison.Ordinal)) tidy = InDigits(tidy);
        return PartOfMonth().Replace(tidy, "月");
    }

    /// <summary>二〇二六年三月五日 in digits; what is no such date stays as it is.</summary>
    private static string InDigits(string text)
    {
        if (InCharacters().Match(text) is not { Success: true } match) return text;
        var year = string.Concat(match.Groups["y"].Value.Select(Digit));
        var (month, day) = (match.Groups["m"].Value, match.Groups["d"].Value);
        return $"{year}年{(month.Length == 0 ? "" : Number(month) + "月")}{(day.Length == 0 ? "" : Number(day) + "日")}{match.Groups["rest"].Value}";
    }

    private static int Digit(char character) =>
        char.IsAsciiDigit(character) ? character - '0' : Math.Max(Numerals.IndexOf(character, StringComparison.Ordinal), 0);

    /// <summary>Up to 三十一.</summary>
    private static string Number(string numeral)
    {
        if (char.IsAsciiDigit(numeral[0])) return numeral;
        var written = numeral.Replace("廿", "二十", StringComparison.Ordinal).Replace("卅", "三十", StringComparison.Ordinal);
        var ten = written.IndexOf('十', StringComparison.Ordinal);
        var tens = ten < 0 ? 0 : ten == 0 ? 1 : Digit(written[0]);
        var ones = ten == written.Length - 1 ? 0 : Digit(written[^1]);
        return ((tens * 10) + ones).ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"[\u2010-\u2015]")]
    private static partial Regex Dashes();

    [GeneratedRegex(@" ?[(]?(?:星期|礼拜|周)[一二三四五六日天][)]?")]
    private static partial Regex Weekday();

    // 5 0:00, 5日 上午 8:30, 5日8:30: without the mark the digits of day and hour would run together.
    [GeneratedRegex(@"(?<=[0-9日号])(?: +(?:上午|下午|早上|中午|晚上|[AaPp][Mm])? *|(?:上午|下午|早上|中午|晚上|[AaPp][Mm]) *)(?=[0-9]{1,2}:[0-9]{2})")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?<=[日号]) ?(?:上午|下午|早上|中午|晚上)? ?[0-9]{1,2}[时点](?:[0-9]{1,2}分(?:[0-9]{1,2}秒)?)?\z|(?<=:[0-9]{2}) ?[AaPp][Mm]\z")]
    private static partial Regex TimeInWords();

    [GeneratedRegex(@"(?<=[0-9])月(?:份|初|中|底|末|上旬|中旬|下旬)\z")]
    private static partial Regex PartOfMonth();

    [GeneratedRegex(
        @"\A(?<y>[0-9〇零○O一二三四五六七八九]{4})年(?:(?<m>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月(?:(?<d>[0-9]{1,2}|(?:[二三]?十|廿|卅)[一二三四五六七八九]?|[一二三四五六七八九])[日号])?)?"
            + @"(?<rest>(?:份|初|中|底|末|上旬|中旬|下旬)?)\z")]
    private static partial Regex InCharacters();
}
