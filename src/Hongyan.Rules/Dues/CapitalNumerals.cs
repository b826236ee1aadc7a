using System.Globalization;
using System.Text;

namespace Hongyan.Rules.Dues;

/// <summary>
/// Figures as receipts and letters write them out, so that nobody can add a stroke: 1234.50 → 壹仟贰佰叁拾肆元伍角整.
/// Yuan without a fraction, and jiao without fen, end in 整; a missing jiao before fen is told by 零.
/// </summary>
public static class CapitalNumerals
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿"];
    private const int GroupLength = 4;
    private const decimal Limit = 1_000_000_000_000m;

    /// <summary>An amount of yuan, of at most two decimals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, a trillion or more, or has a part of a fen.</exception>
    public static string Money(decimal yuan)
    {
        if (yuan is < 0 or >= Limit || decimal.Round(yuan, 2) != yuan)
            throw new ArgumentOutOfRangeException(nameof(yuan), yuan, "Write an amount of yuan and fen.");
        var whole = (long)decimal.Truncate(yuan);
        var fen = (int)((yuan - whole) * 100);
        if (fen == 0)
            return Number(whole) + "元整";
        var text = new StringBuilder(whole == 0 ? "" : Number(whole) + "元");
        if (fen >= 10)
            text.Append(Digits[fen / 10]).Append('角');
        else if (whole > 0)
            text.Append('零');
        return (fen % 10 == 0 ? text.Append('整') : text.Append(Digits[fen % 10]).Append('分')).ToString();
    }

    /// <summary>A whole number, such as the days for which a letter is valid: 30 → 叁拾.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or a trillion or more.</exception>
    public static string Number(long number)
    {
        if (number < 0 || number >= Limit)
            throw new ArgumentOutOfRangeException(nameof(number), number, "Write a number from 0.");
        if (number == 0)
            return Digits[..1];
        var digits = number.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        var (skipped, inGroup) = (false, false);
        for (var index = 0; index < digits.Length; index++)
        {
            var place = digits.Length - 1 - index;
            if (digits[index] == '0')
            {
                skipped = true;
            }
            else
            {
                if (skipped && text.Length > 0)
                    text.Append(Digits[0]);
                text.Append(Digits[digits[index] - '0']).Append(Places[place % GroupLength]);
                (skipped, inGroup) = (false, true);
            }
            if (place % GroupLength == 0 && inGroup)
            {
                text.Append(Groups[place / GroupLength]);
                (skipped, inGroup) = (false, false);
            }
        }
        return text.ToString();
    }

    /// <summary>A month written 2026-05, as 贰零贰陆年伍月.</summary>
    /// <exception cref="FormatException">It is no month.</exception>
    public static string Month(string month)
    {
        var period = Calendar.Period.ReadMonth(month) ?? throw new FormatException($"“{month}” is no month.");
        var year = period.First.Year.ToString("0000", CultureInfo.InvariantCulture);
        return string.Concat(year.Select(digit => Digits[digit - '0'])) + "年" + Number(period.First.Month) + "月";
    }
}
