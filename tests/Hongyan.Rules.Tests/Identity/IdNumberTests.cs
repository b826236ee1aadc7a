using FsCheck;
using FsCheck.Fluent;
using Hongyan.Rules.Identity;

namespace Hongyan.Rules.Tests.Identity;

public sealed class IdNumberTests
{
    private static readonly string Synthetic = IdNumber.WithCheck("99010119950412011");

    [Fact]
    public void The_example_of_the_standard_has_check_digit_X() => Assert.Equal("11010519491231002X", IdNumber.WithCheck("11010519491231002"));

    [Fact]
    public void A_number_says_birth_date_and_sex()
    {
        var number = IdNumber.Read(Synthetic).Number!;
        Assert.Equal(new DateOnly(1995, 4, 12), number.Born);
        Assert.Equal("male", number.Sex);
        Assert.Equal("990101", number.Region);
        Assert.Equal(Synthetic[^4..], number.Tail);
    }

    [Fact]
    public void A_small_x_is_read_as_a_large_one() => Assert.Equal("11010519491231002X", IdNumber.Read("11010519491231002x").Number!.Digits);

    [Fact]
    public void Fifteen_old_digits_become_eighteen() => Assert.Equal(IdNumber.WithCheck("99010119491231002"), IdNumber.Read("990101491231002").Number!.Digits);

    [Theory]
    [InlineData("", IdFault.Length)]
    [InlineData("99010119590923053", IdFault.Length)]
    [InlineData("9901014912310AB", IdFault.Length)]
    [InlineData("990101199504120110", IdFault.Checksum)]
    [InlineData("99010119950412０113", IdFault.Checksum)]
    [InlineData("9901X1199504120113", IdFault.Checksum)]
    public void What_is_no_number_says_why(string text, IdFault fault) => Assert.Equal(fault, IdNumber.Read(text).Fault);

    [Fact]
    public void A_birth_date_that_does_not_exist_is_no_number() =>
        Assert.Equal(IdFault.Birthdate, IdNumber.Read(IdNumber.WithCheck("99010119950230011")).Fault);

    [Fact]
    public void A_number_prints_itself_masked()
    {
        Assert.Equal($"99{new string('*', 12)}{Synthetic[^4..]}", IdNumber.Read(Synthetic).Number!.ToString());
        Assert.Equal("*****", IdNumber.Mask("99010"));
    }

    [Fact]
    public void One_wrong_digit_is_always_found() => Prop.ForAll(
        Gen.Choose(0, 16).SelectMany(place => Gen.Choose(1, 9).Select(by => (place, by))).ToArbitrary(),
        wrong =>
        {
            var digits = Synthetic.ToCharArray();
            digits[wrong.place] = (char)('0' + ((digits[wrong.place] - '0' + wrong.by) % 10));
            return IdNumber.Read(new string(digits)).Fault is not null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_gets_an_answer() => Prop.ForAll<string?>(text =>
    {
        var (number, fault) = IdNumber.Read(text ?? "");
        return number is null == fault is not null;
    }).QuickCheckThrowOnFailure();
}
