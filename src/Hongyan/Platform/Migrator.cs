using System.Globalization;
using Npgsql;

namespace Hongyan.Platform;

/// <summary>
/// Brings the schema up to date: plain numbered SQL, each file once, one process at a time. All steps that are missing are one transaction:
/// when one fails, the database is as it was, and the program that ran before still fits it.
/// </summary>
internal static class Migrator
{
    private static readonly IReadOnlyList<Step> Shipped =
    [
        .. from name in typeof(Migrator).Assembly.GetManifestResourceNames()
           where name.EndsWith(".sql", StringComparison.Ordinal)
           let file = name.Split('.')[^2].TrimStart('_')
           orderby file
           select new Step(int.Parse(file.Split('_')[0], CultureInfo.InvariantCulture), name, () => Text(name)),
    ];

    /// <param name="only">Leaves out what is not among these, so that a database becomes that of an older version; what was applied stays.</param>
    public static Task MigrateAsync(NpgsqlDataSource source, CancellationToken cancellation, IReadOnlyCollection<int>? only = null) =>
        MigrateAsync(source, Shipped, cancellation, only);

    /// <exception cref="UserError">A step failed, or the database is that of a newer program; nothing was changed.</exception>
    public static async Task MigrateAsync(
        NpgsqlDataSource source, IReadOnlyList<Step> steps, CancellationToken cancellation, IReadOnlyCollection<int>? only = null)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, AdvisoryLocks.Keep(AdvisoryLock.Migration), cancellation);
        try
        {
            await ExecuteAsync(connection,
                "create table if not exists migration (number integer primary key, name text not null, applied_at timestamptz not null default now())",
                cancellation);
            var applied = await AppliedAsync(connection, cancellation);
            var unknown = applied.Except(steps.Select(step => step.Number)).Order().ToList();
            if (unknown.Count > 0)
                throw new UserError($"数据库已由更新版本的程序升级（步骤 {string.Join('、', unknown)}），这个旧版本不能使用它，什么都没有改动。请换用新版本的程序。 / "
                    + $"The database is that of a newer program (steps {string.Join(", ", unknown)}), which this one does not know; nothing was changed. "
                    + "Start the newer program.");
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            foreach (var step in steps.Where(step => !applied.Contains(step.Number) && only?.Contains(step.Number) != false))
                await ApplyAsync(connection, step, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            await ExecuteAsync(connection, AdvisoryLocks.Release(AdvisoryLock.Migration), CancellationToken.None);
        }
    }

    /// <summary>Whether a schema of these steps is older than this version's, or the same.</summary>
    public static bool Knows(IEnumerable<int> steps) => !steps.Except(Shipped.Select(step => step.Number)).Any();

    /// <summary>Whether the schema is the one this version brings.</summary>
    public static async Task<bool> IsUpToDateAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        (await AppliedAsync(connection, cancellation)).SetEquals(Shipped.Select(step => step.Number));

    public static async Task<HashSet<int>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select number from migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var numbers = new HashSet<int>();
        while (await reader.ReadAsync(cancellation))
            numbers.Add(reader.GetInt32(0));
        return numbers;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Step step, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(connection, step.Sql(), cancellation);
            await ExecuteAsync(connection, $"insert into migration (number, name) values ({step.Number}, '{step.Name}')", cancellation);
        }
        catch (PostgresException problem)
        {
            throw new UserError($"数据库升级在“{step.ShortName}”这一步失败，已全部退回，数据库与升级前一样：{problem.MessageText} / "
                + $"The migration {step.ShortName} failed; everything was taken back and the database is as before: {problem.MessageText}");
        }
    }

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>One file: its number, the name it is kept under, and what it does.</summary>
    internal sealed record Step(int Number, string Name, Func<string> Sql)
    {
        /// <summary>As the file is called.</summary>
        public string ShortName => Name.Split('.') is [.., var file, "sql"] ? file.TrimStart('_') : Name;
    }
}
