using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Hongyan.Tests;

/// <summary>Reads pages and sends their forms as a browser without JavaScript does.</summary>
public sealed class TestBrowser(HttpClient client) : IDisposable
{
    private const int MostRedirects = 5;

    /// <summary>Somebody signed in at a server that runs by itself.</summary>
    public static async Task<TestBrowser> SignedInAsync(Uri address, string userName, string password)
    {
        var browser = new TestBrowser(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address });
        var page = await browser.GetAsync("/Account/SignIn");
        await browser.PostAsync(page, "main form", ("UserName", userName), ("Password", password));
        return browser;
    }

    public HttpClient Client => client;

    /// <summary>The last answer, after redirects.</summary>
    public HttpResponseMessage Answer { get; private set; } = new();

    /// <summary>Where the last answer came from.</summary>
    public string Path => Answer.RequestMessage!.RequestUri!.AbsolutePath;

    public HttpStatusCode Status => Answer.StatusCode;

    public Task<IHtmlDocument> GetAsync(string address) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends a form of the page: its fields as they stand, then those given.</summary>
    public Task<IHtmlDocument> PostAsync(IHtmlDocument page, string form, params (string Name, string Value)[] values)
    {
        var (element, fields) = Filled(page, form, values);
        return SendAsync(element, new FormUrlEncodedContent(fields));
    }

    /// <summary>The same with a file.</summary>
    public Task<IHtmlDocument> UploadAsync(
        IHtmlDocument page, string form, string field, string fileName, byte[] content, params (string Name, string Value)[] values)
    {
        var (element, fields) = Filled(page, form, values);
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Where(pair => pair.Key != field))
            parts.Add(new StringContent(value), name);
        parts.Add(new ByteArrayContent(content), field, fileName);
        return SendAsync(element, parts);
    }

    /// <summary>Sends fields to an address that no form of the page leads to, with the page's own token.</summary>
    public Task<IHtmlDocument> FormAsync(string address, IHtmlDocument page, params (string Name, string Value)[] values)
    {
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var fields = values.Append(("__RequestVerificationToken", token)).Select(value => KeyValuePair.Create(value.Item1, value.Item2));
        return FollowAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });
    }

    public void Dispose()
    {
        Answer.Dispose();
        client.Dispose();
    }

    private Task<IHtmlDocument> SendAsync(IHtmlFormElement form, HttpContent content)
    {
        var action = form.GetAttribute("action");
        var address = string.IsNullOrEmpty(action) ? Answer.RequestMessage!.RequestUri!.PathAndQuery : action;
        return FollowAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content });
    }

    private static (IHtmlFormElement Form, IReadOnlyCollection<KeyValuePair<string, string>> Fields) Filled(
        IHtmlDocument page, string form, (string Name, string Value)[] values)
    {
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"The page has no {form}.");
        var given = values.Select(value => value.Name).ToHashSet();
        var own = element.Elements.SelectMany(field => field switch
        {
            IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
            IHtmlInputElement { Type: "submit" or "button" or "file" } => [],
            IHtmlInputElement { Name: { Length: > 0 } name } input => [new(name, input.Value)],
            IHtmlSelectElement { Name: { Length: > 0 } name } select => [new(name, select.Value ?? "")],
            IHtmlTextAreaElement { Name: { Length: > 0 } name } area => [new(name, area.Value)],
            _ => Array.Empty<KeyValuePair<string, string>>(),
        });
        return (element, [.. own.Where(pair => !given.Contains(pair.Key)), .. values.Select(value => KeyValuePair.Create(value.Name, value.Value))]);
    }

    private async Task<IHtmlDocument> FollowAsync(HttpRequestMessage request)
    {
        for (var left = MostRedirects; ; left--)
        {
            Answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            if (Answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther) || left == 0) break;
            request = new HttpRequestMessage(HttpMethod.Get, new Uri(Answer.RequestMessage!.RequestUri!, Answer.Headers.Location!));
        }
        var html = await Answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await new HtmlParser().ParseDocumentAsync(html, TestContext.Current.CancellationToken);
    }
}
