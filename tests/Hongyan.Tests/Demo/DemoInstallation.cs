using System.Diagnostics;
using Hongyan.Features.Demo;

namespace Hongyan.Tests.Demo;

/// <summary>An installation that holds the demonstration county, which is made once and copied.</summary>
public sealed class DemoInstallation : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly Lazy<Task<(string Database, FilledCounty County, TimeSpan Took)>> Made = new(MakeAsync);

    public TestInstallation Installation { get; private set; } = null!;

    public TimeSpan Took { get; private set; }

    internal FilledCounty County { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (var database, County, Took) = await Made.Value;
        Installation = await TestInstallation.NewAsync(Today, like: database);
    }

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    /// <summary>Signs in with what was printed.</summary>
    public async Task<TestBrowser> SignInAsync(string who)
    {
        var signIn = County.SignIns.Single(one => one.Who == who);
        var browser = await Installation.BrowserAsync();
        await browser.PostAsync(await browser.GetAsync("/Account/SignIn"), "main form", ("UserName", signIn.UserName), ("Password", signIn.Password));
        return browser;
    }

    private static async Task<(string Database, FilledCounty County, TimeSpan Took)> MakeAsync()
    {
        await using var installation = await TestInstallation.NewAsync(Today);
        var watch = Stopwatch.StartNew();
        var county = await Demonstrating.FillAsync(installation.Instance, CancellationToken.None);
        return (installation.Instance.Options.Database!, county, watch.Elapsed);
    }
}
