using System.Text.RegularExpressions;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Outside;

namespace Hongyan.Rules.Tests.Outside;

public sealed partial class SlipCodeTests
{
    [Fact]
    public void What_was_written_is_read_again_in_any_case_and_as_an_address()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var code = new byte[SlipCode.Bytes];
            random.NextBytes(code);
            var text = SlipCode.Write(code);
            Assert.Matches("^[A-HJ-NP-Z2-9]{26}$", text);
            Assert.Equal(code, SlipCode.Read(text));
            Assert.Equal(code, SlipCode.Read("https://example.org/Slip/" + text.ToLowerInvariant()));
            Assert.Null(SlipCode.ReadNumber(text));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ABCDEFGHJ")]
    [InlineData("ABCDEFGHJ0")]
    [InlineData("ABCDEFGHJKL")]
    [InlineData("ABCDEFGHJI")]
    public void What_is_no_slip_is_neither_code_nor_number(string? text)
    {
        Assert.Null(SlipCode.Read(text));
        Assert.Null(SlipCode.ReadNumber(text));
    }

    [Fact]
    public void A_number_is_read_with_what_stands_between_its_characters()
    {
        var number = SlipCode.Number([0, 31, 32, 255, 7, 8, 9, 10, 11, 12]);
        Assert.Matches(Shape(), number);
        Assert.Equal(number, SlipCode.ReadNumber($" {number[..5].ToLowerInvariant()}-{number[5..]} "));
        Assert.Null(SlipCode.Read(number));
    }

    [Theory]
    [InlineData("张三", "张某")]
    [InlineData("欧阳修远", "欧阳某")]
    [InlineData("欧阳", "欧某")]
    [InlineData("", "")]
    public void A_name_is_covered_behind_its_surname(string name, string covered) => Assert.Equal(covered, Surname.Covered(name));

    [Fact]
    public void A_letter_is_answered_only_after_it_left_and_a_withdrawn_one_goes_nowhere()
    {
        Assert.Empty(DispatchState.After(DispatchState.Withdrawn));
        Assert.Empty(DispatchState.After("unknown"));
        Assert.Equal([DispatchState.Sent, DispatchState.Withdrawn], DispatchState.After(DispatchState.Drafted));
        Assert.False(DispatchState.MayFollow(DispatchState.Drafted, DispatchState.Answered));
        Assert.All(DispatchState.All.Where(state => DispatchState.MayFollow(state, DispatchState.Answered)),
            state => Assert.True(DispatchState.HasLeft(state)));
        Assert.DoesNotContain(DispatchState.All, state => DispatchState.HasLeft(state) && DispatchState.MayFollow(state, DispatchState.Withdrawn));
    }

    [GeneratedRegex("^[A-HJ-NP-Z2-9]{10}$")]
    private static partial Regex Shape();
}
