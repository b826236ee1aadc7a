using System.Globalization;
using Npgsql;

namespace Hongyan.Platform;

/// <summary>Brings the schema up to date: plain numbered SQL, each file once, one process at a time.</summary>
internal static class Migrator
{
    private const long Lock = 7_468_616;

    public static async Task MigrateAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", cancellation);
        try
        {
            await ExecuteAsync(connection, "create table if not exists migration (number integer primary key, name text not null, applied_at timestamptz not null default now())", cancellation);
            var applied = await AppliedAsync(connection, cancellation);
            foreach (var (number, name) in Files().Where(file => !applied.Contains(file.Number)))
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await ExecuteAsync(connection, await TextAsync(name, cancellation), cancellation);
                await ExecuteAsync(connection, $"insert into migration (number, name) values ({number}, '{name}')", cancellation);
                await transaction.CommitAsync(cancellation);
            }
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    /// <summary>Whether the schema is the one this version brings.</summary>
    public static async Task<bool> IsUpToDateAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        (await AppliedAsync(connection, cancellation)).SetEquals(Files().Select(file => file.Number));

    private static IEnumerable<(int Number, string Name)> Files() =>
        from name in typeof(Migrator).Assembly.GetManifestResourceNames()
        where name.EndsWith(".sql", StringComparison.Ordinal)
        let file = name.Split('.')[^2]
        orderby file
        select (int.Parse(file.TrimStart('_').Split('_')[0], CultureInfo.InvariantCulture), name);

    private static async Task<string> TextAsync(string name, CancellationToken cancellation)
    {
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync(cancellation);
    }

    public static async Task<HashSet<int>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select number from migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var numbers = new HashSet<int>();
        while (await reader.ReadAsync(cancellation))
            numbers.Add(reader.GetInt32(0));
        return numbers;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
