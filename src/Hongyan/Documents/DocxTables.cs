using System.Globalization;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Hongyan.Documents;

/// <summary>The tables of a Word file: annexes with figures, lists with a heading on each page, forms.</summary>
internal sealed class DocxTables(PageFormat format, DocxPictures pictures)
{
    private const double TwipsOfMillimetre = 1440 / 25.4;
    private const double WidthOfDigit = 105; // of the ordinary list face
    private const double TwipsOfDigit = 6.5; // of a half point: digits of the faces that programs put in place of 仿宋 are wide
    private const int CellMargin = 40, MinimumOfText = 300;
    private const int ListSize = 21, SmallestListSize = 14; // half points

    public W.Table Annex(Table table)
    {
        var widths = Shares(format.TextWidth, table.Columns.Select((_, index) => index == 0 ? 2.0 : 1)); // the first column is twice as wide
        var grid = Grid(widths);
        grid.Append(Row(table.Columns, isHead: true));
        foreach (var row in table.Rows) grid.Append(Row(row, isHead: false));
        return grid;

        W.TableRow Row(IReadOnlyList<string> texts, bool isHead) => TableRow(isHead, texts.Select((text, index) =>
            TableCell(widths[index], DocxWriter.Line(isHead ? DocxStyles.HeadCell : index == 0 ? DocxStyles.Cell : DocxStyles.FigureCell, text))));
    }

    /// <summary>A list that is too wide for its sheet is set smaller.</summary>
    public W.Table List(Listing listing)
    {
        var wanted = listing.Columns.Sum(column => column.Width) * WidthOfDigit;
        var size = (int)Math.Clamp(Math.Floor(ListSize * format.TextWidth / wanted), SmallestListSize, ListSize);
        var widths = Widths(listing, size);
        var grid = Grid(widths, margin: CellMargin);
        grid.Append(TableRow(isHead: true, listing.Columns.Select((column, index) => TableCell(widths[index], Sized(DocxStyles.ListHead, column.Title)))));
        foreach (var row in listing.Rows)
        {
            grid.Append(TableRow(isHead: false, listing.Columns.Select((column, index) =>
                TableCell(widths[index], Sized(Cells.IsCentred(column) ? DocxStyles.ListFigure : DocxStyles.ListCell, Cells.Text(row[index])))),
                listing.RowHeight));
        }
        return grid;

        W.Paragraph Sized(string style, string text)
        {
            var line = DocxWriter.Line(style, text);
            foreach (var run in line.Elements<W.Run>())
                run.RunProperties = new W.RunProperties(new W.FontSize { Val = Twips(size) }, new W.FontSizeComplexScript { Val = Twips(size) });
            return line;
        }
    }

    /// <summary>A column of days, telephones or numbers is as wide as its longest value; the others share what is left.</summary>
    private List<int> Widths(Listing listing, int size)
    {
        var least = listing.Columns
            .Select((_, index) => listing.Rows.Select(row => Cells.Text(row[index])).Where(Cells.IsWhole).Select(Needed).DefaultIfEmpty(0).Max())
            .ToList();
        var shares = Shares(format.TextWidth, listing.Columns.Select(column => column.Width));
        var narrow = Enumerable.Range(0, shares.Count).Where(index => shares[index] < least[index]).ToList();
        var given = narrow.Sum(index => least[index]);
        if (narrow.Count == 0 || given > format.TextWidth - (MinimumOfText * (shares.Count - narrow.Count))) return shares;
        var wide = Enumerable.Range(0, shares.Count).Except(narrow).ToList();
        var rest = Shares(format.TextWidth - given, wide.Select(index => listing.Columns[index].Width));
        return [.. shares.Select((_, index) => narrow.Contains(index) ? least[index] : rest[wide.IndexOf(index)])];

        int Needed(string text) =>
            (int)Math.Ceiling(text.Sum(letter => char.IsAsciiLetterUpper(letter) ? 1.3 : 1) * size * TwipsOfDigit) + (2 * CellMargin) + 20;
    }

    public W.Table Form(FormGrid form)
    {
        var total = form.Width is { } millimetres ? (int)(millimetres * TwipsOfMillimetre) : format.TextWidth;
        var widths = Shares(total, form.Widths);
        var grid = Grid(widths, hasLines: form.HasLines, margin: 57);
        var held = new int[widths.Count]; // rows for which a cell above still holds the column
        foreach (var row in form.Rows)
        {
            var cells = new List<OpenXmlElement>();
            var next = 0;
            for (var column = 0; column < widths.Count;)
            {
                var cell = held[column] > 0 ? null : row.Cells[next++];
                var columns = cell?.Columns ?? Held(held, column);
                cells.Add(Cell(cell, widths.Skip(column).Take(columns).Sum(), columns));
                for (var at = column; at < column + columns; at++) held[at] = cell is null ? held[at] - 1 : cell.Rows - 1;
                column += columns;
            }
            grid.Append(new W.TableRow([
                new W.TableRowProperties(
                    new W.CantSplit(),
                    new W.TableRowHeight { Val = (uint)(row.Height * TwipsOfMillimetre), HeightType = W.HeightRuleValues.AtLeast }),
                .. cells,
            ]));
        }
        return grid;
    }

