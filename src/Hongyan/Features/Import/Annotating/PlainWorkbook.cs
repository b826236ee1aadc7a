using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Cell = DocumentFormat.OpenXml.Spreadsheet.Cell;
using Printable = Hongyan.Documents.Printable;
using SheetElement = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Hongyan.Features.Import.Annotating;

/// <summary>A workbook with the cells of a sheet and nothing else. Text is text, also when it begins like a formula.</summary>
internal static class PlainWorkbook
{
    private const uint TextFormat = 1;
    private const string FormulaStarts = "=+-@";

    public static byte[] Of(IReadOnlyList<Reading.Sheet> sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var entries = new Sheets();
            foreach (var sheet in sheets)
            {
                var part = book.AddNewPart<WorksheetPart>();
                Write(part, sheet);
                entries.AppendChild(new SheetElement { Name = sheet.Name, SheetId = (uint)entries.ChildElements.Count + 1, Id = book.GetIdOfPart(part) });
            }
            book.Workbook = new Workbook(entries);
        }
        return stream.ToArray();
    }

    /// <summary>The general format, and one for text that is marked as such: a spreadsheet does not run it even when it is edited.</summary>
    public static Stylesheet Styles() => new(
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" })) { Count = 1 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())) { Count = 1 },
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }) { Count = 1 },
        new CellFormats(
            new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0, FormatId = 0 },
            new CellFormat
            {
                NumberFormatId = 49,
                FontId = 0,
                FillId = 0,
                BorderId = 0,
                FormatId = 0,
                ApplyNumberFormat = true,
                QuotePrefix = true,
            }) { Count = 2 });

    private static void Write(WorksheetPart part, Reading.Sheet sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        foreach (var row in sheet.Rows)
        {
            writer.WriteStartElement(new Row { RowIndex = (uint)row.Number });
            for (var column = 0; column < row.Cells.Length; column++)
            {
                if (!row[column].IsBlank) writer.WriteElement(Written(row[column], new Heading(column, "").Letter + row.Number));
            }
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Cell Written(Reading.Cell cell, string place)
    {
        if (cell.Number is not null) return new Cell { CellReference = place, CellValue = new CellValue(cell.Text) };
        return new Cell(new InlineString(new Text(Printable.Text(cell.Text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = place,
            DataType = CellValues.InlineString,
            StyleIndex = FormulaStarts.Contains(cell.Text.TrimStart()[0], StringComparison.Ordinal) ? TextFormat : 0,
        };
    }
}
