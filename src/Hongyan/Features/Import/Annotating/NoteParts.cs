using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Hongyan.Features.Import.Layout;

namespace Hongyan.Features.Import.Annotating;

/// <summary>The notes themselves: their texts in one part, and in another the little boxes without which Excel does not show them.</summary>
internal static class NoteParts
{
    // A drawing with more boxes makes spreadsheets slow; the colour remains.
    private const int Most = 5_000;
    private const int FirstShape = 90_001;

    private const string Head =
        """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">"""
            + """<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>""";

    private const string BoxType =
        """<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>"""
            + """<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>""";

    private const string Tail = "</xml>";

    /// <returns>The relation by which the sheet names the drawing.</returns>
    public static string Add(WorksheetPart sheet, IReadOnlyList<CellNote> notes)
    {
        var shown = notes.Take(Most).ToList();
        var fresh = AddTexts(sheet, shown);
        if (sheet.VmlDrawingParts.FirstOrDefault() is { } existing)
        {
            var old = Text(existing).TrimEnd();
            if (old.EndsWith(Tail, StringComparison.Ordinal)) Write(existing, old[..^Tail.Length] + BoxType + Boxes(fresh) + Tail);
            return sheet.GetIdOfPart(existing);
        }
        var part = sheet.AddNewPart<VmlDrawingPart>();
        Write(part, Head + BoxType + Boxes(fresh) + Tail);
        return sheet.GetIdOfPart(part);
    }

    /// <returns>The notes on cells that had none.</returns>
    private static List<CellNote> AddTexts(WorksheetPart sheet, IReadOnlyList<CellNote> notes)
    {
        var part = sheet.WorksheetCommentsPart ?? sheet.AddNewPart<WorksheetCommentsPart>();
        var comments = part.Comments ??= new Comments(new Authors(), new CommentList());
        var authors = comments.Authors ??= new Authors();
        authors.AppendChild(new Author(ImportWords.Say("annotated.author")));
        var author = (uint)authors.Elements<Author>().Count() - 1;
        var list = comments.CommentList ??= new CommentList();
        var byPlace = list.Elements<Comment>().Where(comment => comment.Reference is not null).DistinctBy(comment => comment.Reference!.Value)
            .ToDictionary(comment => comment.Reference!.Value!);

        var fresh = new List<CellNote>();
        foreach (var note in notes)
        {
            if (byPlace.TryGetValue(PlaceOf(note), out var old))
            {
                (old.CommentText ??= new CommentText()).AppendChild(Line("\n" + note.Text));
                continue;
            }
            list.AppendChild(new Comment(new CommentText(Line(note.Text))) { Reference = PlaceOf(note), AuthorId = author });
            fresh.Add(note);
        }
        comments.Save();
        return fresh;
    }

    public static string PlaceOf(CellNote note) => new Heading(note.Column, "").Letter + note.Row.ToString(CultureInfo.InvariantCulture);

    private static Run Line(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static string Boxes(List<CellNote> notes)
    {
        var boxes = new StringBuilder();
        for (var place = 0; place < notes.Count; place++)
        {
            var (row, column) = (notes[place].Row - 1, notes[place].Column);
            boxes.Append(CultureInfo.InvariantCulture,
                $"""<v:shape id="_x0000_s{FirstShape + place}" type="#_x0000_t202" """
                    + $"""style="position:absolute;width:220pt;height:70pt;z-index:{place + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">"""
                    + $"""<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>"""
                    + $"""<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">"""
                    + $"""<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1},15,{row},2,{column + 5},15,{row + 5},4</x:Anchor>"""
                    + $"""<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>""");
        }
        return boxes.ToString();
    }

    private static string Text(OpenXmlPart part)
    {
        using var reader = new StreamReader(part.GetStream(FileMode.Open, FileAccess.Read));
        return reader.ReadToEnd();
    }

    private static void Write(OpenXmlPart part, string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        part.FeedData(stream);
    }
}
