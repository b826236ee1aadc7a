using System.Globalization;
using System.Text.RegularExpressions;
using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Values;

/// <summary>A date as far as a cell states it. <see cref="Day"/> of a month or year is its first.</summary>
internal readonly partial record struct WrittenDate(DateOnly Day, DatePart Part)
{
    // Serials of spreadsheets: 10000 is a day in 1927, 80000 one in 2119. Smaller ones are years.
    private const int FirstSerial = 10_000;
    private const int LastSerial = 80_000;
    private const int DaysToOleEpoch = 693_593;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Null when the cell is no date that can be read without guessing.</summary>
    public static WrittenDate? Read(Cell cell)
    {
        if (cell.Date is { } styled) return Sensible(styled) ? new WrittenDate(styled, DatePart.Day).AsFarAs(cell.Part) : null;
        var text = DateWords.Tidy(cell.Text.Trim());

        // As a number 1995.1 may have been typed as 1995.10: the month is not known.
        if (cell.Number is not null && OneTenth().IsMatch(text)) return Make(text[..4], "", "");
        if (Serial().Match(text) is { Success: true } serial && int.Parse(serial.Groups[1].Value, CultureInfo.InvariantCulture) is >= FirstSerial
            and <= LastSerial and var days)
            return new(DateOnly.FromDayNumber(days + DaysToOleEpoch + (cell.Kind == CellKind.Since1904 ? CellDates.DaysTo1904 : 0)), DatePart.Day);

        var match = Digits().Match(text);
        if (!match.Success) match = Parts().Match(text);
        if (!match.Success || Make(match.Groups["y"].Value, match.Groups["m"].Value, match.Groups["d"].Value) is not { } date) return null;
        return date.At(match.Groups["time"].Value, match.Groups["zone"].Value)?.AsFarAs(cell.Part);
    }

    /// <summary>Whether this and a known day agree as far as this states it.</summary>
    public bool Agrees(DateOnly known) =>
        Day.Year == known.Year && (Part == DatePart.Year || Day.Month == known.Month) && (Part != DatePart.Day || Day.Day == known.Day);

    private static WrittenDate? Make(string year, string month, string day)
    {
        var (y, m, d) = (Number(year), month.Length == 0 ? 1 : Number(month), day.Length == 0 ? 1 : Number(day));
        if (m is < 1 or > 12 || d < 1 || y is < 1 or > 9999 || d > DateTime.DaysInMonth(y, m)) return null;
        var date = new DateOnly(y, m, d);
        return Sensible(date) ? new(date, month.Length == 0 ? DatePart.Year : day.Length == 0 ? DatePart.Month : DatePart.Day) : null;
    }

    /// <summary>The day in China of an instant that names its zone.</summary>
    private WrittenDate? At(string time, string zone)
    {
        if (time.Length == 0) return this;
        if (Part != DatePart.Day) return null;
        if (zone.Length == 0) return this;
        if (!TimeOnly.TryParse(time, CultureInfo.InvariantCulture, out var hour)) return null;
        var sign = zone[0] == '-' ? -1 : 1;
        var digits = zone.Trim('+', '-', 'Z').Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        var offset = sign * new TimeSpan(Number(digits[..2]), Number(digits[2..4]), 0);
        var instant = Day.ToDateTime(hour) - offset + China;
        return this with { Day = DateOnly.FromDateTime(instant) };
    }

    /// <summary>No more than the cell shows: a month that Excel made a day of is a month.</summary>
    private WrittenDate AsFarAs(DatePart shown)
    {
        if (shown <= Part) return this;
        return new WrittenDate(new DateOnly(Day.Year, shown == DatePart.Year ? 1 : Day.Month, 1), shown);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static bool Sensible(DateOnly date) => date.Year is >= 1900 and <= 2199;

    [GeneratedRegex(@"\A[0-9]{4}\.1\z")]
    private static partial Regex OneTenth();

    [GeneratedRegex(@"\A([0-9]{5})(\.[0-9]+)?\z")]
    private static partial Regex Serial();

    // 20260406 and 202604
    [GeneratedRegex(@"\A(?<y>(?:19|20|21)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})?\z")]
    private static partial Regex Digits();

    // 2026-3-5, 2026.03, 2026/03/05 00:00:00, 2026年3月5日, 2026年, 2026-03-04T16:00:00.000Z
    [GeneratedRegex(
        @"\A(?<y>[0-9]{4})(?:[-./年。、,](?:(?<m>[0-9]{1,2})(?:[-./月。、,](?:(?<d>[0-9]{1,2})[日号]?)?)?)?)?"
            + @"(?:[T日]?(?<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?)(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?(?:CST)?)?\z")]
    private static partial Regex Parts();
}
