using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Operation;

/// <summary>People who open pages while others hold connections open.</summary>
internal static class PeopleAtWork
{
    private static readonly string[] Pages = ["/", "/Worklist", "/Members", "/Lists/outflow", "/Account/Own", "/Policy/Clauses"];

    public static async Task KeepWorkingAsync(
        Village village, ITestOutputHelper output, int senders, int people, TimeSpan time, TimeSpan longest, Func<int, string?> addressOf)
    {
        var server = await village.Installation.AddressAsync();
        var workers = new List<TestBrowser>();
        foreach (var _ in Enumerable.Range(0, people)) workers.Add(await village.SecretaryAsync(Village.Home));
        foreach (var page in Pages) await workers[0].GetAsync(page); // what is compiled at its first visit is not what is measured here
        var (times, failed) = (new ConcurrentBag<double>(), new ConcurrentBag<string>());
        await using var slow = new SlowSenders(server, addressOf);
        await slow.BeginAsync(senders);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(workers.Select(async (worker, number) =>
        {
            for (var turn = number; watch.Elapsed < time; turn++)
            {
                var begun = Stopwatch.GetTimestamp();
                using var answer = await worker.Client.GetAsync(Pages[turn % Pages.Length], TestContext.Current.CancellationToken);
                await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                if (answer.StatusCode != HttpStatusCode.OK) failed.Add($"{(int)answer.StatusCode} {answer.RequestMessage!.RequestUri}");
                await Task.Delay(300, TestContext.Current.CancellationToken); // somebody who reads
            }
        }));
        foreach (var worker in workers) worker.Dispose();
        double[] sorted = [.. times.Order()];
        output.WriteLine($"{senders} senders ({slow.Begun} begun, {slow.Ended} ended), {people} people, {sorted.Length} pages: "
            + $"p50 {sorted[sorted.Length / 2]:0} ms, p99 {sorted[(int)(sorted.Length * 0.99)]:0} ms, max {sorted[^1]:0} ms, failed {failed.Count}");
        Assert.Empty(failed);
        Assert.InRange(sorted[^1], 0, longest.TotalMilliseconds);
    }
}