    /// <summary>Neighbouring columns that one cell above holds are one cell here too.</summary>
    private static int Held(int[] held, int column)
    {
        var columns = 1;
        while (column + columns < held.Length && held[column + columns] == held[column]) columns++;
        return columns;
    }

    private W.TableCell Cell(FormCell? cell, int width, int columns)
    {
        var properties = new W.TableCellProperties(Width(width));
        if (columns > 1) properties.Append(new W.GridSpan { Val = columns });
        if (cell is null) properties.Append(new W.VerticalMerge());
        else if (cell.Rows > 1) properties.Append(new W.VerticalMerge { Val = W.MergedCellValues.Restart });
        var stands = cell is { Closing.Count: > 0 } ? cell.Text.Length > 0 ? W.TableVerticalAlignmentValues.Top
            : W.TableVerticalAlignmentValues.Bottom
            : W.TableVerticalAlignmentValues.Center;
        properties.Append(new W.TableCellVerticalAlignment { Val = stands });
        return new W.TableCell([properties, .. Content(cell)]);
    }

    private IEnumerable<OpenXmlElement> Content(FormCell? cell)
    {
        if (cell is null)
        {
            yield return DocxWriter.Line(DocxStyles.FormValue, "");
            yield break;
        }
        if (cell.Picture is { } picture) yield return pictures.Line(picture);
        var style = cell.IsLabel ? DocxStyles.FormLabel : cell.IsCentred ? DocxStyles.FormValue : DocxStyles.FormWords;
        if (cell.Text.Length > 0 || (cell.Picture is null && cell.Closing.Count == 0))
        {
            foreach (var line in cell.Text.ReplaceLineEndings("\n").Split('\n')) yield return DocxWriter.Line(style, line);
        }
        for (var index = 0; index < cell.Closing.Count; index++)
            yield return DocxWriter.Line(index == 0 ? DocxStyles.FirstClosing : DocxStyles.Closing, cell.Closing[index]);
    }

    private static W.Table Grid(IReadOnlyList<int> widths, bool hasLines = true, int? margin = null)
    {
        var properties = new W.TableProperties(
            new W.TableWidth { Type = W.TableWidthUnitValues.Dxa, Width = Twips(widths.Sum()) },
            new W.TableJustification { Val = W.TableRowAlignmentValues.Center });
        if (hasLines) properties.Append(DocxStyles.Borders());
        properties.Append(new W.TableLayout { Type = W.TableLayoutValues.Fixed });
        if (margin is { } twips)
        {
            properties.Append(new W.TableCellMarginDefault(
                new W.TableCellLeftMargin { Width = (short)twips, Type = W.TableWidthValues.Dxa },
                new W.TableCellRightMargin { Width = (short)twips, Type = W.TableWidthValues.Dxa }));
        }
        return new W.Table(properties, new W.TableGrid(widths.Select(width => new W.GridColumn { Width = Twips(width) })));
    }

    private static W.TableRow TableRow(bool isHead, IEnumerable<OpenXmlElement> cells, double? height = null)
    {
        var properties = new W.TableRowProperties(new W.CantSplit());
        if (height is { } millimetres)
            properties.Append(new W.TableRowHeight { Val = (uint)(millimetres * TwipsOfMillimetre), HeightType = W.HeightRuleValues.AtLeast });
        if (isHead) properties.Append(new W.TableHeader());
        return new W.TableRow([properties, .. cells]);
    }

    private static W.TableCell TableCell(int width, W.Paragraph line) =>
        new(new W.TableCellProperties(Width(width), new W.TableCellVerticalAlignment { Val = W.TableVerticalAlignmentValues.Center }), line);

    private static W.TableCellWidth Width(int width) => new() { Type = W.TableWidthUnitValues.Dxa, Width = Twips(width) };

    /// <summary>Widths in proportion, which together are exactly the total.</summary>
    private static List<int> Shares(int total, IEnumerable<double> parts)
    {
        var weights = parts.ToList();
        var shares = weights.ConvertAll(part => (int)(total * part / weights.Sum()));
        shares[0] += total - shares.Sum();
        return shares;
    }

    private static string Twips(int width) => width.ToString(CultureInfo.InvariantCulture);
}
