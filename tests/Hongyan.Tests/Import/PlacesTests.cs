using Hongyan.Platform;

namespace Hongyan.Tests.Import;

public sealed class PlacesTests
{
    private static readonly PlaceCodes Places = new(PolicyLibrary.Read(Installation.PolicyDirectory));

    [Theory]
    [InlineData("江苏省苏州市工业园区", "320500")]
    [InlineData("江苏省南京市江宁区", "320115")]
    [InlineData("上海市浦东新区", "310115")]
    [InlineData("上海市", "310000")]
    [InlineData("北京朝阳", "110105")]
    [InlineData("广东深圳", "440300")]
    [InlineData("深圳", "440300")]
    [InlineData("浙江省 杭州市", "330100")]
    [InlineData("新疆乌鲁木齐", "650100")]
    [InlineData("内蒙古", "150000")]
    [InlineData("中国江苏", "320000")]
    [InlineData("海南藏族自治州", "632500")]
    [InlineData("海南", "460000")]
    [InlineData("吉林市", "220200")]
    [InlineData("吉林", "220000")]
    [InlineData("内蒙呼和浩特", "150100")]
    [InlineData("上海南汇", "310115")]
    [InlineData("湖北襄樊", "420600")]
    [InlineData("江苏⽆锡", "320200")]
    public void A_place_is_found_as_far_down_as_it_is_said(string text, string code) => Assert.Equal(code, Places.CodeOf(text));

    [Theory]
    [InlineData("老家那边")]
    [InlineData("美国")]
    [InlineData("")]
    [InlineData("鼓楼区")]
    [InlineData("中山")]
    [InlineData("新加坡")]
    public void What_names_no_place_or_several_has_no_code(string text) => Assert.Null(Places.CodeOf(text));
}
