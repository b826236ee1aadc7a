using Hongyan.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Hongyan.Browser;

/// <summary>One browser for the whole run, the system's own: nothing is downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static IPlaywright? driver;
    private static IBrowser? browser;

    public static async Task<IBrowser> StartedAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            Assertions.SetDefaultExpectTimeout(Visit.MostMilliseconds);
            driver ??= await Playwright.CreateAsync();
            return browser ??= await driver.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Find(),
                // It sees our own pages only. It must not call anybody else.
                Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
            });
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        driver?.Dispose();
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(directory => Path.Combine(directory, "chromium"))
            .FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("The browser tests need Chromium (Debian: package chromium).");
}
