using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Papers;

public sealed class NationalEntryTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Whoever_is_keyed_in_or_will_not_be_leaves_the_list_of_that_side()
    {
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        var third = await village.AwayAsync("测试丙");
        using var browser = await village.SecretaryAsync();
        Assert.Equal(["测试丙", "测试乙", "测试甲"], await NamesAsync(browser));
        await browser.RecordAsync(one, "registered-nationally", "home", ("Values[nationalNumber]", "99-1"));
        await browser.RecordAsync(other, "not-national", "home");
        Assert.Equal(["测试丙", "测试乙"], await NamesAsync(browser)); // without a reason nothing is said
        await browser.RecordAsync(other, "not-national", "home", ("Values[reason]", "已出国"));
        Assert.Equal(["测试丙"], await NamesAsync(browser));
        Assert.Empty(await village.RecordsAsync(third, "registered-nationally"));
    }

    private static async Task<IEnumerable<string>> NamesAsync(TestBrowser browser) =>
        (await browser.GetAsync("/Papers/national-entry")).QuerySelectorAll("table.list-grid tbody tr").Select(row => row.Children[2].TextContent.Trim())
            .Order(StringComparer.Ordinal);
}
