using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>The page of messages shows one page of one part: received, waiting, sent, confirmed, refused.</summary>
public sealed class MessageListTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_message_stands_in_the_part_of_what_became_of_it_with_counts_and_by_pages()
    {
        await using var pair = await Pair.NewAsync();
        await pair.QueueAsync(pair.Home, Enumerable.Range(1, 55).Select(i => $"测试{i}"), name => name is "测试3" or "测试4");
        await pair.CarryAsync(pair.Home, pair.Host);
        await pair.CarryAsync(pair.Host, pair.Home);
        await pair.QueueAsync(pair.Home, ["甲", "乙"]);
        await pair.FileAsync(pair.Home); // on its way
        await pair.QueueAsync(pair.Home, ["丙"]);
        using var clerk = await pair.Home.Installation.SignInAsync(Roles.Department, Village.County);
        foreach (var (part, all, shown) in new[] { ("received", 1, 1), ("waiting", 1, 1), ("sent", 2, 2), ("confirmed", 54, 50), ("refused", 2, 2) })
        {
            var page = await clerk.GetAsync("/Peers/Messages?show=" + part);
            var here = page.QuerySelector(".parts a[aria-current]")!;
            Assert.Equal(all.ToString(System.Globalization.CultureInfo.InvariantCulture), here.QuerySelector("strong")!.TextContent);
            Assert.Contains("show=" + part, here.GetAttribute("href")!, StringComparison.Ordinal);
            Assert.Equal(shown, page.QuerySelectorAll("#list tbody tr").Length);
        }
        Assert.Equal(4, (await clerk.GetAsync("/Peers/Messages?show=confirmed&p=2")).QuerySelectorAll("#list tbody tr").Length);
        Assert.Equal(4, (await clerk.GetAsync("/Peers/Messages?show=confirmed&p=999999")).QuerySelectorAll("#list tbody tr").Length);
        Assert.Single((await clerk.GetAsync("/Peers/Messages?show=nothing&p=-3")).QuerySelectorAll("#list tbody tr"));
        await using (var db = pair.Home.Installation.Db())
        {
            await db.SentMessages.Where(one => one.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, SentMessage.Withdrawn), Stop);
        }
        Assert.Contains("已撤回", (await clerk.GetAsync("/Peers/Messages?show=confirmed&p=2")).QuerySelector("#list")!.TextContent, StringComparison.Ordinal);
    }
}
