using FsCheck;
using FsCheck.Fluent;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Tests.Properties;

namespace Hongyan.Rules.Tests.Outside;

public sealed class OutsideNameTests
{
    private const string Province = "320000", City = "320100", District = "320102", Beijing = "110101";

    [Theory]
    [InlineData("鸿衢街道党工委", District, "鸿衢街道党工委")]
    [InlineData("中共鸿衢街道党工委", null, "鸿衢街道党工委")]
    [InlineData("中国共产党鸿衢街道工作委员会", null, "鸿衢街道工作党委")]
    [InlineData("江苏省南京市玄武区鸿衢街道党委", District, "鸿衢街道党委")]
    [InlineData("中共江苏省南京市玄武区鸿衢街道委员会", null, "鸿衢街道党委")]
    [InlineData("玄武区鸿衢街道委员会", Province, "鸿衢街道党委")]
    [InlineData("南京市中共玄武区鸿衢街道党委", City, "鸿衢街道党委")]
    [InlineData("雁行社区支部", null, "雁行社区支部")]
    [InlineData("雁行社区党支部", null, "雁行社区支部")]
    [InlineData("雁行社区支部委员会", null, "雁行社区支部")]
    [InlineData("雁行社区党支部委员会", null, "雁行社区支部")]
    [InlineData(" 雁行 社区　党支部\u200B", null, "雁行社区支部")]
    [InlineData("雁行社区（第二）党支部", null, "雁行社区(第二)支部")]
    [InlineData("雁行社区(第２)党支部", null, "雁行社区(第2)支部")]
    [InlineData("雁行社区党支部筹备组", null, "雁行社区党支部筹备组")]
    [InlineData("中共玄武区委员会", District, "玄武区党委")] // the place is all that is left of the name
    [InlineData("中共南京市委", City, "南京市委")]
    [InlineData("中共江苏省南京市委组织部", City, "南京市委组织部")]
    [InlineData("南京市直机关党委", City, "南京市直机关党委")]
    [InlineData("玄武湖景区党委", District, "玄武湖景区党委")] // 玄武 alone is no division's name
    [InlineData("南京大学党委", City, "南京大学党委")]
    [InlineData("玄武区鸿衢街道党委", Beijing, "玄武区鸿衢街道党委")] // another division's name belongs to the name
    [InlineData("崇文区鸿衢街道党委", Beijing, "鸿衢街道党委")] // took the name of 东城区
    [InlineData("党支部", null, "支部")]
    [InlineData("中共", null, "中共")]
    [InlineData("", null, "")]
    [InlineData("\ud842", null, "\ud842")]
    public void A_name_has_the_key_of_its_other_spellings(string name, string? division, string key) =>
        Assert.Equal(key, OutsideName.Key(name, division, Policy.Divisions));

    [Fact]
    public void However_it_is_written_the_key_is_one() => Holds.ForAll(Spellings, spelling =>
        Assert.Equal(spelling.Stem + spelling.Key, OutsideName.Key(spelling.Written, spelling.Division, Policy.Divisions)));

    [Fact]
    public void A_key_is_its_own_key() => Holds.ForAll(Spellings, spelling =>
    {
        var key = OutsideName.Key(spelling.Written, spelling.Division, Policy.Divisions);
        Assert.Equal(key, OutsideName.Key(key, District, Policy.Divisions));
    });

    private sealed record Spelling(string Written, string? Division, string Stem, string Key);

    private static Arbitrary<Spelling> Spellings
    {
        get
        {
            string[][] ends = [["支部", "党支部", "支部委员会"], ["党委", "委员会"]];
            var drawn = from stem in Gen.Elements("鸿衢街道", "望云镇", "雁行社区第一", "归巢物流(集团)公司")
                        from end in Gen.Elements(ends)
                        from written in Gen.Elements(end)
                        from party in Gen.Elements("", "中共", "中国共产党")
                        from front in Gen.Elements("", "江苏省", "江苏省南京市", "江苏省南京市玄武区", "南京市玄武区", "玄武区")
                        from division in Gen.Elements(Province, City, District)
                        from blank in Gen.Elements("", " ", "　", "\u200B")
                        from isWide in Gen.Elements(true, false)
                        let name = party + blank + front + blank + stem + written
                        select new Spelling(isWide ? name.Replace('(', '（').Replace(')', '）') : name, division, stem, end[0]);
            return drawn.ToArbitrary();
        }
    }
}
