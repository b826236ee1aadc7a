using System.Text.RegularExpressions;
using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Values;

internal enum DatePart { Day, Month, Year }

/// <summary>A date as far as a cell states it. <see cref="Day"/> of a month or year is its first.</summary>
internal readonly partial record struct WrittenDate(DateOnly Day, DatePart Part)
{
    // Serials of spreadsheets: 10000 is a day in 1927, 80000 one in 2119. Smaller ones are years.
    private const int FirstSerial = 10_000;
    private const int LastSerial = 80_000;
    private const int DaysToOleEpoch = 693_593;

    /// <summary>Null when the cell is no date that can be read without guessing.</summary>
    public static WrittenDate? Read(Cell cell)
    {
        if (cell.Date is { } styled) return Sensible(styled) ? new(styled, DatePart.Day) : null;
        var text = Plain.Compact(cell.Text);

        // As a number 1995.1 may have been typed as 1995.10: the month is not known.
        if (cell.Number is not null && OneTenth().IsMatch(text)) return Make(text[..4], "", "");
        if (Serial().Match(text) is { Success: true } serial && int.Parse(serial.Groups[1].Value) is >= FirstSerial and <= LastSerial and var days)
            return new(DateOnly.FromDayNumber(days + DaysToOleEpoch), DatePart.Day);

        var match = Digits().Match(text);
        if (!match.Success) match = Parts().Match(text);
        return match.Success ? Make(match.Groups["y"].Value, match.Groups["m"].Value, match.Groups["d"].Value) : null;
    }

    /// <summary>Whether this and a known day agree as far as this states it.</summary>
    public bool Agrees(DateOnly known) =>
        Day.Year == known.Year && (Part == DatePart.Year || Day.Month == known.Month) && (Part != DatePart.Day || Day.Day == known.Day);

    private static WrittenDate? Make(string year, string month, string day)
    {
        var (y, m, d) = (int.Parse(year), month.Length == 0 ? 1 : int.Parse(month), day.Length == 0 ? 1 : int.Parse(day));
        if (m is < 1 or > 12 || d < 1 || y is < 1 or > 9999 || d > DateTime.DaysInMonth(y, m)) return null;
        var date = new DateOnly(y, m, d);
        return Sensible(date) ? new(date, month.Length == 0 ? DatePart.Year : day.Length == 0 ? DatePart.Month : DatePart.Day) : null;
    }

    private static bool Sensible(DateOnly date) => date.Year is >= 1900 and <= 2199;

    [GeneratedRegex(@"\A[0-9]{4}\.1\z")]
    private static partial Regex OneTenth();

    [GeneratedRegex(@"\A([0-9]{5})(\.[0-9]+)?\z")]
    private static partial Regex Serial();

    // 20260406 and 202604
    [GeneratedRegex(@"\A(?<y>(?:19|20|21)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})?\z")]
    private static partial Regex Digits();

    // 2026-3-5, 2026.03, 2026/03/05 00:00:00, 2026年3月5日, 2026年
    [GeneratedRegex(@"\A(?<y>[0-9]{4})(?:[-./年\u2010-\u2015。、,](?:(?<m>[0-9]{1,2})(?:[-./月\u2010-\u2015。、,](?:(?<d>[0-9]{1,2})[日号]?)?)?)?)?(?:[T日]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?\z")]
    private static partial Regex Parts();
}
