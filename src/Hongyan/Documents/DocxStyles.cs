using DocumentFormat.OpenXml;
using Hongyan.Platform;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Hongyan.Documents;

/// <summary>The faces and styles of Chinese official documents. Where a face is missing, the font table names the next best.</summary>
internal static class DocxStyles
{
    public const string Text = "Normal";
    public const string Title = "Title";
    public const string Subtitle = "Subtitle";
    public const string Checklist = "Checklist";
    public const string Caption = "Caption";
    public const string Cell = "Cell";
    public const string HeadCell = "HeadCell";
    public const string FigureCell = "FigureCell";
    public const string Signature = "Signature";
    public const string Footer = "Footer";
    public const string Salutation = "Salutation";
    public const string PartTitle = "PartTitle";
    public const string StartLine = "StartLine";
    public const string EndLine = "EndLine";
    public const string CutLine = "CutLine";
    public const string Gap = "Gap";
    public const string Picture = "Picture";
    public const string ListHead = "ListHead";
    public const string ListCell = "ListCell";
    public const string ListFigure = "ListFigure";
    public const string FormLabel = "FormLabel";
    public const string FormValue = "FormValue";
    public const string FormWords = "FormWords";
    public const string FirstClosing = "FirstClosing";
    public const string Closing = "Closing";

    private const string TitleFace = "方正小标宋简体";
    private const string TextFace = "仿宋_GB2312";
    private const string HeadingFace = "黑体";
    private const string SecondHeadingFace = "楷体_GB2312";
    private const string FooterFace = "宋体";
    private const string LatinFace = "Times New Roman";

    // Half points, by their Chinese names
    private const int Size2 = 44, SizeSmall2 = 36, Size3 = 32, Size4 = 28, SizeSmall4 = 24, SizeForm = 22, Size5 = 21, Smallest = 2;

    // Twentieths of a point
    private const string TextLine = "570", TitleLine = "680", TableLine = "400", LatinLine = "400", FormLine = "360", NoLine = "20";

    public static string Heading(int level) => level == 1 ? "Heading1" : "Heading2";

    /// <summary>Latin letters are read at a smaller size than Chinese ones, and forms are smaller than letters.</summary>
    public static W.Styles Styles(string language, PageFormat format) =>
        format.IsDense ? Styles(SizeSmall2, SizeSmall4, LatinLine, language == TextBook.Chinese ? "en-US" : language)
        : language == TextBook.Chinese ? Styles(Size2, Size3, TextLine, "en-US")
        : Styles(Size3, SizeSmall4, LatinLine, language);

    private static W.Styles Styles(int title, int text, string line, string latin) => new(
    [
        new W.DocDefaults(
            new W.RunPropertiesDefault(new W.RunPropertiesBaseStyle(
                Faces(TextFace),
                new W.FontSize { Val = Size(text) },
                new W.FontSizeComplexScript { Val = Size(text) },
                new W.Languages { Val = latin, EastAsia = "zh-CN" }))),
        Style(Text, TextFace, text, W.JustificationValues.Both, line, indent: true, after: text == Size3 ? "0" : "80", isDefault: true),
        Style(Title, TitleFace, title, W.JustificationValues.Center, TitleLine, keep: true),
        Style(Subtitle, SecondHeadingFace, text, W.JustificationValues.Center, line, after: text == Size3 ? "285" : "120"),
        Style(Heading(1), HeadingFace, text, W.JustificationValues.Left, line, indent: true, outline: 0, keep: true),
        Style(Heading(2), SecondHeadingFace, text, W.JustificationValues.Left, line, indent: true, outline: 1, keep: true),
        Style(Checklist, TextFace, text, W.JustificationValues.Left, line, indent: true),
        Style(Caption, HeadingFace, text, W.JustificationValues.Center, line, keep: true, onNewPage: true),
        Style(Cell, TextFace, SizeSmall4, W.JustificationValues.Left, TableLine),
        Style(HeadCell, HeadingFace, SizeSmall4, W.JustificationValues.Center, TableLine),
        Style(FigureCell, TextFace, SizeSmall4, W.JustificationValues.Center, TableLine),
        Style(Signature, TextFace, text, W.JustificationValues.Right, line),
        Style(Footer, FooterFace, text == Size3 ? Size4 : Size5, W.JustificationValues.Center, text == Size3 ? TextLine : FormLine),
        .. OfForms(text, line),
    ]);

