using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Hongyan.Tests.Replay;

/// <summary>The people who type: a secretary and a clerk on each side, each signed in once for all the years of a replay.</summary>
internal sealed class Hands : IDisposable
{
    private readonly Dictionary<(Side Side, bool IsClerk), (TestBrowser Browser, string Token)> people = [];

    public static async Task<Hands> NewAsync(TestInstallation installation)
    {
        var cookies = await installation.ServiceAsync<IOptionsMonitor<CookieAuthenticationOptions>>();
        cookies.Get(CookieAuthenticationDefaults.AuthenticationScheme).ExpireTimeSpan = TimeSpan.FromDays(10_000);
        var hands = new Hands();
        await hands.SignInAsync(installation, Side.Home, Roles.Secretary, ReplayPlaces.Home);
        await hands.SignInAsync(installation, Side.Home, Roles.Clerk, ReplayPlaces.HomeCommittee);
        await hands.SignInAsync(installation, Side.Host, Roles.Secretary, ReplayPlaces.Host);
        await hands.SignInAsync(installation, Side.Host, Roles.Clerk, ReplayPlaces.HostCommittee);
        return hands;
    }

    /// <summary>Sends the form of a record; where it has a page of its own, the form that is found there, filled in with what happened.</summary>
    public async Task<Sent> SendAsync(Side side, bool asClerk, string address, IEnumerable<KeyValuePair<string, string>> fields, SojournEvent happened)
    {
        var (browser, token) = people[(side, asClerk)];
        using var form = new FormUrlEncodedContent([.. fields, KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await browser.Client.PostAsync(address, form, TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            return new Sent(IsOwnPage: false, $"{(int)answer.StatusCode} {Said(await ReadAsync(answer))}");
        var way = answer.Headers.Location!.OriginalString;
        if (way.StartsWith("/Members/", StringComparison.Ordinal))
            return new Sent(IsOwnPage: false, Answer: null);
        var page = await browser.GetAsync(way);
        if (page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().FirstOrDefault(one => Typing.IsOfRecord(one)) is not { } own)
            return new Sent(IsOwnPage: true, $"{(int)browser.Status} {Said(page)}");
        own.Id ??= "own";
        page = await browser.PostAsync(page, "#" + own.Id, [.. Typing.Own(own, happened)]);
        if (page.QuerySelector("main form [name=Checked]") is not null) // what was typed is shown once more before it is taken
            page = await browser.PostAsync(page, "main form[method=post]");
        return new Sent(IsOwnPage: true, $"{(int)browser.Status} {browser.Path} {Said(page)}");
    }

    public void Dispose()
    {
        foreach (var (browser, _) in people.Values)
            browser.Dispose();
    }

    private async Task SignInAsync(TestInstallation installation, Side side, string role, string path)
    {
        var browser = await installation.SignInAsync(role, path);
        var page = await browser.GetAsync("/Worklist");
        var token = ((IHtmlInputElement)page.QuerySelector("[name=__RequestVerificationToken]")!).Value;
        people[(side, role == Roles.Clerk)] = (browser, token);
    }

    private static string Said(IHtmlDocument page) =>
        string.Join(' ', page.QuerySelectorAll("main .alert, main .invalid-feedback").Select(one => one.TextContent.Trim()));

    private static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) =>
        await new HtmlParser()
            .ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
}

/// <summary>What a page answered: nothing when it went back to the member at once.</summary>
internal sealed record Sent(bool IsOwnPage, string? Answer);
