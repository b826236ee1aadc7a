using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Hongyan.Documents;

/// <summary>A document as a Word file, in the layout of Chinese official documents and forms.</summary>
internal sealed class DocxWriter
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private readonly Document document;
    private readonly MainDocumentPart main;
    private readonly DocxPictures pictures;
    private readonly DocxCharts charts;
    private readonly DocxTables tables;

    private DocxWriter(Document document, MainDocumentPart main)
    {
        this.document = document;
        this.main = main;
        pictures = new DocxPictures(main);
        charts = new DocxCharts(main, document.Language);
        tables = new DocxTables(document.Format, pictures);
    }

    public static byte[] Write(Document document)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = Printable.Text(document.Title);
            file.PackageProperties.Language = document.Language;
            new DocxWriter(document, file.AddMainDocumentPart()).Write();
        }
        return stream.ToArray();
    }

    private void Write()
    {
        main.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.Styles(document.Language, document.Format);
        main.AddNewPart<FontTablePart>().Fonts = DocxStyles.Fonts();
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = PageNumber();
        main.Document = new W.Document(new W.Body([.. Body(), Section(footer)]));
    }

    internal static W.Paragraph Line(string style, string text, bool keep = false)
    {
        var properties = new W.ParagraphProperties(new W.ParagraphStyleId { Val = style });
        if (keep) properties.Append(new W.KeepNext());
        var line = new W.Paragraph(properties);
        if (text.Length > 0) line.Append(Run(text));
        return line;
    }

    internal static W.Run Run(string text) => new(new W.Text(Printable.Text(text)) { Space = SpaceProcessingModeValues.Preserve });

    private IEnumerable<OpenXmlElement> Body()
    {
        if (document.ShowsTitle)
        {
            yield return Line(DocxStyles.Title, document.Title);
            if (document.Subtitle is { } subtitle) yield return Line(DocxStyles.Subtitle, subtitle);
        }
        for (var index = 0; index < document.Blocks.Count; index++)
        {
            var elements = Render(document.Blocks[index]).ToList();
            // A signature never stands alone on its page.
            if (document.Blocks.ElementAtOrDefault(index + 1) is Signature && elements[^1] is W.Paragraph last)
                last.ParagraphProperties!.Append(new W.KeepNext());
            foreach (var element in elements) yield return element;
        }
    }

    private IEnumerable<OpenXmlElement> Render(Block block) => block switch
    {
        Heading heading => [Line(DocxStyles.Heading(heading.Level), heading.Text)],
        Paragraph paragraph => [Line(DocxStyles.Text, paragraph.Text)],
        Salutation salutation => [Line(DocxStyles.Salutation, salutation.Text)],
        PartTitle title => [Line(DocxStyles.PartTitle, title.Text)],
        SideLine line => [Line(line.AtEnd ? DocxStyles.EndLine : DocxStyles.StartLine, line.Text)],
        Checklist list => list.Items.Select(item => Line(DocxStyles.Checklist, "□ " + item)),
        Table table => [Line(DocxStyles.Caption, table.Caption), tables.Annex(table), Line(DocxStyles.Cell, "")],
        Listing listing => [tables.List(listing), Line(DocxStyles.Gap, "")],
        FormGrid grid => [tables.Form(grid), Line(DocxStyles.Gap, "")],
        Picture picture => [pictures.Line(picture)],
        Charts shown => charts.Lines(shown.All),
        CutLine cut => [Line(DocxStyles.CutLine, cut.Text)],
        PageBreak =>
            [new W.Paragraph(new W.ParagraphProperties(new W.ParagraphStyleId { Val = DocxStyles.Gap }), new W.Run(new W.Break { Type = W.BreakValues.Page }))],
        Signature signature =>
            [Line(DocxStyles.Text, "", keep: true), Line(DocxStyles.Signature, signature.Name, keep: true), Line(DocxStyles.Signature, signature.Date)],
        _ => throw new NotSupportedException($"There is no way to write a {block.GetType().Name}."),
    };

    /// <summary>— 1 — at the foot of each page.</summary>
    private static W.Footer PageNumber() => new(new W.Paragraph(
        new W.ParagraphProperties(new W.ParagraphStyleId { Val = DocxStyles.Footer }),
        Run("— "),
        new W.SimpleField(Run("1")) { Instruction = " PAGE " },
        Run(" —")));

    private W.SectionProperties Section(FooterPart footer)
    {
        var format = document.Format;
        var size = new W.PageSize { Width = (uint)format.Width, Height = (uint)format.Height };
        if (format.IsLying) size.Orient = W.PageOrientationValues.Landscape;
        return new W.SectionProperties(
            new W.FooterReference { Type = W.HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
            size,
            new W.PageMargin
            {
                Top = format.Top,
                Bottom = format.Bottom,
                Left = (uint)format.Left,
                Right = (uint)format.Right,
                Header = 851,
                Footer = format.IsDense ? 454u : 1418u,
                Gutter = 0,
            });
    }
}
