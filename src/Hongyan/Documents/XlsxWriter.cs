using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace Hongyan.Documents;

/// <summary>A sheet as a spreadsheet, written row by row: however long the list, little of it is in memory.</summary>
public static class XlsxWriter
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string FormulaStarts = "=+-@";
    private const int LongestText = 32767;
    private const char IdeographsBegin = '\u2E80';
    private const uint A4 = 9;
    private const double LineHeight = 14.5, CellPadding = 5, HighestRow = 409; // points

    // Spreadsheets count days from here, and wrongly before March 1900.
    private static readonly DateOnly DayZero = new(1899, 12, 30), FirstDay = new(1900, 3, 1);

    public static async Task WriteAsync(Sheet sheet, Stream output, CancellationToken cancellation)
    {
        await using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in XlsxFrame.Parts(sheet, HeadingRow(sheet)))
        {
            await using var part = new StreamWriter(archive.CreateEntry(name).Open());
            await part.WriteAsync(content.AsMemory(), cancellation);
        }
        await using var stream = archive.CreateEntry(XlsxFrame.SheetPart, CompressionLevel.Fastest).Open();
        using var writer = OpenXmlWriter.Create(stream);
        await WriteAsync(sheet, writer, cancellation);
    }

    private static int HeadingRow(Sheet sheet) => sheet.Subtitle is null ? 2 : 3;

    private static async Task WriteAsync(Sheet sheet, OpenXmlWriter writer, CancellationToken cancellation)
    {
        var row = HeadingRow(sheet);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        writer.WriteElement(View(row));
        writer.WriteElement(new Columns(sheet.Columns.Select((column, index) => new S.Column
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = column.Width,
            CustomWidth = true,
        })));
        writer.WriteStartElement(new SheetData());
        Write(writer, 1, 30, [TextCell(sheet.Title, XlsxFrame.TitleStyle, Place(0, 1))]);
        if (sheet.Subtitle is { } subtitle) Write(writer, 2, 20, [TextCell(subtitle, XlsxFrame.SubtitleStyle, Place(0, 2))]);
        Write(writer, row, Height(sheet.Columns, sheet.Columns.Select(column => column.Title)),
            sheet.Columns.Select((column, index) => TextCell(column.Title, XlsxFrame.HeadingStyle, Place(index, row))));
        await foreach (var values in sheet.Rows.WithCancellation(cancellation))
        {
            row++;
            Write(writer, row, Height(sheet.Columns, values.Select(Cells.Text)),
                sheet.Columns.Select((column, index) => ValueCell(column.Kind, values[index], Place(index, row))));
        }
        writer.WriteEndElement();
        foreach (var element in Closing(sheet)) writer.WriteElement(element);
        writer.WriteEndElement();
    }

    private static SheetViews View(int headingRow) => new(new SheetView(
        new Pane { VerticalSplit = headingRow, TopLeftCell = Place(0, headingRow + 1), ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
    { WorkbookViewId = 0 });

    private static IEnumerable<OpenXmlElement> Closing(Sheet sheet)
    {
        if (sheet.Columns.Count > 1)
        {
            yield return new MergeCells(Enumerable.Range(1, HeadingRow(sheet) - 1)
                .Select(row => new MergeCell { Reference = $"{Place(0, row)}:{Place(sheet.Columns.Count - 1, row)}" }));
        }
        yield return new PrintOptions { HorizontalCentered = true };
        yield return new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.7, Header = 0.3, Footer = 0.3 };
        yield return new PageSetup
        {
            PaperSize = A4,
            FitToWidth = 1,
            FitToHeight = 0,
            Orientation = sheet.IsWide ? OrientationValues.Landscape : OrientationValues.Portrait,
        };
        yield return new HeaderFooter(new OddFooter("&C— &P / &N —"));
    }

    /// <summary>Room for the lines of the cell with most of them: not every program works that out when it opens a file.</summary>
    private static double Height(IReadOnlyList<Column> columns, IEnumerable<string> texts) =>
        CellPadding + (LineHeight * columns.Zip(texts, (column, text) => Lines(text, column.Width - 0.7)).Max());

    private static int Lines(string text, double width) => text.Split('\n').Sum(line => LinesOf(line, Math.Max(width, 2)));

    /// <summary>Words of Latin letters and digits stay whole, as programs set them; Chinese breaks anywhere.</summary>
    private static int LinesOf(string line, double width)
    {
        var (lines, used, word) = (1, 0.0, 0.0);
        foreach (var letter in line)
        {
            if (letter is < IdeographsBegin and not ' ')
            {
                word++;
                continue;
            }
            Place(word);
            Place(letter == ' ' ? 1 : 2);
            word = 0;
        }
        Place(word);
        return lines;

        void Place(double part)
        {
            if (used > 0 && used + part > width) (lines, used) = (lines + 1, 0);
            lines += (int)Math.Max(0, Math.Ceiling(part / width) - 1);
            used += part > width ? part % width : part;
        }
    }

    private static void Write(OpenXmlWriter writer, int number, double height, IEnumerable<Cell> cells)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number, Height = Math.Min(height, HighestRow), CustomHeight = true });
        foreach (var cell in cells) writer.WriteElement(cell);
        writer.WriteEndElement();
    }

    private static Cell ValueCell(ColumnKind kind, object? value, string place) => value switch
    {
        null or "" => new Cell { CellReference = place, StyleIndex = XlsxFrame.StyleOf(kind) },
        DateOnly day when day >= FirstDay => NumberCell(day.DayNumber - DayZero.DayNumber, XlsxFrame.StyleOf(ColumnKind.Date), place),
        DateOnly day => TextCell(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), XlsxFrame.StyleOf(ColumnKind.Text), place),
        int or long or decimal or double => NumberCell((IFormattable)value, XlsxFrame.StyleOf(kind), place),
        _ => TextCell(Convert.ToString(value, CultureInfo.InvariantCulture)!, XlsxFrame.StyleOf(ColumnKind.Text), place),
    };

    private static Cell NumberCell(IFormattable number, uint style, string place) =>
        new() { CellReference = place, StyleIndex = style, CellValue = new CellValue(number.ToString(format: null, CultureInfo.InvariantCulture)) };

    /// <summary>Text is text, also when it begins like a formula: it is marked, so that it is not run when it is edited.</summary>
    private static Cell TextCell(string text, uint style, string place)
    {
        var kept = Printable.Text(text).ReplaceLineEndings("\n");
        if (kept.Length > LongestText) kept = kept[..LongestText];
        var isLikeFormula = style == XlsxFrame.StyleOf(ColumnKind.Text) && kept.TrimStart() is [var first, ..]
            && FormulaStarts.Contains(first, StringComparison.Ordinal);
        return new Cell(new InlineString(new Text(kept) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = place,
            DataType = CellValues.InlineString,
            StyleIndex = isLikeFormula ? XlsxFrame.MarkedTextStyle : style,
        };
    }

    private static string Place(int column, int row) => XlsxFrame.Letters(column) + row.ToString(CultureInfo.InvariantCulture);
}
