using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Hongyan.Features.Import.Reading;

/// <summary>.xlsx and .xls into sheets. The package was walked through before; an .xls is bounded by the size of its file.</summary>
internal static class ExcelReading
{
    private static readonly ExcelReaderConfiguration Settings = new() { LeaveOpen = false };

    public static IReadOnlyList<Sheet> ReadXlsx(byte[] content, Limits limits) =>
        Read(() => ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(content, writable: false), Settings), limits);

    public static IReadOnlyList<Sheet> ReadXls(byte[] content, Limits limits) =>
        Read(() => ExcelReaderFactory.CreateBinaryReader(new MemoryStream(content, writable: false), Settings), limits);

    private static List<Sheet> Read(Func<IExcelDataReader> open, Limits limits)
    {
        try
        {
            using var reader = open();
            var sheets = new List<Sheet>();
            do
            {
                if (sheets.Count == Limits.Sheets) throw new UnreadableFile("too-many-sheets", Limits.Sheets);
                sheets.Add(ReadSheet(reader, limits));
            }
            while (reader.NextResult());
            return sheets;
        }
        catch (InvalidPasswordException)
        {
            throw new UnreadableFile("password");
        }
        catch (Exception broken) when (broken is not (UnreadableFile or OutOfMemoryException))
        {
            // The library answers a broken file with whatever it stumbled over.
            throw new UnreadableFile("broken");
        }
    }

    private static Sheet ReadSheet(IExcelDataReader reader, Limits limits)
    {
        var rows = new List<SheetRow>();
        for (var number = 1; reader.Read(); number++)
        {
            limits.CountRow();
            if (Cells(reader, limits) is not { Length: > 0 } cells) continue;
            limits.CountFilledRow();
            rows.Add(new SheetRow(number, cells));
        }
        var merges = (reader.MergeCells ?? []).Select(merge => new Merge(merge.FromRow + 1, merge.ToRow + 1, merge.FromColumn, merge.ToColumn));
        return new Sheet(reader.Name, rows, merges.ToList());
    }

    private static Cell[] Cells(IExcelDataReader reader, Limits limits)
    {
        var last = reader.FieldCount - 1;
        while (last >= 0 && IsBlank(reader.GetValue(last))) last--;
        if (last < 0) return [];
        Limits.CheckColumn(last);

        var cells = new Cell[last + 1];
        for (var column = 0; column <= last; column++)
        {
            cells[column] = Read(reader.GetValue(column));
            if (!cells[column].IsBlank) limits.CountCell(cells[column].Text);
        }
        return cells;
    }

    private static bool IsBlank(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    private static Cell Read(object? value) => value switch
    {
        null => Cell.Empty,
        string text => new Cell(text),
        DateTime date => new Cell(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Date: DateOnly.FromDateTime(date)),
        double number => new Cell(Write(number), number),
        int number => new Cell(number.ToString(CultureInfo.InvariantCulture), number),
        bool yes => new Cell(yes ? "TRUE" : "FALSE"),
        _ => new Cell(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>Long whole numbers without an exponent: telephone numbers are often typed as numbers.</summary>
    private static string Write(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < 1e21 ? number.ToString("F0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
}
