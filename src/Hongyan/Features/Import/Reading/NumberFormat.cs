using System.Text.RegularExpressions;

namespace Hongyan.Features.Import.Reading;

/// <summary>How much of a date a number format shows; a format that shows none makes no date of a number.</summary>
internal static partial class NumberFormat
{
    private const int FirstCustom = 164;

    // ECMA-376 part 1, 18.8.30: those of all languages, and those of Chinese (27–36, 50–58).
    private static readonly int[] Days = [14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58];
    private static readonly int[] Months = [17, 27, 36, 50, 52, 57];

    /// <summary>The part of a built-in format; null when it shows no date.</summary>
    public static DatePart? OfBuiltIn(int id) =>
        id >= FirstCustom ? null : Days.Contains(id) ? DatePart.Day : Months.Contains(id) ? DatePart.Month : null;

    /// <summary>The part that a format code shows: yyyy"年"m"月" is a month.</summary>
    public static DatePart? Of(string code)
    {
        var bare = Literal().Replace(code, "").Split(';')[0].ToLowerInvariant();
        if (bare.Contains("general", StringComparison.Ordinal) || bare.AsSpan().ContainsAny('0', '#', '?')) return null;
        var (day, year) = (bare.Contains('d', StringComparison.Ordinal), bare.AsSpan().ContainsAny('y', 'e'));
        var month = bare.Contains('m', StringComparison.Ordinal);
        if (day && (month || year)) return DatePart.Day;
        if (year) return month ? DatePart.Month : DatePart.Year;
        return null;
    }

    // Texts in quotes, escaped and padding characters, colours, conditions, languages and spans of time in brackets.
    [GeneratedRegex("""("[^"]*"|\\.|_.|\*.|\[[^\]]*\])""")]
    private static partial Regex Literal();
}
