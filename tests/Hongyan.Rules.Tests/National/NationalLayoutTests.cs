using Hongyan.Rules.National;

namespace Hongyan.Rules.Tests.National;

/// <summary>What files of the national system look like: as it ships, and what is refused at the start.</summary>
public sealed class NationalLayoutTests
{
    private static string Shipped => File.ReadAllText(Path.Combine(PolicyFiles.Folder, "national", "flow.json"));

    [Fact]
    public void The_layout_that_ships_knows_its_words_both_ways()
    {
        var layout = NationalLayout.Read(Shipped);
        Assert.Equal("公民身份号码", layout.ColumnOf("idNumber").Heading);
        Assert.Equal(NationalLayout.Returned, layout.CodeOf("state", "已返回"));
        Assert.Null(layout.CodeOf("state", "不明"));
        Assert.Null(layout.CodeOf("place", "上海市"));
        Assert.Equal("男", layout.WordOf("sex", "male"));
        Assert.Equal("unsaid", layout.WordOf("sex", "unsaid"));
        Assert.Distinct(layout.Columns.SelectMany(column => column.Headings));
        Assert.Equal(["arrived", "departed"], [layout.Keying[NationalLayout.Inflow][5], layout.Keying[NationalLayout.Outflow][5]]);
    }

    [Theory]
    [InlineData("\"system\": \"全国党员管理信息系统\"", "\"system\": \"\"")]
    [InlineData("\"outflow\": [\"name\"", "\"outflow\": [\"unheard\"")]
    [InlineData("\"inflow\": [\"name\"", "\"other\": [\"name\"")]
    [InlineData("[\"性别\"]", "[]")]
    public void A_layout_that_lacks_something_is_refused(string said, string instead)
    {
        Assert.Contains(said, Shipped, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => NationalLayout.Read(Shipped.Replace(said, instead, StringComparison.Ordinal)));
    }
}
