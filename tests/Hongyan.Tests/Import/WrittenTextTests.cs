using Hongyan.Features.Import.Values;
using Hongyan.Platform;

namespace Hongyan.Tests.Import;

/// <summary>Text is compared as people see it.</summary>
public sealed class WrittenTextTests
{
    [Theory]
    [InlineData("阿不都热合曼•买买提")]
    [InlineData("阿不都热合曼‧买买提")]
    [InlineData("阿不都热合曼･买买提")]
    [InlineData("阿不都热合曼 ． 买买提")]
    [InlineData("阿不都热合曼\u2E31买买提")]
    [InlineData("\u202D阿不都热合曼·买买提\u202C\r\n")]
    public void The_dot_in_a_name_is_one_dot(string written) => Assert.Equal("阿不都热合曼·买买提", Plain.Name(written));

    [Theory]
    [InlineData("王⽂", "王文")] // a radical of the Kangxi block, as copied from a PDF
    [InlineData("羅\uFE00金", "羅金")]
    [InlineData("张\u200B　三", "张三")]
    [InlineData("John  Smith", "John Smith")]
    [InlineData("J. K. Li", "J. K. Li")]
    [InlineData("张○", "张○")]
    public void A_name_is_what_is_seen_of_it(string written, string name) => Assert.Equal(name, Plain.Name(written));

    [Theory]
    [InlineData("无")]
    [InlineData("——")]
    [InlineData("／")]
    [InlineData("NaN")]
    [InlineData("<NA>")]
    [InlineData("None")]
    [InlineData("…")]
    public void A_word_may_only_fill_a_blank(string text) => Assert.True(KnownWords.IsBlank(text));

    [Theory]
    [InlineData("无锡")]
    [InlineData("√")]
    [InlineData("0")]
    [InlineData("𠮷")]
    [InlineData("否")]
    public void What_says_something_is_no_blank(string text) => Assert.False(KnownWords.IsBlank(text));

    [Fact]
    public void Half_a_character_pair_is_left_as_it_is() => Assert.Equal("\uD842", Plain.Key("\uD842"));
}
