using Hongyan.Features.Scale;

namespace Hongyan.Tests.Scale;

/// <summary>A small generated province in its own installation.</summary>
public sealed class Province : IAsyncLifetime
{
    public const int Size = 400;
    public static readonly DateOnly Today = new(2026, 5, 10);

    public TestInstallation Installation { get; private set; } = null!;

    internal Generated Made { get; private set; } = null!;

    internal static Order Order { get; } = new(Size, Size, 1, 7, Today);

    public async ValueTask InitializeAsync()
    {
        Installation = await TestInstallation.NewAsync(Today);
        Made = await FillAsync(Installation);
    }

    internal static Task<Generated> FillAsync(TestInstallation installation) =>
        new Generating(installation.Instance).FillAsync(Order, _ => { }, () => { }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
