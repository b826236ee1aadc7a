using System.Globalization;

namespace Hongyan.Features.Papers.Lists;

/// <summary>Numbers of receipts as a register writes them: those that follow one another as first to last, SJ0001–0012.</summary>
internal static class Receipts
{
    public static string InRanges(IEnumerable<string> numbers)
    {
        var ranges = new List<(string First, string Last)>();
        foreach (var number in numbers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (ranges.Count > 0 && Next(ranges[^1].Last) == number) ranges[^1] = (ranges[^1].First, number);
            else ranges.Add((number, number));
        }
        return string.Join('、', ranges.Select(range => range.First == range.Last ? range.First : $"{range.First}–{range.Last[Prefix(range.Last)..]}"));
    }

    /// <summary>The number after this one in the same series; nothing when it does not end in digits.</summary>
    private static string? Next(string number)
    {
        var at = Prefix(number);
        var digits = number[at..];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? number[..at] + (value + 1).ToString("D" + digits.Length.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Where the digits at the end begin.</summary>
    private static int Prefix(string number)
    {
        var at = number.Length;
        while (at > 0 && char.IsAsciiDigit(number[at - 1])) at--;
        return at;
    }
}
