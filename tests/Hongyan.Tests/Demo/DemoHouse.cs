using System.Diagnostics;
using Hongyan.Features.Demo;

namespace Hongyan.Tests.Demo;

/// <summary>An installation that holds the demonstration county.</summary>
public sealed class DemoHouse : IAsyncLifetime
{
    public TestHouse House { get; private set; } = null!;

    public TimeSpan Took { get; private set; }

    internal FilledCounty County { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        House = await TestHouse.NewAsync(new DateOnly(2026, 11, 20));
        var watch = Stopwatch.StartNew();
        County = await Demonstrating.FillAsync(House.Installation, TestContext.Current.CancellationToken);
        Took = watch.Elapsed;
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    /// <summary>Signs in with what was printed.</summary>
    public async Task<TestBrowser> SignInAsync(string who)
    {
        var signIn = County.SignIns.Single(one => one.Who == who);
        var browser = await House.BrowserAsync();
        await browser.PostAsync(await browser.GetAsync("/Account/SignIn"), "main form", ("UserName", signIn.UserName), ("Password", signIn.Password));
        return browser;
    }
}
