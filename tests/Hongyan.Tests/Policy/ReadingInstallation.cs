using Hongyan.Platform;

namespace Hongyan.Tests.Policy;

/// <summary>An installation in which a branch secretary reads.</summary>
public sealed class ReadingInstallation : IAsyncLifetime
{
    public TestInstallation Installation { get; private set; } = null!;

    public TestBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Installation = await TestInstallation.NewAsync();
        Browser = await Installation.SignInAsync(Roles.Secretary, "001.001.001");
    }

    public ValueTask DisposeAsync()
    {
        Browser.Dispose();
        return Installation.DisposeAsync();
    }
}
