using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Hongyan.Platform;
using Hongyan.Tests.Rights;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Fuzzing;

/// <summary>One visitor who sends hostile values to every page that he may open.</summary>
internal sealed class Fuzzer(Case one, Who who)
{
    private const int MostFieldsOfForm = 40;
    private const int LeastSentence = 10;
    private const int SampleStep = 7;
    private static int asked;
    private TestBrowser browser = null!;
    private string? userName;

    /// <summary>Everybody whose county it is, signed out too.</summary>
    public static List<Who> Visitors { get; } = [.. Who.All.Where(one => !one.IsForeign)];

    /// <summary>What was answered with a failure, or refused without a word.</summary>
    public List<string> Wrong { get; } = [];

    public int Sent { get; private set; }

    /// <param name="pages">The pages, with the addresses at which they show the case.</param>
    /// <param name="whole">Every value, shared among those who may open the page; otherwise one value of each parameter.</param>
    public async Task SendAsync(IReadOnlyList<(CompiledPageActionDescriptor Page, string Address)> pages, bool whole)
    {
        browser = await EnterAsync();
        var number = 0;
        foreach (var (page, address) in pages.Where(page => Access.Opens(page.Page.ViewEnginePath, who.Role, who.Role is not null)))
        {
            var visitors = Visitors.Where(other => Access.Opens(page.ViewEnginePath, other.Role, other.Role is not null)).ToList();
            foreach (var target in await TargetsAsync(page, address))
            {
                var values = Hostile.Of(target.Type, target.IsForm);
                number++;
                if (!whole) await AskAsync(target, values[((number * SampleStep) + Visitors.IndexOf(who)) % values.Count]);
                else for (var at = visitors.IndexOf(who); at < values.Count; at += visitors.Count) await AskAsync(target, values[at]);
            }
        }
        browser.Dispose();
    }

    private async Task<List<Target>> TargetsAsync(CompiledPageActionDescriptor page, string address)
    {
        var (path, query) = Split(address);
        var targets = new List<Target>();
        // the pieces of the path
        var (pieces, names) = (path.Split('/'), (page.AttributeRouteInfo?.Template ?? "").Split('/'));
        for (var at = 1; at < pieces.Length; at++)
        {
            if (at > names.Length || !names[at - 1].StartsWith('{')) continue;
            targets.Add(new Target(string.Join('/', pieces.Select((piece, index) => index == at ? Target.Place : piece)), query, Name: null));
        }
        var route = names.Where(piece => piece.StartsWith('{'))
            .Select(piece => piece.Trim('{', '}', '*', '?').Split(':')[0])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        using var answer = await browser.Client.GetAsync(address, TestContext.Current.CancellationToken);
        if ((int)answer.StatusCode >= 500) Wrong.Add($"{who.Name}: {(int)answer.StatusCode} {address}");
        var html = await new HtmlParser()
            .ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var inAddress = Bound(Parameters.OfAddress(page), route);
        var inQuery = inAddress.Keys
            .Concat(html.Forms
                .Where(form => form.Method == "get")
                .SelectMany(form => form.Elements.OfType<IHtmlElement>())
                .Select(field => field.GetAttribute("name") ?? ""))
            .Concat(html.QuerySelectorAll("main a[href*='?']")
                .Select(link => Split(link.GetAttribute("href")!))
                .Where(link => link.Path == path)
                .SelectMany(link => link.Query)
                .Select(pair => pair.Name))
            .Concat(query.Select(pair => pair.Name)).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);
        targets.AddRange(inQuery.Select(name => new Target(path, query, name, Type: inAddress.GetValueOrDefault(name))));
        foreach (var handler in page.HandlerMethods.Where(method => method is { HttpMethod: "Get", Name: not null }))
            targets.AddRange(Bound(Parameters.Of(page, handler).Concat(query.Select(pair => (pair.Name, typeof(string)))), route)
                .Select(bound => new Target(path, [.. query, ("handler", handler.Name!)], bound.Key, Type: bound.Value)));

        if (TokenOf(html) is not { } token) return targets;
        foreach (var form in html.Forms.Where(form => form.Method == "post" && form.Closest("main") is not null))
            targets.AddRange(OfForm(page, form, path, query));
        foreach (var handler in page.HandlerMethods.Where(method => method.HttpMethod == "Post" && !EndsTheVisit(page.ViewEnginePath, method.Name)))
        {
            var filled = targets.Where(target => target.IsForm && target.Path == path && HandlerOf(target.Query) == handler.Name)
                .Select(target => target.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
            IReadOnlyList<(string, string)> named = handler.Name is null ? query : [.. query, ("handler", handler.Name)];
            targets.AddRange(Bound(Parameters.Of(page, handler), route)
                .Where(bound => !filled.Contains(bound.Key)) // in the form it comes with the other fields
                .Select(bound => new Target(path, named, bound.Key, [("__RequestVerificationToken", token)], bound.Value)));
        }
        return targets;
    }

