using Microsoft.Playwright;

namespace Hongyan.Browser;

/// <summary>Somebody at a page. What the browser complains about, a broken script or a refused style, fails the test at the end.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>Long, for a machine that builds something else at the same time.</summary>
    public const float MostMilliseconds = 20_000;

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => complaints.Add(error);
        page.Response += (_, answer) =>
        {
            if (answer.Request.IsNavigationRequest) Status = answer.Status;
        };
        page.Console += (_, message) =>
        {
            // A page that is answered with 403 or 404 is meant to be.
            var answered = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && message.Location.StartsWith(page.Url, StringComparison.Ordinal);
            if (message.Type == "error" && !answered) complaints.Add($"{message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    /// <summary>With what the page was answered.</summary>
    public int Status { get; private set; }

    public static async Task<Visit> BeginAsync(Uri address, Look look, string? signedIn = null)
    {
        var browser = await Chromium.StartedAsync();
        var opened = await browser.NewContextAsync(look.Context(address, signedIn));
        opened.SetDefaultTimeout(MostMilliseconds);
        return new Visit(opened, await opened.NewPageAsync());
    }

    /// <summary>Cookies and all: another visit that is given this is signed in.</summary>
    public Task<string> SignedInAsync() => context.StorageStateAsync();

    public async Task SignInAsync(string userName, string password)
    {
        await Page.GotoAsync("/Account/SignIn");
        await Page.FillAsync("#UserName", userName);
        await Page.FillAsync("#Password", password);
        await Page.PressAsync("#Password", "Enter");
        // The answer carries the cookie; the load event of the page behind it can come before anybody waits for it.
        await Page.WaitForURLAsync(address => !address.Contains("/Account/SignIn", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>What the browser has complained about since it was asked last.</summary>
    public IReadOnlyList<string> Complaints()
    {
        string[] all = [.. complaints];
        complaints.Clear();
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Empty(complaints);
    }
}
