using System.Diagnostics;
using Hongyan.Platform;

namespace Hongyan.Bench;

/// <summary>All counts by organisation below, for a county, a city and the province, beside one GROUP BY over the same rows.</summary>
internal sealed class Dashboard : Benchmark
{
    public override string Name => "dashboard";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation)
    {
        await using var server = await Server.StartAsync(world, cancellation);
        var figures = new List<Figure>();
        foreach (var (level, segments) in new[] { ("county", 3), ("city", 2), ("province", 1) })
        {
            var paths = await world.ListAsync(
                $"select path from organization where kind = 'organization-department' and length(path) = {(segments * 4) - 1} order by md5(path) limit 8",
                cancellation);
            var visitors = await server.SignInAsync(Roles.Department, paths, cancellation);
            var times = await TimesAsync(server, visitors.ConvertAll(one => new Request("/Branches", one.Cookie)), world.Time, cancellation);
            var group = Stopwatch.StartNew();
            await world.AskAsync<long>($"""
                select count(*) from (select org_path, count(*) filter (where due_on < '{world.Today:yyyy-MM-dd}'), count(*) from duty
                where org_path >= '{paths[0]}' and org_path < '{paths[0]}/' and done_on is null and moot_on is null and waived_on is null group by org_path) one
                """, cancellation);
            var limit = group.Elapsed.TotalMilliseconds;
            figures.Add(Of(world, $"{level}, p99", times[(int)(times.Count * 0.99)], null, "ms", Goal.AtMost, 50,
                $"one GROUP BY over its open duties: {limit:N1} ms; median {times[times.Count / 2]:N1} ms, one after the other"));
        }
        return figures;
    }

    private static async Task<List<double>> TimesAsync(Server server, IReadOnlyList<Request> requests, TimeSpan time, CancellationToken cancellation)
    {
        using var client = Server.Client(server.Address);
        var times = new List<double>();
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < requests.Count || watch.Elapsed < time; at++)
        {
            var begun = watch.Elapsed;
            using var message = requests[at % requests.Count].Message();
            using var answer = await client.SendAsync(message, cancellation);
            answer.EnsureSuccessStatusCode();
            if (at >= requests.Count || requests.Count == 1 || watch.Elapsed > time)
                times.Add((watch.Elapsed - begun).TotalMilliseconds); // the first round warms up
        }
        times.Sort();
        return times;
    }
}