    /// <summary>Each name once, without the pieces of the path.</summary>
    private static Dictionary<string, Type> Bound(IEnumerable<(string Name, Type Type)> parameters, HashSet<string> route) => parameters
        .Where(one => !route.Contains(one.Name))
        .DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(one => one.Name, one => one.Type, StringComparer.OrdinalIgnoreCase);

    private static string? HandlerOf(IReadOnlyList<(string Name, string Value)> query) => query.FirstOrDefault(pair => pair.Name == "handler").Value;

    private static IEnumerable<Target> OfForm(
        CompiledPageActionDescriptor page, IHtmlFormElement form, string path, IReadOnlyList<(string Name, string Value)> query)
    {
        var (action, named) = form.GetAttribute("action") is { Length: > 0 } to ? Split(to) : (path, query);
        if (EndsTheVisit(action, HandlerOf(named))) yield break;
        var handler = action == path ? page.HandlerMethods.FirstOrDefault(one => one.HttpMethod == "Post" && one.Name == HandlerOf(named)) : null;
        var bound = handler is null ? [] : Bound(Parameters.Of(page, handler), []);
        var fields = form.Elements.OfType<IHtmlElement>().Select(field => (Name: field.GetAttribute("name") ?? "", Value: field switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlSelectElement select => select.Value ?? "",
            IHtmlTextAreaElement area => area.Value,
            _ => field.GetAttribute("value") ?? "",
        })).Where(field => field.Name.Length > 0).ToList();
        foreach (var name in fields.Select(field => field.Name).Where(name => name != "__RequestVerificationToken").Distinct().Take(MostFieldsOfForm))
            yield return new Target(action, named, name, fields, bound.GetValueOrDefault(name));
    }

    private async Task AskAsync(Target target, string value)
    {
        Sent++;
        using var request = target.With(value, browser.Client.BaseAddress!);
        var from = Interlocked.Increment(ref asked);
        request.Headers.Add("X-Forwarded-For", $"198.18.{from / 250 % 250}.{from % 250}"); // no limit of one address is what is tried here
        HttpResponseMessage answer;
        try
        {
            answer = await browser.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException broken)
        {
            Wrong.Add($"{who.Name}: {broken.Message} {target.Said(value)}");
            return;
        }
        using var read = answer;
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if ((int)answer.StatusCode >= 500) Wrong.Add($"{who.Name}: {(int)answer.StatusCode} {target.Said(value)}");
        else if ((int)answer.StatusCode >= 400 && !await SaysSomethingAsync(body) && !IsRefusedBeforeUs(target, value))
            Wrong.Add($"{who.Name}: {(int)answer.StatusCode} without a sentence, {target.Said(value)}");
        if (answer.StatusCode == HttpStatusCode.Redirect && who.Role is not null
            && answer.Headers.Location!.OriginalString.Contains("/Account/SignIn", StringComparison.Ordinal))
        {
            browser.Dispose();
            browser = await EnterAsync(); // what was sent has ended the session
        }
    }

    /// <summary>A NUL in the path, and an address that is too long, are answered by the server itself.</summary>
    private static bool IsRefusedBeforeUs(Target target, string value) =>
        target.Name is null && !target.IsForm && value.Contains('\0', StringComparison.Ordinal);

    private static async Task<bool> SaysSomethingAsync(string body)
    {
        var html = await new HtmlParser().ParseDocumentAsync(body, TestContext.Current.CancellationToken);
        return html.QuerySelector("main")?.TextContent.Trim().Length > LeastSentence;
    }

    private static bool EndsTheVisit(string page, string? handler) =>
        page is "/Account/SignOut" || (page is "/Account/Own" && handler is "Everywhere" or "End") || (page is "/Account/Everybody");

    private static (string Path, IReadOnlyList<(string Name, string Value)> Query) Split(string address)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? (address, [])
            : (address[..at], [.. Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[at..]).Select(pair => (pair.Key, pair.Value.ToString()))]);
    }

    private static string? TokenOf(IHtmlDocument html) => html.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value");

    /// <summary>The same account each time, for a member has only one.</summary>
    private async Task<TestBrowser> EnterAsync()
    {
        if (who.Role is null) return await one.Installation.BrowserAsync();
        userName ??= who.Role == Roles.Member ? await OfMemberAsync() : await one.Installation.AddAccountAsync(who.Role, who.Org);
        var entered = await one.Installation.SignInAsAsync(userName);
        using var own = await entered.Client.GetAsync("/Account/Own", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        return entered;
    }

    /// <summary>Without second factors, so that the password alone leads in each time.</summary>
    private async Task<string> OfMemberAsync()
    {
        await using var db = one.Installation.Db();
        await db.Authenticators.Where(app => app.AccountId == one.MembersAccount).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await db.Passkeys.Where(passkey => passkey.UserId == one.MembersAccount).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        return one.MembersUserName;
    }
}
