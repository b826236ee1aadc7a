using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Bench;

/// <summary>How PostgreSQL answers one statement of a page.</summary>
/// <param name="Page">The address.</param>
/// <param name="Statement">As the page sent it.</param>
/// <param name="Text">The plan, with the rows that really came.</param>
/// <param name="Milliseconds">What it took.</param>
internal sealed partial record Plan(string Page, Statement Statement, string Text, double Milliseconds)
{
    /// <summary>The tables with people in them that are read from end to end.</summary>
    public IEnumerable<string> ReadWhole => WholeTable().Matches(Text).Select(match => match.Groups["table"].Value);

    [GeneratedRegex(@"Seq Scan on (?<table>member|sojourn|record|duty|exchange|certificate)\b")]
    private static partial Regex WholeTable();
}

/// <summary>The plans of the ten slowest statements among those that the hottest pages send: none may read all people.</summary>
internal sealed partial class Plans : Benchmark
{
    private const int Hottest = 10;

    public override string Name => "plans";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation)
    {
        var plans = await ExplainAsync(world, cancellation);
        if (world.Plans is { } directory)
            await WriteAsync(directory, world, plans, cancellation);
        var whole = plans.SelectMany(plan => plan.ReadWhole.Select(table => $"{table} for {plan.Page}")).Distinct().ToList();
        return [Of(world, "tables of people that the ten slowest statements of pages read from end to end", whole.Count, null, "tables", Goal.AtMost, 0,
            whole.Count > 0 ? string.Join(", ", whole) : $"slowest: {plans[0].Milliseconds:N1} ms on {plans[0].Page}")];
    }

    public static async Task<IReadOnlyList<Plan>> ExplainAsync(World world, CancellationToken cancellation)
    {
        await using var server = await Server.StartAsync(world, cancellation);
        // the branch and the town with most people away
        var branch = await world.AskAsync<string>(
            "select home_path from sojourn where ended_on is null group by home_path order by count(*) desc, home_path limit 1", cancellation);
        var town = branch[..branch.LastIndexOf('.')];
        var member = await world.AskAsync<Guid>(
            $"select member_id from sojourn where home_path = '{branch}' and ended_on is null order by id limit 1", cancellation);
        var (secretary, clerk) = ((await server.SignInAsync(Roles.Secretary, [branch], cancellation))[0],
            (await server.SignInAsync(Roles.Clerk, [town], cancellation))[0]);
        using var client = Server.Client(server.Address);
        using var asked = new Asked(world.Database);
        var plans = new List<Plan>();
        foreach (var (visitor, page) in new[]
        {
            (secretary, "/"), (secretary, "/Worklist"), (secretary, $"/Members/{member}"), (secretary, $"/Search?q={Uri.EscapeDataString("王")}"),
            (secretary, "/Lists/outflow"), (secretary, "/Correspondence"),
            (clerk, "/"), (clerk, "/Worklist"), (clerk, "/Branches"), (clerk, "/Lists/outflow"), (clerk, "/Lists/inflow"), (clerk, "/Members"),
            (clerk, "/Certificates"), (clerk, $"/Search?q={Uri.EscapeDataString("建国")}"),
        })
        {
            using var answer = await client.SendAsync(new Request(page, visitor.Cookie).Message(), cancellation);
            await answer.Content.CopyToAsync(Stream.Null, cancellation);
            plans.AddRange(await ExplainAsync(world.Source,
                $"{page.Replace(member.ToString(), "…", StringComparison.Ordinal)} of a {(visitor == clerk ? "town" : "branch")}", asked.Take(), cancellation));
        }
        return [.. plans.OrderByDescending(plan => plan.Milliseconds).DistinctBy(plan => plan.Statement.Text).Take(Hottest)];
    }

    /// <summary>As the same user sees it: the scope is set as the page set it.</summary>
    private static async Task<List<Plan>> ExplainAsync(
        NpgsqlDataSource source, string page, IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        var plans = new List<Plan>();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var statement in statements)
        {
            if (!IsReading(statement.Text))
            {
                await using var scope = statement.On(connection, transaction);
                await scope.ExecuteNonQueryAsync(cancellation);
                continue;
            }
            await using var command = (statement with { Text = "explain (analyze, costs off, buffers off, timing off) " + statement.Text })
                .On(connection, transaction);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var text = new StringBuilder();
            while (await reader.ReadAsync(cancellation))
                text.Append(reader.GetString(0)).Append('\n');
            var took = ExecutionTime().Match(text.ToString());
            plans.Add(new Plan(page, statement, text.ToString(), double.Parse(took.Groups["ms"].Value, CultureInfo.InvariantCulture)));
        }
        await transaction.RollbackAsync(cancellation);
        return plans;
    }

    private static bool IsReading(string text) =>
        text.TrimStart() is var start
            && (start.StartsWith("select", StringComparison.OrdinalIgnoreCase) || start.StartsWith("with", StringComparison.OrdinalIgnoreCase));

    private static async Task WriteAsync(string directory, World world, IReadOnlyList<Plan> plans, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        foreach (var old in Directory.GetFiles(directory, "*.txt"))
            File.Delete(old);
        foreach (var (place, plan) in plans.Index())
        {
            await File.WriteAllTextAsync(Path.Combine(directory, $"{place + 1:00}.txt"),
                $"{plan.Page}, {world.Size:N0} sojourns, {world.Today:yyyy-MM-dd}: {plan.Milliseconds:N1} ms\n\n{plan.Statement.Text.Trim()}\n\n{plan.Text}",
                cancellation);
        }
    }

    [GeneratedRegex(@"Execution Time: (?<ms>[0-9.]+)")]
    private static partial Regex ExecutionTime();
}