    private static IEnumerable<W.Style> OfForms(int text, string line) =>
    [
        Style(Salutation, TextFace, text, W.JustificationValues.Left, line),
        Style(PartTitle, TitleFace, Size3, W.JustificationValues.Center, TextLine, keep: true),
        Style(StartLine, TextFace, SizeSmall4, W.JustificationValues.Left, TableLine),
        Style(EndLine, TextFace, SizeSmall4, W.JustificationValues.Right, TableLine),
        Style(CutLine, TextFace, Size5, W.JustificationValues.Center, TableLine, before: "320", after: "160", isCut: true),
        Style(Gap, TextFace, Smallest, W.JustificationValues.Left, NoLine),
        Style(Picture, TextFace, SizeSmall4, W.JustificationValues.Center, line: null),
        Style(ListHead, HeadingFace, Size5, W.JustificationValues.Center, line: null),
        Style(ListCell, TextFace, Size5, W.JustificationValues.Left, line: null),
        Style(ListFigure, TextFace, Size5, W.JustificationValues.Center, line: null),
        Style(FormLabel, HeadingFace, SizeForm, W.JustificationValues.Center, FormLine),
        Style(FormValue, TextFace, SizeForm, W.JustificationValues.Center, FormLine),
        Style(FormWords, TextFace, SizeForm, W.JustificationValues.Both, FormLine, before: "40", after: "40"),
        Style(FirstClosing, TextFace, SizeForm, W.JustificationValues.Right, FormLine, before: "360", after: "60"),
        Style(Closing, TextFace, SizeForm, W.JustificationValues.Right, FormLine, after: "60"),
    ];

    public static W.Fonts Fonts() => new(
        Font(TitleFace, "宋体"), Font(TextFace, "仿宋"), Font(SecondHeadingFace, "楷体"), Font(HeadingFace, "SimHei"), Font(FooterFace, "SimSun"));

    public static W.TableBorders Borders() => new(
        Edge<W.TopBorder>(), Edge<W.LeftBorder>(), Edge<W.BottomBorder>(), Edge<W.RightBorder>(), Edge<W.InsideHorizontalBorder>(),
        Edge<W.InsideVerticalBorder>());

    private static T Edge<T>()
        where T : W.BorderType, new() => new() { Val = W.BorderValues.Single, Size = 4, Space = 0, Color = "auto" };

    private static W.Font Font(string name, string otherwise) => new(new W.AltName { Val = otherwise }) { Name = name };

    private static W.Style Style(
        string id, string face, int size, W.JustificationValues alignment, string? line,
        bool indent = false, int? outline = null, bool keep = false, bool onNewPage = false, string before = "0", string after = "0",
        bool isDefault = false, bool isCut = false)
    {
        var paragraph = new W.StyleParagraphProperties();
        if (keep) paragraph.Append(new W.KeepNext());
        if (onNewPage) paragraph.Append(new W.PageBreakBefore());
        if (isCut) paragraph.Append(new W.ParagraphBorders(new W.TopBorder { Val = W.BorderValues.Dashed, Size = 6, Space = 4, Color = "auto" }));
        paragraph.Append(line is null
            ? new W.SpacingBetweenLines { Before = before, After = after, Line = "240", LineRule = W.LineSpacingRuleValues.Auto }
            : new W.SpacingBetweenLines { Before = before, After = after, Line = line, LineRule = W.LineSpacingRuleValues.Exact });
        paragraph.Append(new W.Indentation { FirstLineChars = indent ? 200 : 0, FirstLine = indent ? Size(size * 20) : "0" });
        paragraph.Append(new W.Justification { Val = alignment });
        if (outline is { } level) paragraph.Append(new W.OutlineLevel { Val = level });
        return new W.Style(
            new W.StyleName { Val = id.Replace("Heading", "heading ", StringComparison.Ordinal) }, // as Word calls its own
            new W.PrimaryStyle(),
            paragraph,
            new W.StyleRunProperties(Faces(face), new W.FontSize { Val = Size(size) }, new W.FontSizeComplexScript { Val = Size(size) }))
        {
            Type = W.StyleValues.Paragraph,
            StyleId = id,
            Default = isDefault ? OnOffValue.FromBoolean(value: true) : null,
        };
    }

    private static W.RunFonts Faces(string face) => new() { Ascii = LatinFace, HighAnsi = LatinFace, ComplexScript = LatinFace, EastAsia = face };

    private static string Size(int halfPoints) => halfPoints.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
