using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Annotating;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;

namespace Hongyan.Tests.Import;

public sealed class AnnotatedCopyTests
{
    [Fact]
    public void Each_bad_cell_has_a_note_and_a_colour_and_all_else_stays()
    {
        var content = Files.Sample("outflow-roster-messy.xlsx");
        var roster = Importer.Read(content, ImportKind.Outflow);
        var copy = Open(AnnotatedCopy.Of(content, Judge(roster, (9, 3), (18, 1), (37, 8))));
        Assert.Equal(["D9", "B18", "I37"], Notes(copy));
        Assert.Equal(["D9", "B18", "I37"], Coloured(copy));
        Assert.Equal(13, copy.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<MergeCell>().Count());

        var again = Importer.Read(Bytes(copy), ImportKind.Outflow);
        Assert.Equal(roster.Rows.Select(row => row[Fields.IdNumber]), again.Rows.Select(row => row[Fields.IdNumber]));
        Assert.Equal(roster.Rows.Select(row => row[Fields.Remark]), again.Rows.Select(row => row[Fields.Remark]));
    }

    [Fact]
    public void Notes_can_be_added_to_a_copy_that_has_some()
    {
        var content = Files.Sample("outflow-roster-messy.xlsx");
        var once = AnnotatedCopy.Of(content, Judge(Importer.Read(content, ImportKind.Outflow), (9, 3)));
        var twice = Open(AnnotatedCopy.Of(once, Judge(Importer.Read(once, ImportKind.Outflow), (9, 3), (10, 3))));
        Assert.Equal(["D9", "D10"], Notes(twice));
    }

    [Fact]
    public void A_text_file_becomes_a_workbook_in_which_no_text_is_a_formula()
    {
        var content = Encoding.UTF8.GetBytes("姓名,所在支部,外出时间,备注\n张三,甲支部,去年,=HYPERLINK(\"http://127.0.0.1/x\")\n");
        var copy = Open(AnnotatedCopy.Of(content, Judge(Importer.Read(content, ImportKind.Outflow), (2, 2))));
        Assert.Equal(["C2"], Notes(copy));
        var sheet = copy.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<CellFormula>());
        var remark = sheet.Descendants<Cell>().Single(cell => cell.CellReference == "D2");
        var format = copy.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)remark.StyleIndex!.Value);
        Assert.Equal((CellValues.InlineString, true), (remark.DataType!.Value, format.QuotePrefix!.Value));
    }

    private static Judgement Judge(Roster roster, params (int Row, int Column)[] cells) => new(
        roster,
        "001",
        new DateOnly(2026, 11, 20),
        [.. roster.Rows.Select(row => new JudgedRow(row, Rejected: true, Change: null))],
        [.. cells.Select(cell => new Problem(roster.Rows.Single(row => row.Number == cell.Row), $"{cell.Row}", cell.Column, "列", ProblemCode.IdChecksum,
            Severity.Reject, Detail: null, []))],
        []);

    private static SpreadsheetDocument Open(byte[] content)
    {
        var stream = new MemoryStream();
        stream.Write(content);
        var document = SpreadsheetDocument.Open(stream, isEditable: true);
        // The samples come from a library that writes fonts in an order of its own.
        var errors = new OpenXmlValidator()
            .Validate(document, TestContext.Current.CancellationToken)
            .Select(error => $"{error.Path?.XPath}: {error.Description}");
        Assert.DoesNotContain(errors, error => !error.StartsWith("/x:styleSheet[1]/x:fonts[1]", StringComparison.Ordinal));
        var part = document.WorkbookPart!.WorksheetParts.Single();
        Assert.Equal(part.GetIdOfPart(part.VmlDrawingParts.Single()), part.Worksheet.Descendants<LegacyDrawing>().Single().Id!.Value);
        return document;
    }

    private static byte[] Bytes(SpreadsheetDocument document)
    {
        using var stream = new MemoryStream();
        using (document.Clone(stream))
        {
        }
        return stream.ToArray();
    }

    private static IEnumerable<string> Notes(SpreadsheetDocument document)
    {
        var part = document.WorkbookPart!.WorksheetParts.Single();
        using var reader = new StreamReader(part.VmlDrawingParts.Single().GetStream());
        var notes = part.WorksheetCommentsPart!.Comments.Descendants<Comment>().ToList();
        Assert.All(notes, note => Assert.Contains("id-checksum", note.InnerText, StringComparison.Ordinal));
        Assert.Equal(notes.Count, reader.ReadToEnd().Split("ObjectType=\"Note\"").Length - 1);
        return notes.Select(note => note.Reference!.Value!);
    }

    private static IEnumerable<string> Coloured(SpreadsheetDocument document)
    {
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var red = styles.CellFormats!.Elements<CellFormat>().Select(format => format.FillId?.Value >= 2).ToList();
        return document.WorkbookPart.WorksheetParts.Single().Worksheet.Descendants<Cell>()
            .Where(cell => red[(int)(cell.StyleIndex?.Value ?? 0)]).Select(cell => cell.CellReference!.Value!);
    }
}
