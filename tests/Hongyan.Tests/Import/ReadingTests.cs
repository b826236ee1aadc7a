using System.Text;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;

namespace Hongyan.Tests.Import;

/// <summary>What a cell means is more than its value, and what is not read is said.</summary>
public sealed class ReadingTests
{
    private static readonly string[] Header = ["姓名", "身份证号码", "出生年月", "外出时间", "所在支部", "返回时间"];

    [Theory]
    [InlineData("yyyy\"年\"m\"月\"", 1)]
    [InlineData("[$-804]yyyy\"年\"m\"月\";@", 1)]
    [InlineData("yyyy\\.mm", 1)]
    [InlineData("mmm-yy", 1)]
    [InlineData("[DBNum1][$-804]yyyy\"年\"m\"月\"", 1)]
    [InlineData("e\"年\"m\"月\"", 1)]
    [InlineData("yyyy\"年\"", 2)]
    [InlineData("yyyy/m/d;@", 0)]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 0)]
    [InlineData("m/d/yy h:mm", 0)]
    [InlineData("General", null)]
    [InlineData("G/通用格式", null)]
    [InlineData("0.00E+00", null)]
    [InlineData("[h]:mm:ss", null)]
    [InlineData("h:mm AM/PM", null)]
    [InlineData("\"编号\"0000", null)]
    [InlineData("@", null)]
    public void A_number_format_says_how_much_of_a_date_is_shown(string code, int? part) => Assert.Equal((DatePart?)part, NumberFormat.Of(code));

    [Theory]
    [InlineData(14, 0)]
    [InlineData(17, 1)]
    [InlineData(27, 1)]
    [InlineData(31, 0)]
    [InlineData(57, 1)]
    [InlineData(58, 0)]
    [InlineData(20, null)]
    [InlineData(49, null)]
    public void The_built_in_formats_are_those_of_Chinese_Excel(int id, int? part) => Assert.Equal((DatePart?)part, NumberFormat.OfBuiltIn(id));

    [Fact]
    public void A_workbook_that_counts_from_1904_is_read_in_its_own_calendar()
    {
        var row = Read(Files.Book("<workbookPr date1904=\"1\"/>", ["yyyy-mm-dd"], ("表", "visible", Files.SheetOf(
            Files.Row(1, "", Header) + Files.Row(2, "", "张三", "", "<c s=\"1\"><v>44624</v></c>", "<c><v>44624</v></c>", "甲支部"))))).Rows.Single();
        Assert.Equal(new DateOnly(2026, 3, 5), WrittenDate.Read(row[Fields.Born])!.Value.Day);
        Assert.Equal(new DateOnly(2026, 3, 5), WrittenDate.Read(row[Fields.Departed])!.Value.Day);
    }

    [Fact]
    public void What_a_cell_holds_beside_its_value_is_kept()
    {
        var row = Read(Files.Book("", ["yyyy\"年\""], ("表", "visible", Files.SheetOf(Files.Row(1, "", Header) + Files.Row(2, "",
            "张三", "<c t=\"e\"><v>#REF!</v></c>", "<c s=\"1\"><v>31000</v></c>", "<c><f>TODAY()</f></c>", "<c t=\"str\"><f>A1</f><v>甲支部_x000D_</v></c>",
            "<c t=\"d\"><v>2026-03-05T16:00:00Z</v></c>"))))).Rows.Single();
        Assert.Equal((CellKind.Error, CellKind.Uncalculated, CellKind.Calculated),
            (row[Fields.IdNumber].Kind, row[Fields.Departed].Kind, row[Fields.Branch].Kind));
        Assert.Equal(DatePart.Year, WrittenDate.Read(row[Fields.Born])!.Value.Part);
        Assert.Equal("甲支部", Plain.Text(row[Fields.Branch].Text));
        Assert.Equal(new DateOnly(2026, 3, 6), WrittenDate.Read(row[Fields.Returned])!.Value.Day);
    }

    [Fact]
    public void Cells_merged_downwards_hold_for_each_of_their_rows_and_for_no_other()
    {
        var sheet = Files.SheetOf(Files.Row(1, "", Header) + Files.Row(2, "", "张三", "", "", "2026-03-05", "甲支部") + Files.Row(3, "", "李四")
            + Files.Row(4, "", "王五", "", "", "2026-03-07", ""))
                .Replace("</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"D2:D3\"/><mergeCell ref=\"E2:F3\"/></mergeCells>", StringComparison.Ordinal);
        var rows = Read(Files.Xlsx(sheet)).Rows;
        Assert.Equal(["2026-03-05", "2026-03-05", "2026-03-07"], rows.Select(row => row[Fields.Departed].Text));
        Assert.Equal(["甲支部", "甲支部", ""], rows.Select(row => row[Fields.Branch].Text));
        Assert.All(rows, row => Assert.True(row[Fields.Returned].IsBlank));
    }

    [Fact]
    public void A_hidden_sheet_is_told_and_read_only_when_it_is_asked_for()
    {
        var file = Files.Book("", [], ("今年", "visible", Roster("张三")), ("去年", "veryHidden", Roster("李四", "王五")),
            ("说明", "visible", Files.SheetOf(Files.Row(1, "", "填写说明"))));
        var unread = Assert.Single(Read(file).Unread);
        Assert.Equal(("hidden-sheets", 2, "去年"), (unread.What, unread.Rows, unread.Where.Single()));
        Assert.Equal(["今年!2", "去年!2", "去年!3"], Places(Read(file, new ReadingScope(AllSheets: true))));

        var only = Read(Files.Book("", [], ("说明", "visible", Files.SheetOf(Files.Row(1, "", "填写说明"))), ("去年", "hidden", Roster("李四"))));
        Assert.Equal(("hidden-sheet", 1), (only.Remarks.Single().What, only.Rows.Count));
    }

    [Fact]
    public void When_every_row_is_hidden_they_are_read_and_that_is_said()
    {
        var roster = Read(Files.Xlsx(Files.SheetOf(Files.Row(1, "", Header)
            + Files.Row(2, "hidden=\"1\"", "张三", "", "", "2026-03-05", "甲支部")
            + Files.Row(3, "ht=\"0\" customHeight=\"1\"", "李四", "", "", "2026-03-05", "甲支部"))));
        Assert.Equal((2, "only-hidden", 0), (roster.Rows.Count, roster.Remarks.Single().What, roster.Unread.Count));
    }

    [Fact]
    public void A_list_printed_in_two_halves_is_read_in_both()
    {
        var roster = ReadCsv("姓名,所在支部,外出时间,,姓名,所在支部,外出时间\n张三,甲支部,2026-03-05,,李四,甲支部,2026-03-06\n王五,甲支部,2026-03-07\n");
        Assert.Equal(["张三", "王五", "李四"], roster.Rows.Select(row => row[Fields.Name].Text));
        Assert.Equal("second-half", roster.Remarks.Single().What);
    }

    [Fact]
    public void A_second_column_under_one_heading_is_named()
    {
        var roster = ReadCsv("姓名,所在支部,外出时间,外出时间\n张三,甲支部,2026-03-05,2026-04-05\n");
        Assert.Equal("2026-03-05", roster.Rows.Single()[Fields.Departed].Text);
        Assert.Equal(["外出时间", "C", "D"], roster.Remarks.Single(remark => remark.What == "heading-twice").Arguments);
    }

    [Fact]
    public void A_second_table_is_read_by_its_own_header_and_a_repeated_header_is_none()
    {
        var roster = ReadCsv("姓名,所在支部,外出时间\n张三,甲支部,2026-03-05\n姓名,所在支部,外出时间\n李四,甲支部,2026-03-06\n二、已返回\n外出时间,姓名,返回时间,所在支部\n2026-01-05,王五,2026-02-01,甲支部\n");
        Assert.Equal(["2026-03-05", "2026-03-06", "2026-01-05"], roster.Rows.Select(row => row[Fields.Departed].Text));
        Assert.Equal(6, roster.Remarks.Single().Arguments.Single());
    }

    [Fact]
    public void Prefilled_lines_and_notes_below_the_table_are_no_people()
    {
        var roster =
            ReadCsv("姓名,性别,出生年月,所在支部,外出时间,联系电话\n张三,男,1990-01,甲支部,2026-03-05,\n,女,--,甲支部,,\n,,,甲支部,/,无\n1.请填写到日为止。\n填表日期：2026年3月\n,男,,甲支部,2026-03-05,\n");
        Assert.Equal([2, 7], roster.Rows.Select(row => row.Number));
    }

    [Fact]
    public void An_error_saved_as_text_and_a_number_kept_as_text_are_known()
    {
        var row = ReadCsv("姓名,身份证号码,所在支部,外出时间\n张三,\"=\"\"990101199303140775\"\"\",甲支部,#N/A\n").Rows.Single();
        Assert.Equal(("990101199303140775", CellKind.Error), (row[Fields.IdNumber].Text, row[Fields.Departed].Kind));
    }

    private static string Roster(params string[] names) => Files.SheetOf(Files.Row(1, "", Header)
        + string.Concat(names.Select((name, place) => Files.Row(place + 2, "", name, "", "", "2026-03-05", "甲支部"))));

    private static IEnumerable<string> Places(Roster roster) => roster.Rows.Select(roster.Place);

    private static Roster Read(byte[] content, ReadingScope? scope = null) => Importer.Read(content, ImportKind.Outflow, scope);

    private static Roster ReadCsv(string text) => Read(Encoding.UTF8.GetBytes(text));
}
