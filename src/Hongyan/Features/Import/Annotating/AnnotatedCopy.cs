using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Annotating;

/// <summary>A cell with something to say about it: row as shown, column counted from 0.</summary>
internal sealed record CellNote(int Row, int Column, string Text, bool Rejects);

/// <summary>
/// A copy of the workbook in which each bad cell is coloured and carries a note; everything else stays as it was. What is no plain
/// .xlsx is written anew with the same cells.
/// </summary>
internal static class AnnotatedCopy
{
    public static byte[] Of(byte[] content, Judgement judgement)
    {
        var sheet = judgement.Roster.Sheet;
        var notes = NotesOf(judgement);
        try
        {
            return Annotate(content, sheet.Name, notes);
        }
        catch (Exception unfit) when (unfit is not OutOfMemoryException)
        {
            // An .xls, a .csv, a workbook with macros, or one that only a forgiving reader reads.
            return Annotate(PlainWorkbook.Of(sheet), PlainWorkbook.SheetName, notes);
        }
    }

    private static byte[] Annotate(byte[] content, string sheetName, IReadOnlyList<CellNote> notes)
    {
        using var copy = new MemoryStream();
        copy.Write(content);
        using (var document = SpreadsheetDocument.Open(copy, isEditable: true))
        {
            if (document.DocumentType != SpreadsheetDocumentType.Workbook) throw new InvalidDataException("Not a plain workbook.");
            var book = document.WorkbookPart!;
            var sheet = book.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First(one => one.Name == sheetName);
            var part = (WorksheetPart)book.GetPartById(sheet.Id!.Value!);
            var drawing = NoteParts.Add(part, notes);
            var colours = new Colours(book);
            using (var marked = new MemoryStream())
            {
                using (var cells = part.GetStream(FileMode.Open, FileAccess.Read)) CellMarks.Copy(cells, marked, notes, colours, drawing);
                marked.Position = 0;
                part.FeedData(marked);
            }
            colours.Save();
        }
        return copy.ToArray();
    }

    private static List<CellNote> NotesOf(Judgement judgement)
    {
        var fallback = Math.Max(judgement.Roster.ColumnOf(Fields.Name), 0);
        return judgement.Problems
            .GroupBy(problem => (problem.Row, Column: problem.Column < 0 ? fallback : problem.Column))
            .Select(cell => new CellNote(
                cell.Key.Row,
                cell.Key.Column,
                string.Join('\n', cell.Select(problem => $"{(problem.Column < 0 ? problem.Title + "：" : "")}{ImportWords.Of(problem)} [{problem.Code}]")),
                cell.Any(problem => problem.Severity == Severity.Reject)))
            .OrderBy(note => note.Row).ThenBy(note => note.Column)
            .ToList();
    }
}
