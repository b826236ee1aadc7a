using AngleSharp.Dom;
using Hongyan.Features.Account;

namespace Hongyan.Tests.SigningIn;

/// <summary>What the tests of signing in do over and over.</summary>
internal static class SignedUp
{
    public static async Task<AngleSharp.Html.Dom.IHtmlDocument> SignInAsync(
        this TestBrowser browser, string name, string password = TestInstallation.Password) =>
        await browser.PostAsync(await browser.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", password));

    /// <summary>Sets up an app that shows codes; its secret, and the codes on paper.</summary>
    public static async Task<(string Secret, string[] Paper)> AddAppAsync(this TestBrowser browser, TestInstallation installation)
    {
        var page = await browser.GetAsync("/Account/Authenticator");
        var secret = page.QuerySelector(".once")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var paper = await browser.PostAsync(page, "main form", ("Code", installation.CodeOf(secret)));
        Assert.Equal("/Account/Codes", browser.Path);
        return (secret, [.. paper.QuerySelectorAll(".once").Select(code => code.TextContent)]);
    }

    public static string CodeOf(this TestInstallation installation, string secret) => OneTimeCode.At(secret, installation.Clock.GetUtcNow());

    public static string Refusal(this IDocument page) => page.QuerySelector("[role=alert] li")?.TextContent ?? "";
}
