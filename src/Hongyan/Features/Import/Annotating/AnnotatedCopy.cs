using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;

namespace Hongyan.Features.Import.Annotating;

/// <summary>A cell with something to say about it: row as shown, column counted from 0.</summary>
internal sealed record CellNote(string Sheet, int Row, int Column, string Text, bool Rejects);

/// <summary>
/// A copy of the workbook in which each bad cell is coloured and carries a note; everything else stays as it was. What is no plain
/// .xlsx is written anew with the same cells.
/// </summary>
internal static class AnnotatedCopy
{
    public static byte[] Of(byte[] content, Judgement judgement)
    {
        var notes = NotesOf(judgement).ToLookup(note => note.Sheet);
        try
        {
            return Annotate(content, notes);
        }
        catch (Exception unfit) when (unfit is not OutOfMemoryException)
        {
            // An .xls, a .csv, a workbook with macros, or one that only a forgiving reader reads.
            return Annotate(PlainWorkbook.Of([.. judgement.Roster.Sheets]), notes);
        }
    }

    private static byte[] Annotate(byte[] content, ILookup<string, CellNote> notes)
    {
        using var copy = new MemoryStream();
        copy.Write(content);
        using (var document = SpreadsheetDocument.Open(copy, isEditable: true))
        {
            if (document.DocumentType != SpreadsheetDocumentType.Workbook) throw new InvalidDataException("Not a plain workbook.");
            var book = document.WorkbookPart!;
            var colours = new Colours(book);
            foreach (var some in notes) Annotate(book, colours, some.Key, [.. some]);
            colours.Save();
        }
        return copy.ToArray();
    }

    private static void Annotate(WorkbookPart book, Colours colours, string sheetName, IReadOnlyList<CellNote> notes)
    {
        var sheet = book.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First(one => one.Name == sheetName);
        var part = (WorksheetPart)book.GetPartById(sheet.Id!.Value!);
        var drawing = NoteParts.Add(part, notes);
        using var marked = new MemoryStream();
        using (var cells = part.GetStream(FileMode.Open, FileAccess.Read)) CellMarks.Copy(cells, marked, notes, colours, drawing);
        marked.Position = 0;
        part.FeedData(marked);
    }

    private static List<CellNote> NotesOf(Judgement judgement) => judgement.Problems
        .GroupBy(problem => (Sheet: problem.In.Table.Sheet.Name, problem.Row,
            Column: problem.Column < 0 ? Math.Max(problem.In.Table.ColumnOf(Fields.Name), 0) : problem.Column))
        .Select(cell => new CellNote(
            cell.Key.Sheet,
            cell.Key.Row,
            cell.Key.Column,
            string.Join('\n', cell.Select(problem => $"{(problem.Column < 0 ? problem.Title + "：" : "")}{ImportWords.Of(problem)} [{problem.Code}]")),
            cell.Any(problem => problem.Severity == Severity.Reject)))
        .OrderBy(note => note.Row).ThenBy(note => note.Column)
        .ToList();
}
