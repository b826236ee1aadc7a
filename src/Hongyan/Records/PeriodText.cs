using System.Globalization;
using System.Text.RegularExpressions;
using Hongyan.Platform;
using Hongyan.Platform.Parts;

namespace Hongyan.Records;

/// <summary>The period of a duty as people say it: 2026-Q3 → 2026年第三季度, 2026-spring-festival → 2026年春节.</summary>
public static partial class PeriodText
{
    /// <param name="texts">The texts of the duties.</param>
    public static string? Of(string kind, string? period, Texts texts)
    {
        if (period is null)
            return null;
        var parts = Form().Match(period);
        if (!parts.Success)
            return Occasion().Match(period) is { Success: true } occasion ? OfOccasion(occasion, texts) : period;
        var (year, rest) = (parts.Groups["year"].Value, parts.Groups["rest"].Value);
        return rest switch
        {
            "" => texts["period.year", year],
            ['Q', var quarter] => texts["period.quarter." + quarter, year],
            ['H', var half] => texts["period.half." + half, year],
            _ when kind == "festival-care" =>
                texts.Has("period.festival." + rest) ? texts["period.festival." + rest, year] : texts["period.festival", year, rest],
            _ when Month().IsMatch(rest) => OfMonth(year, int.Parse(rest, CultureInfo.InvariantCulture), texts),
            _ => DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? DateText.Of(day) : period,
        };
    }

    /// <summary>A month written 2026-03.</summary>
    public static string OfMonth(string month, Texts texts) =>
        OfMonth(month[..4], int.Parse(month.AsSpan(5), CultureInfo.InvariantCulture), texts);

    private static string OfMonth(string year, int month, Texts texts) =>
        texts["period.month", year, month, CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month)];

    private static string OfOccasion(Match occasion, Texts texts)
    {
        var day = DateOnly.ParseExact(occasion.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = occasion.Groups["name"].Value;
        var records = texts.For("Records");
        return texts["period.occasion", records.Has("record." + name) ? records["record." + name] : name, DateText.Of(day)];
    }

    [GeneratedRegex("^(?<year>[0-9]{4})(-(?<rest>.+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex("^[0-9]{2}$")]
    private static partial Regex Month();

    [GeneratedRegex("^(?<name>.+)-(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Occasion();
}
