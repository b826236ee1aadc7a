using System.Diagnostics;
using System.Threading.Channels;
using Hongyan.Data;
using Npgsql;

namespace Hongyan.Features.Scale;

/// <summary>
/// Sends a population to the database in one transaction: the indexes go first and come back last, so that each is built once and not
/// row by row. Whatever stops it, the database is as it was.
/// </summary>
internal sealed class Filling(NpgsqlConnection connection, Action<int> progress)
{
    private const int MembersAtOnce = 1000;

    public async Task<Dictionary<string, long>> FillAsync(GenerationContext context, Action indexing, CancellationToken cancellation)
    {
        await ExecuteAsync(
            "set local maintenance_work_mem = '512MB'; set local max_parallel_maintenance_workers = 2; set local synchronous_commit = off", cancellation);
        var dropped = await DroppedIndexes.MakeAsync(connection, [.. Tables.Generated.Select(table => table.Name)], cancellation);
        await ExecuteAsync($"truncate {string.Join(", ", Tables.Generated.Select(table => table.Name))} cascade", cancellation);
        var sent = Tables.Generated.ToDictionary(table => table.Name, _ => 0L);

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parts = Channel.CreateBounded<Task<PopulationPart>>(Environment.ProcessorCount * 2);
        var making = MakeAsync(context, parts.Writer, stopping.Token);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(cancellation))
            {
                var population = await part;
                foreach (var table in Tables.Generated)
                    sent[table.Name] += await population.Rows[table.Name].SendAsync(connection, table.CopyFrozen, cancellation);
                progress((int)sent[Tables.Sojourn.Name]);
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await making;
        }
        indexing();
        await dropped.UndoAsync(connection, cancellation);
        return sent;
    }

    /// <summary>In order, some parts at a time: the population does not depend on how many threads make it.</summary>
    private static async Task MakeAsync(GenerationContext context, ChannelWriter<Task<PopulationPart>> parts, CancellationToken cancellation)
    {
        using var hands = new SemaphoreSlim(Environment.ProcessorCount);
        try
        {
            var branches = context.Tree.Branches.Count;
            for (var (from, to) = (0, 0); from < branches; from = to)
            {
                for (to = from + 1; to < branches && context.Tree.MembersOf(to).Last - context.Tree.MembersOf(from).First <= MembersAtOnce;)
                    to++;
                var (first, last) = (from, to);
                await parts.WriteAsync(Task.Run(() => PopulationPart.Of(context, first, last), cancellation), cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // whoever stopped it knows
        }
        parts.Complete();
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
