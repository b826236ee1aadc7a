using Hongyan.Rules.Identity;

namespace Hongyan.Rules.Tests.Identity;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("19900000050", "19900000050")]
    [InlineData("199-0000-0050", "19900000050")]
    [InlineData("199 0000 0050", "19900000050")]
    [InlineData("+86 199 0000 0050", "19900000050")]
    [InlineData("0990-1000101", "0990-1000101")]
    [InlineData("09901000101", "0990-1000101")]
    [InlineData("(0990) 1000101", "0990-1000101")]
    [InlineData("010-61000000", "010-61000000")]
    [InlineData("1000101", "1000101")]
    [InlineData("0990-1000101转12", "0990-1000101-12")]
    [InlineData("19900000050/0990-1000101", "19900000050、0990-1000101")]
    [InlineData("0086-19900000050", "19900000050")]
    [InlineData("19900000050.0", "19900000050")]
    [InlineData("19900000050 19900000051", "19900000050、19900000051")]
    [InlineData("19900000050或0990-1000101", "19900000050、0990-1000101")]
    [InlineData("19900000050（微信同号）", "19900000050")]
    [InlineData("19900000050微信同号", "19900000050")]
    [InlineData("手机:19900000050", "19900000050")]
    [InlineData("联系电话：０９９０－１０００１０１", "0990-1000101")]
    [InlineData("\u202D19900000050\u202C", "19900000050")]
    public void A_mobile_or_fixed_number_is_tidied(string written, string kept) => Assert.Equal(kept, PhoneNumber.Read(written));

    [Theory]
    [InlineData("")]
    [InlineData("1990000005")]
    [InlineData("29900000050")]
    [InlineData("12345")]
    [InlineData("问他爱人")]
    [InlineData("爱人19900000050")]
    [InlineData("19900000050 123")]
    [InlineData("19900000050.5")]
    [InlineData("19900000050/123")]
    public void Anything_else_is_none(string written) => Assert.Null(PhoneNumber.Read(written));
}
