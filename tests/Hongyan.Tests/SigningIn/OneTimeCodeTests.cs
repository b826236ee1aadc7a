using Hongyan.Features.Account;

namespace Hongyan.Tests.SigningIn;

public sealed class OneTimeCodeTests
{
    // The secret of RFC 6238, appendix B, in base 32; its eight digits end with our six.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, OneTimeCode.At(Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void A_phone_may_be_half_a_minute_wrong_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111109);
        foreach (var seconds in new[] { -30, 0, 30 })
            Assert.NotNull(OneTimeCode.StepOf(Secret, OneTimeCode.At(Secret, now.AddSeconds(seconds)), now));
        foreach (var seconds in new[] { -60, 60 })
            Assert.Null(OneTimeCode.StepOf(Secret, OneTimeCode.At(Secret, now.AddSeconds(seconds)), now));
        Assert.Null(OneTimeCode.StepOf(Secret, "", now));
    }

    [Fact]
    public void A_new_secret_has_160_bits_and_is_never_the_same()
    {
        Assert.Equal(32, OneTimeCode.NewSecret().Length);
        Assert.NotEqual(OneTimeCode.NewSecret(), OneTimeCode.NewSecret());
    }
}
