using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Hongyan.Documents;
using Hongyan.Features.Import.Reading;
using Sheet = Hongyan.Documents.Sheet;

namespace Hongyan.Tests.Papers;

public sealed class XlsxTests
{
    private static readonly Column[] Columns =
        [new("姓名"), new("外出日期", ColumnKind.Date), new("人数", ColumnKind.Number), new("党费", ColumnKind.Money), new("备注", Width: 60)];

    [Fact]
    public async Task The_file_holds_to_the_standard()
    {
        using var file = SpreadsheetDocument.Open(await WriteAsync(Sheet(["甲", new DateOnly(2026, 3, 1), 2, 3.5m, null])), isEditable: false);

        var errors = new OpenXmlValidator(FileFormatVersions.Office2016).Validate(file, TestContext.Current.CancellationToken);

        Assert.Empty(errors.Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public async Task Values_come_back_as_what_they_are()
    {
        var rows = await ReadAsync(Sheet(["甲\u0001乙𠮷", new DateOnly(2026, 3, 1), 2, 3.5m, "第一行\r\n第二行"], ["", null, null, null, new DateOnly(1890, 1, 2)]));

        Assert.Equal(["姓名", "外出日期", "人数", "党费", "备注"], rows[2].Cells.Select(cell => cell.Text));
        Assert.Equal("甲乙𠮷", rows[3][0].Text);
        Assert.Equal(new DateOnly(2026, 3, 1), rows[3][1].Date);
        Assert.Equal((2, 3.5), (rows[3][2].Number, rows[3][3].Number));
        Assert.Equal("第一行\n第二行", rows[3][4].Text);
        Assert.Equal("1890-01-02", rows[4][4].Text);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86 199")]
    [InlineData("-甲")]
    [InlineData("@sum(a1)")]
    public async Task Text_that_begins_like_a_formula_stays_text(string text)
    {
        using var file = SpreadsheetDocument.Open(await WriteAsync(Sheet([text, null, null, null, null])), isEditable: false);
        var cell = file.WorkbookPart!.WorksheetParts
            .Single().Worksheet
            .Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>()
            .First(one => one.InnerText == text);

        Assert.Equal(DocumentFormat.OpenXml.Spreadsheet.CellValues.InlineString, cell.DataType!.Value);
        Assert.Empty(file.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>());
        var format = (DocumentFormat.OpenXml.Spreadsheet.CellFormat)file.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!
            .ElementAt((int)cell.StyleIndex!.Value);
        Assert.True(format.QuotePrefix!.Value);
    }

    [Fact]
    public async Task A_long_list_takes_little_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        await XlsxWriter.WriteAsync(new Sheet("长表", Columns, ManyAsync()), Stream.Null, TestContext.Current.CancellationToken);
        Assert.InRange(most, 0, 24 * 1024 * 1024);

        async IAsyncEnumerable<IReadOnlyList<object?>> ManyAsync()
        {
            for (var number = 0; number < 60_000; number++)
            {
                if (number % 20_000 == 19_999) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                yield return ["甲", new DateOnly(2026, 1, 1), number, 1.5m, "备注" + number];
            }
            await Task.CompletedTask;
        }
    }

    private static Sheet Sheet(params object?[][] rows) => new("某县/[名册]", Columns, Of(rows)) { Subtitle = "填报单位：某县" };

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Of(object?[][] rows)
    {
        foreach (var row in rows) yield return row;
        await Task.CompletedTask;
    }

    private static async Task<MemoryStream> WriteAsync(Sheet sheet)
    {
        var stream = new MemoryStream();
        await XlsxWriter.WriteAsync(sheet, stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        return stream;
    }

    private static async Task<IReadOnlyList<SheetRow>> ReadAsync(Sheet sheet) =>
        RosterReader.Read((await WriteAsync(sheet)).ToArray()).Sheets.Single().Rows;
}
