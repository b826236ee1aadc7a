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
    public void A_mobile_or_fixed_number_is_tidied(string written, string kept) => Assert.Equal(kept, PhoneNumber.Read(written));

    [Theory]
    [InlineData("")]
    [InlineData("1990000005")]
    [InlineData("29900000050")]
    [InlineData("12345")]
    [InlineData("问他爱人")]
    [InlineData("19900000050/123")]
    public void Anything_else_is_none(string written) => Assert.Null(PhoneNumber.Read(written));
}
