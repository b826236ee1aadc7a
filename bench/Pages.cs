using Hongyan.Platform;

namespace Hongyan.Bench;

/// <summary>The pages people open all day, under load, beside a bare endpoint that asks the same and writes the same.</summary>
internal sealed class Pages : Benchmark
{
    public override string Name => "pages";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation)
    {
        await using var server = await Server.StartAsync(world, cancellation);
        var some = World.Connections;
        // the branches are spread over all sizes, from those with one member away to those with the most
        var branches = await world.ListAsync($"""
            select home_path from (select home_path, row_number() over (order by count(*), home_path) as n, count(*) over () as branches
              from sojourn where ended_on is null group by home_path) b
            where n % greatest(1, branches / {some}) = 0 order by n limit {some}
            """, cancellation);
        var secretaries = await server.SignInAsync(Roles.Secretary, branches, cancellation);
        var towns = await world.ListAsync($"select path from organization where kind = 'committee' order by md5(path) limit {some}", cancellation);
        var clerks = await server.SignInAsync(Roles.Clerk, towns, cancellation);
        var members = new List<Request>();
        var found = new List<Request>();
        foreach (var one in secretaries)
        {
            var member = await world.AskAsync<Guid>(
                $"select member_id from sojourn where home_path = '{one.OrgPath}' and ended_on is null order by id limit 1", cancellation);
            members.Add(new($"/Members/{member}", one.Cookie));
            // two of one name, so that the answer is the list and not the only hit
            found.Add(new($"/Search?q={Uri.EscapeDataString("王")}", one.Cookie));
        }
        var figures = new List<Figure>();
        foreach (var (page, requests) in new (string, IReadOnlyList<Request>)[]
        {
            ("worklist of a branch", secretaries.ConvertAll(one => new Request("/Worklist", one.Cookie))),
            ("member", members),
            ("committee overview", clerks.ConvertAll(one => new Request("/Branches", one.Cookie))),
            ("search by name", found),
        })
        {
            figures.AddRange(await CompareAsync(world, server, page, requests, cancellation));
        }
        return figures;
    }

    private async Task<IEnumerable<Figure>> CompareAsync(
        World world, Server server, string page, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        var (usable, replays) = await RecordAsync(world, server, requests, cancellation);
        var ours = await Load.BearAsync(server.Address, usable, world.Time, cancellation);
        await using var bare = await Bare.StartAsync(world.Installation.PageSource, replays, cancellation);
        var limit = await Load.BearAsync(bare.Address, [.. replays.Select((_, at) => new Request($"/{at}"))], world.Time, cancellation);
        var note =
            $"{replays.Average(one => one.Statements.Count):N1} statements, {replays.Average(one => one.Body.Length) / 1024:N0} KB, "
                + $"{replays.Count} different ones";
        return
        [
            Of(world, page + ", requests a second", ours.PerSecond, limit.PerSecond, "/s", Goal.AtLeast, 0.5, note),
            Of(world, page + ", p99", ours.P99, limit.P99, "ms"),
        ];
    }

    /// <summary>Fetches each page once more than needed, so that what is asked only the first time is not taken for usual.</summary>
    internal static async Task<(IReadOnlyList<Request> Usable, IReadOnlyList<Replay> Replays)> RecordAsync(
        World world, Server server, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        using var client = Server.Client(server.Address);
        using var asked = new Asked(world.Database);
        var (usable, replays) = (new List<Request>(), new List<Replay>());
        foreach (var request in requests)
        {
            using var first = await client.SendAsync(request.Message(), cancellation);
            asked.Take();
            using var answer = await client.SendAsync(request.Message(), cancellation);
            if ((int)answer.StatusCode is 301 or 302)
                continue; // a search with a single hit leads to its page
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{request.Address} answered {(int)answer.StatusCode}.");
            usable.Add(request);
            replays.Add(new Replay(asked.Take(), body, answer.Content.Headers.ContentType!.ToString()));
        }
        return usable.Count > 0 ? (usable, replays) : throw new InvalidOperationException("Every request was redirected.");
    }
}
