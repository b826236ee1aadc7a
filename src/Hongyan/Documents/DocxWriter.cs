using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Hongyan.Documents;

/// <summary>A document as a Word file in the layout of Chinese official documents: A4, its margins, page numbers at the foot.</summary>
internal static class DocxWriter
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    // In twentieths of a point: A4, and 3.7, 3.5, 2.8 and 2.6 cm.
    private const int PageWidth = 11906, PageHeight = 16838, Top = 2098, Bottom = 1984, Left = 1587, Right = 1474;
    private const int TextWidth = PageWidth - Left - Right;

    public static byte[] Write(Document document)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = Printable.Text(document.Title);
            file.PackageProperties.Language = document.Language;
            var main = file.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.Styles(document.Language);
            main.AddNewPart<FontTablePart>().Fonts = DocxStyles.Fonts();
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = PageNumber();
            main.Document = new W.Document(new W.Body([.. Body(document), Section(main.GetIdOfPart(footer))]));
        }
        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Body(Document document)
    {
        yield return Line(DocxStyles.Title, document.Title);
        if (document.Subtitle is { } subtitle) yield return Line(DocxStyles.Subtitle, subtitle);
        for (var index = 0; index < document.Blocks.Count; index++)
        {
            var elements = Render(document.Blocks[index]).ToList();
            // A signature never stands alone on its page.
            if (document.Blocks.ElementAtOrDefault(index + 1) is Signature && elements[^1] is W.Paragraph last) last.ParagraphProperties!.Append(new W.KeepNext());
            foreach (var element in elements) yield return element;
        }
    }

    private static IEnumerable<OpenXmlElement> Render(Block block) => block switch
    {
        Heading heading => [Line(DocxStyles.Heading(heading.Level), heading.Text)],
        Paragraph paragraph => [Line(DocxStyles.Text, paragraph.Text)],
        Checklist list => list.Items.Select(item => Line(DocxStyles.Checklist, "□ " + item)),
        Table table => [Line(DocxStyles.Caption, table.Caption), Grid(table), Line(DocxStyles.Cell, "")],
        Signature signature => [Line(DocxStyles.Text, "", keep: true), Line(DocxStyles.Signature, signature.Name, keep: true), Line(DocxStyles.Signature, signature.Date)],
        _ => throw new NotSupportedException($"There is no way to write a {block.GetType().Name}."),
    };

    private static W.Paragraph Line(string style, string text, bool keep = false)
    {
        var properties = new W.ParagraphProperties(new W.ParagraphStyleId { Val = style });
        if (keep) properties.Append(new W.KeepNext());
        var line = new W.Paragraph(properties);
        if (text.Length > 0) line.Append(Run(text));
        return line;
    }

    private static W.Run Run(string text) => new(new W.Text(Printable.Text(text)) { Space = SpaceProcessingModeValues.Preserve });

    private static W.Table Grid(Table table)
    {
        var figures = table.Columns.Count - 1;
        var width = TextWidth / (figures + 2); // the first column is twice as wide
        var grid = new W.Table(
            new W.TableProperties(
                new W.TableWidth { Type = W.TableWidthUnitValues.Dxa, Width = Twips(TextWidth) },
                new W.TableJustification { Val = W.TableRowAlignmentValues.Center },
                DocxStyles.Borders(),
                new W.TableLayout { Type = W.TableLayoutValues.Fixed }),
            new W.TableGrid(table.Columns.Select((_, index) => new W.GridColumn { Width = Twips(Width(index)) })));
        grid.Append(Row(table.Columns, isHead: true));
        foreach (var row in table.Rows) grid.Append(Row(row, isHead: false));
        return grid;

        int Width(int index) => index == 0 ? TextWidth - (figures * width) : width;

        W.TableRow Row(IReadOnlyList<string> texts, bool isHead)
        {
            var properties = new W.TableRowProperties(new W.CantSplit());
            if (isHead) properties.Append(new W.TableHeader());
            return new W.TableRow([properties, .. texts.Select((text, index) => new W.TableCell(
                new W.TableCellProperties(
                    new W.TableCellWidth { Type = W.TableWidthUnitValues.Dxa, Width = Twips(Width(index)) },
                    new W.TableCellVerticalAlignment { Val = W.TableVerticalAlignmentValues.Center }),
                Line(isHead ? DocxStyles.HeadCell : index == 0 ? DocxStyles.Cell : DocxStyles.FigureCell, text)))]);
        }
    }

    /// <summary>— 1 — at the foot of each page.</summary>
    private static W.Footer PageNumber() => new(new W.Paragraph(
        new W.ParagraphProperties(new W.ParagraphStyleId { Val = DocxStyles.Footer }),
        Run("— "),
        new W.SimpleField(Run("1")) { Instruction = " PAGE " },
        Run(" —")));

    private static W.SectionProperties Section(string footer) => new(
        new W.FooterReference { Type = W.HeaderFooterValues.Default, Id = footer },
        new W.PageSize { Width = PageWidth, Height = PageHeight },
        new W.PageMargin { Top = Top, Bottom = Bottom, Left = Left, Right = Right, Header = 851, Footer = 1418, Gutter = 0 });

    private static string Twips(int width) => width.ToString(CultureInfo.InvariantCulture);
}
