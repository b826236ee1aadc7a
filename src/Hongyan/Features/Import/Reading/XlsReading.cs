using System.Globalization;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Hongyan.Features.Import.Reading;

/// <summary>Reads the old binary workbook; it is bounded by the size of its file.</summary>
internal static class XlsReading
{
    private static readonly ExcelReaderConfiguration Settings = new() { LeaveOpen = false };

    public static IReadOnlyList<Sheet> Read(byte[] content, Limits limits)
    {
        try
        {
            using var reader = ExcelReaderFactory.CreateBinaryReader(new MemoryStream(content, writable: false), Settings);
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
            // The library throws whatever exception it ran into.
            throw new UnreadableFile("broken");
        }
    }

    private static Sheet ReadSheet(IExcelDataReader reader, Limits limits)
    {
        var rows = new List<SheetRow>();
        var hidden = new HashSet<int>();
        for (var number = 1; reader.Read(); number++)
        {
            limits.CountRow();
            if (Cells(reader, limits) is not { Length: > 0 } cells) continue;
            limits.CountFilledRow();
            rows.Add(new SheetRow(number, cells, reader.RowHeight == 0));
            for (var column = 0; column < cells.Length; column++)
                if (reader.GetColumnWidth(column) == 0) hidden.Add(column);
        }
        var merges = (reader.MergeCells ?? []).Select(merge => new Merge(merge.FromRow + 1, merge.ToRow + 1, merge.FromColumn, merge.ToColumn));
        return new Sheet(reader.Name, rows, merges.ToList()) { IsHidden = reader.VisibleState != "visible", HiddenColumns = hidden };
    }

    private static Cell[] Cells(IExcelDataReader reader, Limits limits)
    {
        var last = reader.FieldCount - 1;
        while (last >= 0 && IsBlank(reader, last)) last--;
        if (last < 0) return [];
        Limits.CheckColumn(last);

        var cells = new Cell[last + 1];
        for (var column = 0; column <= last; column++)
        {
            cells[column] = Read(reader, column);
            if (!cells[column].IsBlank) limits.CountCell(cells[column].Text);
        }
        return cells;
    }

    private static bool IsBlank(IExcelDataReader reader, int column) =>
        reader.GetValue(column) is null || (reader.GetValue(column) is string text && string.IsNullOrWhiteSpace(text));

    private static Cell Read(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => Cell.Empty,
        string text => new Cell(text),
        DateTime date => CellDates.Of(date, NumberFormat.Of(reader.GetNumberFormatString(column) ?? "") ?? DatePart.Day),
        double number => new Cell(CellDates.Write(number), number),
        int number => new Cell(number.ToString(CultureInfo.InvariantCulture), number),
        bool yes => new Cell(yes ? "TRUE" : "FALSE"),
        var other => new Cell(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
    };
}
