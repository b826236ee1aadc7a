using AngleSharp.Dom;
using Hongyan.Features.Account;

namespace Hongyan.Tests.SigningIn;

/// <summary>What the tests of signing in do over and over.</summary>
internal static class SignedUp
{
    public static async Task<AngleSharp.Html.Dom.IHtmlDocument> SignInAsync(this TestBrowser browser, string name, string password = TestHouse.Password) =>
        await browser.PostAsync(await browser.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", password));

    /// <summary>Sets up an app that shows codes; its secret, and the codes on paper.</summary>
    public static async Task<(string Secret, string[] Paper)> AddAppAsync(this TestBrowser browser, TestHouse house)
    {
        var page = await browser.GetAsync("/Account/Authenticator");
        var secret = page.QuerySelector(".once")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var paper = await browser.PostAsync(page, "main form", ("Code", house.CodeOf(secret)));
        Assert.Equal("/Account/Codes", browser.Path);
        return (secret, [.. paper.QuerySelectorAll(".once").Select(code => code.TextContent)]);
    }

    public static string CodeOf(this TestHouse house, string secret) => OneTimeCode.At(secret, house.Clock.GetUtcNow());

    public static string Refusal(this IDocument page) => page.QuerySelector("[role=alert] li")?.TextContent ?? "";
}
