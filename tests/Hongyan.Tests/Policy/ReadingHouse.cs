using Hongyan.Platform;

namespace Hongyan.Tests.Policy;

/// <summary>An installation in which a branch secretary reads.</summary>
public sealed class ReadingHouse : IAsyncLifetime
{
    public TestHouse House { get; private set; } = null!;

    public TestBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        House = await TestHouse.NewAsync();
        Browser = await House.SignInAsync(Roles.Secretary, "001.001.001");
    }

    public ValueTask DisposeAsync()
    {
        Browser.Dispose();
        return House.DisposeAsync();
    }
}
