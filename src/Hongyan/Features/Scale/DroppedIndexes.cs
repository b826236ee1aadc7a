using Npgsql;

namespace Hongyan.Features.Scale;

/// <summary>Tables without keys and indexes, and the statements that bring them back as they were.</summary>
internal sealed class DroppedIndexes
{
    private readonly List<string> back = [];

    /// <summary>Within the caller's transaction.</summary>
    public static async Task<DroppedIndexes> MakeAsync(NpgsqlConnection connection, string[] tables, CancellationToken cancellation)
    {
        var dropped = new DroppedIndexes();
        // foreign keys go first and come last; a key's index goes with its constraint
        var foreign = await ReadAsync(connection, $"""
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint where contype = 'f' and (conrelid::regclass::text = any($1) or confrelid::regclass::text = any($1)) order by conname
            """, tables, cancellation);
        var keys = await ReadAsync(connection, """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint where contype in ('p', 'u') and conrelid::regclass::text = any($1) order by conname
            """, tables, cancellation);
        var indexes = await ReadAsync(connection, """
            select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            from pg_index where indrelid::regclass::text = any($1) and not exists (select from pg_constraint where conindid = indexrelid) order by 2
            """, tables, cancellation);
        foreach (var (drop, _) in foreign.Concat(keys).Concat(indexes))
            await ExecuteAsync(connection, drop, cancellation);
        dropped.back.AddRange(keys.Concat(indexes).Concat(foreign).Select(one => one.Back));
        return dropped;
    }

    public async Task UndoAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var statement in back)
            await ExecuteAsync(connection, statement, cancellation);
    }

    private static async Task<List<(string Drop, string Back)>> ReadAsync(
        NpgsqlConnection connection, string sql, string[] tables, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = tables });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var statements = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
            statements.Add((reader.GetString(0), reader.GetString(1)));
        return statements;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
