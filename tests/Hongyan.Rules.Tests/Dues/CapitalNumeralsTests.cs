using Hongyan.Rules.Dues;

namespace Hongyan.Rules.Tests.Dues;

public sealed class CapitalNumeralsTests
{
    [Theory]
    [InlineData("0", "零元整")]
    [InlineData("0.05", "伍分")]
    [InlineData("0.20", "贰角整")]
    [InlineData("0.25", "贰角伍分")]
    [InlineData("1", "壹元整")]
    [InlineData("1.05", "壹元零伍分")]
    [InlineData("10", "壹拾元整")]
    [InlineData("15.00", "壹拾伍元整")]
    [InlineData("100.5", "壹佰元伍角整")]
    [InlineData("1001", "壹仟零壹元整")]
    [InlineData("1010.10", "壹仟零壹拾元壹角整")]
    [InlineData("1234.50", "壹仟贰佰叁拾肆元伍角整")]
    [InlineData("1680.32", "壹仟陆佰捌拾元叁角贰分")]
    [InlineData("10000", "壹万元整")]
    [InlineData("10100", "壹万零壹佰元整")]
    [InlineData("107000.53", "壹拾万柒仟元伍角叁分")]
    [InlineData("200001", "贰拾万零壹元整")]
    [InlineData("10000001", "壹仟万零壹元整")]
    [InlineData("100010000", "壹亿零壹万元整")]
    [InlineData("100000001", "壹亿零壹元整")]
    [InlineData("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")]
    public void An_amount_is_written_out(string yuan, string written) => Assert.Equal(written, CapitalNumerals.Money(decimal.Parse(yuan)));

    [Theory]
    [InlineData("-0.01")]
    [InlineData("0.001")]
    [InlineData("1000000000000")]
    public void What_is_no_amount_of_money_is_refused(string yuan) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CapitalNumerals.Money(decimal.Parse(yuan)));

    [Fact]
    public void Days_and_months_are_written_out()
    {
        Assert.Equal("叁拾", CapitalNumerals.Number(30));
        Assert.Equal("玖拾", CapitalNumerals.Number(90));
        Assert.Equal("贰零贰陆年伍月", CapitalNumerals.Month("2026-05"));
        Assert.Equal("贰零贰陆年壹拾贰月", CapitalNumerals.Month("2026-12"));
        Assert.Throws<FormatException>(() => CapitalNumerals.Month("2026-13"));
        Assert.Throws<ArgumentOutOfRangeException>(() => CapitalNumerals.Number(-1));
    }
}
