using System.Globalization;

namespace Hongyan.Features.Import.Reading;

/// <summary>Places of cells as spreadsheets write them: B7, J3:J5.</summary>
internal static class CellRange
{
    /// <summary>B7 → 1.</summary>
    public static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place)
        {
            if (!char.IsAsciiLetter(letter)) break;
            column = (column * 26) + char.ToUpperInvariant(letter) - 'A' + 1;
        }
        return column - 1;
    }

    /// <summary>The cells that a range covers; null when it is none.</summary>
    public static Merge? Read(string? range)
    {
        if (range?.Split(':') is not [var first, var last]) return null;
        return RowOf(first) is { } top && RowOf(last) is { } bottom ? new Merge(top, bottom, ColumnOf(first), ColumnOf(last)) : null;
    }

    private static int? RowOf(string place) =>
        int.TryParse(place.TrimStart('$').AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), NumberStyles.None,
            CultureInfo.InvariantCulture, out var row) ? row : null;
}
