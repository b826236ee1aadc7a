using System.Data.Common;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Hongyan.Platform;

/// <summary>
/// Queries that are sent together, in one round trip however many. Each sees what was committed before its own turn: those after a row that is
/// locked see what was written while it was waited for. Tracking and conversions are those of the query.
/// </summary>
internal sealed class QueryBatch(HongyanDb db)
{
    private readonly List<(DbCommand Command, Func<CancellationToken, Task> Read)> queries = [];

    /// <param name="take">Gets the rows, after those of the queries before it were taken.</param>
    public QueryBatch Add<T>(IQueryable<T> query, Action<List<T>> take)
    {
        queries.Add((query.CreateDbCommand(), async cancellation => take(await query.ToListAsync(cancellation))));
        return this;
    }

    public async Task SendAsync(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(),
                (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
            foreach (var (command, _) in queries)
                batch.BatchCommands.Add(Taken((NpgsqlCommand)command));
            if (PreparedStatements.Of(db) is { } prepared)
                await prepared.PrepareAsync(batch, cancellation);
            await using var answers = await batch.ExecuteReaderAsync(cancellation);
            foreach (var (_, read) in queries)
            {
                db.Answer = new ResultSet(answers);
                await read(cancellation);
                if (db.Answer is not null)
                    throw new InvalidOperationException("A query of a batch was not answered from it.");
                await answers.NextResultAsync(cancellation);
            }
        }
        finally
        {
            db.Answer = null;
            await db.Database.CloseConnectionAsync();
        }
    }

    private static NpgsqlBatchCommand Taken(NpgsqlCommand command)
    {
        var taken = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters)
            taken.Parameters.Add(parameter.Clone());
        command.Dispose();
        return taken;
    }

    /// <summary>Answers the next query of a context from its batch; without one the query is sent as ever.</summary>
    internal sealed class Answering : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context is not HongyanDb { Answer: { } answer } db)
                return new(result);
            db.Answer = null;
            return new(InterceptionResult<DbDataReader>.SuppressWithResult(answer));
        }
    }
}
