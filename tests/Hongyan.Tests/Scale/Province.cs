using Hongyan.Features.Scale;

namespace Hongyan.Tests.Scale;

/// <summary>A small generated province in its own house.</summary>
public sealed class Province : IAsyncLifetime
{
    public const int Size = 400;
    public static readonly DateOnly Today = new(2026, 5, 10);

    public TestHouse House { get; private set; } = null!;

    internal Generated Made { get; private set; } = null!;

    internal static Order Order { get; } = new(Size, Size, 1, 7, Today);

    public async ValueTask InitializeAsync()
    {
        House = await TestHouse.NewAsync(Today);
        Made = await FillAsync(House);
    }

    internal static Task<Generated> FillAsync(TestHouse house) =>
        new Generating(house.Installation).FillAsync(Order, _ => { }, () => { }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
