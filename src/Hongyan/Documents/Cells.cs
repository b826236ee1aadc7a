using System.Globalization;

namespace Hongyan.Documents;

/// <summary>The values of a list as text, the same in a file and on a page.</summary>
internal static class Cells
{
    public static string Text(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.00", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Days, numbers and words as short as 男 or 党员.</summary>
    public static bool IsCentred(Column column) =>
        column.Kind is ColumnKind.Date or ColumnKind.Number || (column.Kind == ColumnKind.Text && column.Width <= WidestWord);

    /// <summary>A day, an amount, a telephone or a number of a paper: it is never broken over two lines.</summary>
    public static bool IsWhole(string text) => text.Length is > 0 and <= LongestWhole
        && (text.All(letter => char.IsAsciiLetterOrDigit(letter) || "-–./+@:".Contains(letter, StringComparison.Ordinal))
            || text.All(letter => char.IsAsciiDigit(letter) || "-+() ".Contains(letter, StringComparison.Ordinal)));

    private const int LongestWhole = 20;
    private const double WidestWord = 10;
}
