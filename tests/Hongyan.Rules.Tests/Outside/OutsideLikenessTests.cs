using FsCheck;
using FsCheck.Fluent;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Tests.Properties;

namespace Hongyan.Rules.Tests.Outside;

public sealed class OutsideLikenessTests
{
    private static readonly string?[] Codes = [null, "320000", "320100", "320102", "320104", "310000", "310115", "110103", "110101", "999999"];

    [Theory]
    [InlineData(null, "320102", false)]
    [InlineData("320000", "320102", false)]
    [InlineData("320102", "320100", false)]
    [InlineData("320102", "320102", false)]
    [InlineData("320102", "320104", true)]
    [InlineData("320000", "310000", true)]
    [InlineData("320100", "320200", true)]
    [InlineData("110103", "110101", false)] // 崇文区 was abolished: the table knows no more than 北京市
    [InlineData("110103", "320102", true)]
    [InlineData("999999", "320102", false)] // no division at all
    public void Divisions_contradict_unless_one_lies_in_the_other(string? one, string? other, bool contradict) =>
        Assert.Equal(contradict, Policy.Divisions.Contradict(one, other));

    [Theory]
    [InlineData("鸿衢街道支部", "320102", "鸿衢街道支部", "320000", OutsideLikeness.Equal)]
    [InlineData("鸿衢街道支部", "320102", "鸿衢街道支部", null, OutsideLikeness.Equal)]
    [InlineData("鸿衢街道支部", "320102", "鸿衢街道支部", "310000", OutsideLikeness.None)]
    [InlineData("鸿衢街道支部", "320102", "鸿衢街道支部二", "320102", OutsideLikeness.Similar)]
    [InlineData("第一支部", "320102", "鸿衢街道第一支部", "320102", OutsideLikeness.None)] // four characters are part of too many
    [InlineData("鸿衢第一支部", "320102", "街道鸿衢第一支部", "320102", OutsideLikeness.Similar)]
    [InlineData("鸿衢第一支部", "320102", "街道鸿衢第一支部", "320104", OutsideLikeness.None)]
    public void Names_and_divisions_decide(string one, string? division, string other, string? otherDivision, OutsideLikeness likeness) =>
        Assert.Equal(likeness, Of(one, division).LikenessTo(Of(other, otherDivision), Policy.Divisions));

    [Fact]
    public void A_telephone_number_that_is_the_same_makes_them_similar()
    {
        var (one, other) = (Of("鸿衢街道党委", "320102", "19900000101", "02510000101"), Of("望云镇党委", "320102", "02510000101"));
        Assert.Equal(OutsideLikeness.Similar, one.LikenessTo(other, Policy.Divisions));
        Assert.Equal(OutsideLikeness.None, one.LikenessTo(other with { Division = "310000" }, Policy.Divisions));
    }

    [Fact]
    public void National_codes_that_differ_are_two_organisations_and_the_same_code_is_one()
    {
        var (one, other) = (Of("鸿衢街道党委", "320102") with { NationalCode = "099000000001" }, Of("鸿衢街道党委", "320102") with { NationalCode = "099000000002" });
        Assert.Equal(OutsideLikeness.Similar, one.LikenessTo(other, Policy.Divisions));
        Assert.Equal(OutsideLikeness.Equal, one.LikenessTo(other with { NationalCode = null }, Policy.Divisions));
        Assert.Equal(OutsideLikeness.Equal, one.LikenessTo(Of("另一个党委", "310000") with { NationalCode = one.NationalCode }, Policy.Divisions));
    }

    [Fact]
    public void A_former_name_is_a_name()
    {
        var renamed = new OutsideTraits(["鸿衢街道党委", "鸿衢乡党委"], "320102", []);
        Assert.Equal(OutsideLikeness.Equal, Of("鸿衢乡党委", "320100").LikenessTo(renamed, Policy.Divisions));
    }

    [Fact]
    public void Likeness_is_mutual_and_nothing_is_alike_across_divisions() => Holds.ForAll(Pairs, pair =>
    {
        var likeness = pair.One.LikenessTo(pair.Other, Policy.Divisions);
        Assert.Equal(likeness, pair.Other.LikenessTo(pair.One, Policy.Divisions));
        Assert.Equal(OutsideLikeness.Equal, pair.One.LikenessTo(pair.One, Policy.Divisions));
        if (Policy.Divisions.Contradict(pair.One.Division, pair.Other.Division))
            Assert.Equal(OutsideLikeness.None, likeness);
    });

    [Fact]
    public void Contradiction_is_mutual_and_holds_for_what_lies_within() => Holds.ForAll(Gen.Elements(Codes).Two().ToArbitrary(), pair =>
    {
        var (one, other) = pair;
        Assert.Equal(Policy.Divisions.Contradict(one, other), Policy.Divisions.Contradict(other, one));
        Assert.False(Policy.Divisions.Contradict(one, one));
        if (one is not null && Policy.Divisions.Contradict(one[..2] + "0000", other))
            Assert.True(Policy.Divisions.Contradict(one, other));
    });

    private static OutsideTraits Of(string key, string? division, params string[] phones) => new([key], division, phones);

    private static Arbitrary<(OutsideTraits One, OutsideTraits Other)> Pairs
    {
        get
        {
            var traits = from key in Gen.Elements("鸿衢街道党委", "鸿衢街道支部", "望云镇党委", "街道", "望云镇鸿衢街道党委")
                         from division in Gen.Elements(Codes)
                         from phone in Gen.Elements("", "19900000101", "19900000102")
                         select Of(key, division, phone.Length == 0 ? [] : [phone]);
            return traits.Two().Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();
        }
    }
}
