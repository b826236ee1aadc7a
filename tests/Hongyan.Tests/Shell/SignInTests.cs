using System.Net;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Shell;

public sealed class SignInTests : IAsyncLifetime
{
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.NewAsync();

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/Worklist")]
    [InlineData("/Account")]
    [InlineData("/Mine")]
    [InlineData("/no-such-page")]
    public async Task Whoever_is_not_signed_in_is_sent_to_the_sign_in_page(string address)
    {
        using var browser = await installation.BrowserAsync();
        await browser.GetAsync(address);
        Assert.Equal("/Account/SignIn", browser.Path);
    }

    [Fact]
    public async Task The_right_password_leads_to_where_one_wanted_to_go()
    {
        var name = await installation.AddAccountAsync(Roles.Security);
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync("/Account/Password");
        await browser.PostAsync(page, "main form", ("UserName", name), ("Password", TestInstallation.Password));
        Assert.Equal("/Account/Password", browser.Path);
    }

    [Fact]
    public async Task The_way_on_never_leads_to_another_site()
    {
        var name = await installation.AddAccountAsync(Roles.Security);
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync("/Account/SignIn?returnUrl=https://example.org/");
        await browser.PostAsync(page, "main form", ("UserName", name), ("Password", TestInstallation.Password));
        Assert.Equal("/Account", browser.Path);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_sentence()
    {
        var name = await installation.AddAccountAsync(Roles.Security);
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync("/Account/SignIn");
        var wrong = await browser.PostAsync(page, "main form", ("UserName", name), ("Password", "wrong"));
        var unknown = await browser.PostAsync(page, "main form", ("UserName", "nobody"), ("Password", "wrong"));
        Assert.Equal("/Account/SignIn", browser.Path);
        Assert.StartsWith("用户名或密码不正确。", wrong.QuerySelector("[role=alert] li")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("用户名或密码不正确。", unknown.QuerySelector("[role=alert] li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fifth_wrong_try_closes_the_account_even_for_the_right_password()
    {
        var name = await installation.AddAccountAsync(Roles.Security);
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync("/Account/SignIn");
        for (var i = 0; i < 5; i++)
            await browser.PostAsync(page, "main form", ("UserName", name), ("Password", "wrong"));
        var right = await browser.PostAsync(page, "main form", ("UserName", name), ("Password", TestInstallation.Password));
        Assert.Equal("/Account/SignIn", browser.Path);
        Assert.Contains("15 分钟", right.QuerySelector("[role=alert] li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_tries_sent_at_the_same_time_are_all_counted()
    {
        var name = await installation.AddAccountAsync(Roles.Security);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var browser = await installation.BrowserAsync();
            var page = await browser.GetAsync("/Account/SignIn");
            await browser.PostAsync(page, "main form", ("UserName", name), ("Password", "wrong"));
        }));
        await using var db = installation.Db();
        Assert.Equal(4, await db.SignInFailures.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_not_this_one()
    {
        var name = await installation.AddAccountAsync(Roles.Security);
        using var here = await installation.BrowserAsync();
        using var there = await installation.BrowserAsync();
        foreach (var browser in new[] { here, there })
            await browser.PostAsync(await browser.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", TestInstallation.Password));
        var done = await here.PostAsync(await here.GetAsync("/Account/Password"), "main form",
            ("Current", TestInstallation.Password), ("New", "another-password"), ("Again", "another-password"));
        Assert.Equal("密码已修改。", done.QuerySelector("[role=status] div")!.TextContent.Trim());
        await there.GetAsync("/Account/Password");
        Assert.Equal("/Account/SignIn", there.Path);
    }

    [Fact]
    public async Task Signing_out_takes_a_click_and_then_nothing_is_open()
    {
        using var browser = await installation.SignInAsync(Roles.Security);
        var page = await browser.GetAsync("/Account");
        await browser.PostAsync(page, "form[action='/Account/SignOut']");
        await browser.GetAsync("/Account");
        Assert.Equal("/Account/SignIn", browser.Path);
    }

    [Fact]
    public async Task A_page_of_another_role_is_refused_with_a_sentence()
    {
        using var browser = await installation.SignInAsync(Roles.Secretary, "001.001");
        var page = await browser.GetAsync("/Account");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        Assert.Equal("您无权打开此页面", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_accepted()
    {
        using var browser = await installation.SignInAsync(Roles.Security);
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("UserName", "x")]);
        using var answer = await browser.Client.PostAsync("/Account/New", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("这次提交没有被接受", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
