using Hongyan.Features.Account;

namespace Hongyan.Tests.SigningIn;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("qwertyuiop123")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("woaini5201314")]
    [InlineData("111111111111")]
    [InlineData("123456789012345")]
    [InlineData("中国共产党为人民服务2026")]
    [InlineData("不忘初心牢记使命1234")]
    [InlineData("hongyan-hongyan")]
    [InlineData("zhangsan19900101")]
    [InlineData("abcabcabcabcabc")]
    public void What_is_tried_first_is_refused(string password) => Assert.True(PasswordRules.IsCommon(password));

    [Theory]
    [InlineData("synthetic-password")]
    [InlineData("一句只有我容易记住的长话")]
    [InlineData("correct horse battery staple")]
    [InlineData("kfxw-93pq-tzmr")]
    [InlineData("槐树底下三只黑猫看雨")]
    public void A_sentence_of_one_s_own_is_taken(string password) => Assert.False(PasswordRules.IsCommon(password));

    [Fact]
    public void The_names_of_the_person_and_the_organisation_do_not_count() =>
        Assert.True(PasswordRules.IsCommon("测试村党支部欧阳晓燕2026", "ouyang", "欧阳晓燕", "测试村党支部"));
}
