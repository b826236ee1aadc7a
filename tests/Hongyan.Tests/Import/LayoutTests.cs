using System.Text;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;

namespace Hongyan.Tests.Import;

public sealed class LayoutTests
{
    private static readonly string[] Header = ["序号", "姓名", "性别", "身份证号码", "所在支部", "外出时间"];

    [Fact]
    public void A_title_and_a_reporting_line_stand_above_the_header()
    {
        var roster = Read(["流动党员花名册"], ["填报单位：某委", "填报时间：2026年"], Header, ["1", "张三", "男", "", "甲支部", "2026-01-03"], ["填表人：", "", "审核人："]);
        Assert.Equal(3, roster.HeaderRow);
        Assert.Equal([4], roster.Rows.Select(row => row.Number));
    }

    [Fact]
    public void A_group_over_two_columns_makes_a_header_of_two_rows_also_without_merged_cells()
    {
        var roster = Read(
            ["登记表"],
            ["序号", "姓名", "所在支部", "外出时间", "联系方式", "", "备注"],
            ["", "", "", "", "手机", "家庭电话", ""],
            ["1", "张三", "甲支部", "2026-01-03", "19900000001", "0990-1000101", ""]);
        Assert.Equal([2, 3], roster.HeaderRows);
        Assert.Equal("手机", roster.TitleOf(Fields.Phone));
        Assert.Equal(4, roster.ColumnOf(Fields.Phone));
    }

    [Fact]
    public void The_name_of_somebody_else_is_not_the_member()
    {
        var roster = Read(
            ["姓名", "所在支部", "外出时间", "支部联系人", ""],
            ["", "", "", "姓名", "电话"],
            ["张三", "甲支部", "2026-01-03", "李四", "0990-1000101"]);
        Assert.Equal(0, roster.ColumnOf(Fields.Name));
        Assert.Equal(-1, roster.ColumnOf(Fields.Phone));
        Assert.Equal((3, 4), (roster.ColumnOf(Fields.HomeContact), roster.ColumnOf(Fields.HomePhone)));
    }

    [Fact]
    public void Columns_stand_in_any_order_under_decorated_headings()
    {
        var roster = Read(["外出 时间（年月日）", "*所在党支部：", "姓　名"], ["2026-01-03", "甲支部", "张三"]);
        Assert.Equal([2, 1, 0], new[] { Fields.Name, Fields.Branch, Fields.Departed }.Select(roster.ColumnOf));
    }

    [Fact]
    public void Totals_repeated_headers_and_numbered_empty_lines_are_no_data()
    {
        var roster = Read(
            Header,
            ["1", "张三", "男", "", "甲支部", "2026-01-03"],
            Header,
            ["2", "李四", "男", "", "甲支部", "2026-01-04"],
            ["3"],
            ["合计", "", "", "", "2人"],
            ["注：此表一式两份", "", "", "", "（盖章）"]);
        Assert.Equal([2, 4], roster.Rows.Select(row => row.Number));
    }

    [Fact]
    public void Another_column_can_be_chosen()
    {
        var roster = Read([.. Header, "离家日期"], ["1", "张三", "男", "", "甲支部", "", "2026-01-03"]);
        var chosen = roster.With(new Dictionary<string, int> { [Fields.Name] = 1, [Fields.Branch] = 4, [Fields.Departed] = 6, ["nonsense"] = 2 });
        Assert.Equal("2026-01-03", chosen.Rows[0][Fields.Departed].Text);
        Assert.Equal("离家日期", chosen.TitleOf(Fields.Departed));
        Assert.False(chosen.Has(Fields.Sex));
    }

    [Fact]
    public void Without_a_header_the_needed_columns_are_named()
    {
        var refusal = Assert.Throws<UnreadableFile>(() => Read(["甲", "乙"], ["1", "2"]));
        Assert.Equal("no-header", refusal.Code);
        Assert.Contains("姓名", (string)refusal.Arguments[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_workbook_is_read_whatever_it_is_called()
    {
        var roster = Importer.Read(Files.OldWorkbook(), ImportKind.Outflow);
        Assert.Equal((2, 2), (roster.HeaderRow, roster.Rows.Count));
        Assert.Equal(new DateOnly(2026, 3, 5), roster.Rows[0][Fields.Departed].Date);
        Assert.Equal("19900000001", roster.Rows[0][Fields.Phone].Text);
        Assert.True(roster.Rows[1][Fields.IdNumber].Number > 1e15);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void A_text_file_is_read_in_the_encodings_that_spreadsheets_write(string encoding)
    {
        RosterReaderIsReady();
        var text = "姓名,所在支部,外出时间,备注\r\n\r\n\"张\n三\",甲支部,2026-01-03,=1+1\r\n𠮷某,甲支部,2026-01-04,\"a,b\"\r\n";
        var bytes = encoding switch
        {
            "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            _ => Encoding.GetEncoding(encoding).GetBytes(text),
        };
        var roster = Importer.Read(bytes, ImportKind.Outflow);
        Assert.Equal([3, 4], roster.Rows.Select(row => row.Number));
        Assert.Equal("𠮷某", roster.Rows[1][Fields.Name].Text);
        Assert.Equal("=1+1", roster.Rows[0][Fields.Remark].Text);
    }

    private static void RosterReaderIsReady() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Roster Read(params string[][] rows) => Importer.Read(Files.Xlsx(rows), ImportKind.Outflow);
}
