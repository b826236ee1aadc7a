using System.Globalization;

namespace Hongyan.Features.Import.Reading;

/// <summary>Numbers and dates of workbooks as cells.</summary>
internal static class CellDates
{
    /// <summary>The days between 1 January 1900 and 1904, the two beginnings of Excel's calendar.</summary>
    public const int DaysTo1904 = 1_462;

    private const double LastSerial = 2_958_465;
    private const int FirstSound = 61; // Excel believes in 29 February 1900
    private static readonly DateTime Epoch = new(1899, 12, 30);

    // SheetJS writes Chinese dates 43 seconds too early, because Shanghai's local time was once 8:05:43.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    public static readonly IReadOnlySet<string> Errors = new HashSet<string>
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    };

    /// <summary>A date that shows as much as <paramref name="part"/>.</summary>
    public static Cell Of(DateTime time, DatePart part, CellKind kind = CellKind.Plain)
    {
        var day = DateOnly.FromDateTime(time > DateTime.MaxValue - Slack ? time : time + Slack);
        var text = part switch
        {
            DatePart.Year => day.ToString("yyyy", CultureInfo.InvariantCulture),
            DatePart.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        return new Cell(text, Date: day, Part: part, Kind: kind);
    }

    /// <summary>A number, which is a date when its format shows one.</summary>
    public static Cell Of(double number, DatePart? shown, bool since1904, CellKind kind = CellKind.Plain)
    {
        var serial = since1904 ? number + DaysTo1904 : number;
        if (shown is { } part && serial is >= 1 and <= LastSerial)
            return Of(Epoch.AddDays(serial < FirstSound ? serial + 1 : serial), part, kind);
        return new Cell(Write(number), number, Kind: since1904 && kind == CellKind.Plain ? CellKind.Since1904 : kind);
    }

    /// <summary>Long whole numbers without an exponent: telephone numbers are often typed as numbers.</summary>
    public static string Write(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e21 ? number.ToString("F0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}
