using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Operation;

/// <summary>The figure of the attack by slow senders, measured while no other test runs.</summary>
[Collection(Alone.Name)]
[Trait("part", "night")]
public sealed class SlowSendersByNightTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private Village village = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync(alone: true);
        for (var number = 0; number < 20; number++)
            await village.AwayAsync($"测试{number:00}");
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData(40, 20)]
    [InlineData(400, 120)]
    public Task Slow_senders_from_many_addresses_hold_up_none_of_ten_people(int senders, int seconds) =>
        PeopleAtWork.KeepWorkingAsync(village, output, senders, people: 10, TimeSpan.FromSeconds(seconds), Longest,
            number => $"198.51.{number / 200}.{number % 200}");

    [Theory]
    [InlineData(40, 20)]
    [InlineData(400, 120)]
    public Task Slow_senders_from_the_same_address_hold_up_none_of_ten_people(int senders, int seconds) =>
        PeopleAtWork.KeepWorkingAsync(village, output, senders, people: 10, TimeSpan.FromSeconds(seconds), Longest, _ => null);
}
