using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Hongyan.Documents;

/// <summary>Everything of a workbook but the rows of its one sheet: what kind of file it is, its styles, and what each printed page repeats.</summary>
internal static class XlsxFrame
{
    public const string SheetPart = "xl/worksheets/sheet1.xml";
    public const uint TitleStyle = 1, SubtitleStyle = 2, HeadingStyle = 3, MarkedTextStyle = 8;

    private const uint TextStyle = 4, DateStyle = 5, NumberStyle = 6, MoneyStyle = 7;
    private const uint DateFormat = 164;
    private const int LongestName = 31;
    private const string Face = "宋体";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static uint StyleOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Date => DateStyle,
        ColumnKind.Number => NumberStyle,
        ColumnKind.Money => MoneyStyle,
        _ => TextStyle,
    };

    /// <summary>The way a spreadsheet names a column: A, B … AA.</summary>
    public static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + Letters(column % 26);

    public static IEnumerable<(string Name, string Content)> Parts(Sheet sheet, int headingRow) =>
    [
        ("[Content_Types].xml",
            $"""{Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
                + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
                + """<Default Extension="xml" ContentType="application/xml"/>"""
                + $"""<Override PartName="/xl/workbook.xml" ContentType="{Types}sheet.main+xml"/>"""
                + $"""<Override PartName="/{SheetPart}" ContentType="{Types}worksheet+xml"/>"""
                + $"""<Override PartName="/xl/styles.xml" ContentType="{Types}styles+xml"/></Types>"""),
        ("_rels/.rels",
            $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                + $"""<Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/_rels/workbook.xml.rels",
            $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                + $"""<Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/>"""
                + $"""<Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>"""),
        ("xl/workbook.xml", Declaration + Book(sheet, headingRow).OuterXml),
        ("xl/styles.xml", Declaration + Styles().OuterXml),
    ];

    private static Workbook Book(Sheet sheet, int headingRow)
    {
        var name = Printable.Name(sheet.Title);
        if (name.Length > LongestName) name = name[..LongestName];
        return new Workbook(
            new BookViews(new WorkbookView()),
            new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = name, SheetId = 1, Id = "rId1" }),
            new DefinedNames(new DefinedName($"'{name.Replace("'", "''", StringComparison.Ordinal)}'!$1:${headingRow.ToString(CultureInfo.InvariantCulture)}")
            {
                Name = "_xlnm.Print_Titles",
                LocalSheetId = 0,
            }));
    }

    /// <summary>In the order of the style numbers above.</summary>
    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = DateFormat, FormatCode = "yyyy\\-mm\\-dd" }),
        new Fonts(LetterFace(11), LetterFace(16, isBold: true), LetterFace(11, isBold: true)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(
            new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
            new Border(Line<LeftBorder>(), Line<RightBorder>(), Line<TopBorder>(), Line<BottomBorder>(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
        new CellFormats(
            Format(number: 0, font: 0, border: 0),
            Format(number: 0, font: 1, border: 0, HorizontalAlignmentValues.Center),
            Format(number: 0, font: 0, border: 0, HorizontalAlignmentValues.Left),
            Format(number: 0, font: 2, border: 1, HorizontalAlignmentValues.Center),
            Format(number: 49, font: 0, border: 1, HorizontalAlignmentValues.Left),
            Format(DateFormat, font: 0, border: 1, HorizontalAlignmentValues.Center),
            Format(number: 1, font: 0, border: 1, HorizontalAlignmentValues.Center),
            Format(number: 4, font: 0, border: 1, HorizontalAlignmentValues.Right),
            Format(number: 49, font: 0, border: 1, HorizontalAlignmentValues.Left, isMarked: true)));

    private static Font LetterFace(double size, bool isBold = false)
    {
        var font = new Font();
        if (isBold) font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new FontName { Val = Face }, new FontCharSet { Val = 134 });
        return font;
    }

    private static T Line<T>()
        where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin };

    private static CellFormat Format(uint number, uint font, uint border, HorizontalAlignmentValues? alignment = null, bool isMarked = false)
    {
        var format = new CellFormat
        {
            NumberFormatId = number,
            FontId = font,
            FillId = 0,
            BorderId = border,
            FormatId = 0,
            ApplyNumberFormat = true,
            ApplyFont = true,
            ApplyBorder = true,
        };
        if (isMarked) format.QuotePrefix = true;
        if (alignment is not { } side) return format;
        format.ApplyAlignment = true;
        format.Alignment = new Alignment { Horizontal = side, Vertical = VerticalAlignmentValues.Center, WrapText = border > 0 };
        return format;
    }
}
