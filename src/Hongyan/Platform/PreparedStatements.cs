using System.Collections.Concurrent;
using System.Data.Common;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Hongyan.Platform;

/// <summary>
/// Prepares what pages ask again and again, once on each connection. Not by Npgsql's automatic preparation: with 10.0.3, a statement that
/// fails while it is being prepared leaves its connection unusable for the next request.
/// </summary>
internal sealed class PreparedStatements(int most) : DbCommandInterceptor
{
    private const int OftenEnough = 4;
    private const int MostCounted = 5_000; // texts that vary without end are not remembered

    private readonly ConcurrentDictionary<string, int> uses = new();
    private readonly ConcurrentDictionary<string, bool> chosen = new();

    /// <summary>Those of a context; nothing where statements are not prepared.</summary>
    public static PreparedStatements? Of(HongyanDb db) =>
        db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<PreparedStatements>().FirstOrDefault();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not HongyanDb { Answer: not null }) // its connection reads what was sent with others
            await PrepareAsync((NpgsqlCommand)command, cancellationToken);
        return result;
    }

    /// <summary>Prepares a statement that has come often enough. Its parameters must have types.</summary>
    public Task PrepareAsync(NpgsqlCommand command, CancellationToken cancellation) =>
        IsOften(command.CommandText) ? command.PrepareAsync(cancellation) : Task.CompletedTask;

    /// <summary>The same for those that are sent together.</summary>
    public Task PrepareAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        var areOften = true;
        foreach (NpgsqlBatchCommand one in batch.BatchCommands)
            areOften &= IsOften(one.CommandText);
        return areOften ? batch.PrepareAsync(cancellation) : Task.CompletedTask;
    }

    private bool IsOften(string text)
    {
        if (chosen.ContainsKey(text)) return true;
        if (chosen.Count >= most || (uses.Count >= MostCounted && !uses.ContainsKey(text))) return false;
        return uses.AddOrUpdate(text, 1, (_, before) => before + 1) >= OftenEnough && chosen.TryAdd(text, true);
    }
}
