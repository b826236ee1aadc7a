using Npgsql;

namespace Hongyan.Features.Scale;

/// <summary>
/// What makes a cluster of one database: tables that belong to a member are distributed by him and lie together, all others are copied
/// to every node. Which is which is read from the schema, so that a new table needs no entry here.
/// </summary>
internal sealed class Cluster(NpgsqlDataSource source)
{
    private const string Extension = "citus";

    // A number, a key or a hash stands for one member among all, and the chain of the log is one: they are unique over all nodes, which only a copied table can be.
    private static readonly string[] Everywhere = ["account", "audit_entry", "member_identity", "certificate_number"];

    /// <summary>Whether the extension is installed, or can be.</summary>
    public async Task<bool> IsPossibleAsync(CancellationToken cancellation) =>
        (await ListAsync($"select name from pg_available_extensions where name = '{Extension}'", cancellation)).Count > 0;

    /// <summary>The statements, in their order; what is distributed already is left out.</summary>
    public async Task<IReadOnlyList<string>> StepsAsync(CancellationToken cancellation)
    {
        var tables = await ListAsync("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname", cancellation);
        var done = await IsInstalledAsync(cancellation)
            ? await ListAsync("select logicalrelid::regclass::text from pg_dist_partition", cancellation) : [];
        var owned = await OwnedAsync(cancellation);
        return
        [
            $"create extension if not exists {Extension}",
            $"alter database {await DatabaseAsync(cancellation)} set citus.propagate_set_commands = 'local'", // the scope of a request reaches every node
            .. InOrder(tables.Except(owned.Keys), await PointingAsync(cancellation)).Except(done).Select(table => $"select create_reference_table('{table}')"),
            .. InOrder(owned.Keys, await PointingAsync(cancellation)).Except(done).Select(table =>
                table == "member" ? $"select create_distributed_table('{table}', '{owned[table]}')"
                : $"select create_distributed_table('{table}', '{owned[table]}', colocate_with => 'member')"),
        ];
    }

    public async Task TakeAsync(string step, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(step);
        command.CommandTimeout = 0; // rows that are there already move
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The tables that are distributed, with the column that says whose a row is.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OwnedAsync(CancellationToken cancellation)
    {
        var owned = (await ListAsync("""
            select relname from pg_class join pg_attribute on attrelid = pg_class.oid
            where relkind = 'r' and relnamespace = 'public'::regnamespace and attname = 'member_id' and not attisdropped order by relname
            """, cancellation)).Except(Everywhere).ToDictionary(table => table, _ => "member_id");
        owned["member"] = "id";
        return owned;
    }

    /// <summary>The keys and unique indexes of a distributed table that do not name the member: Citus could not keep them.</summary>
    public async Task<IReadOnlyList<string>> LooseKeysAsync(CancellationToken cancellation)
    {
        var owned = await OwnedAsync(cancellation);
        var keys = await ListAsync("""
            select indrelid::regclass || ' ' || indexrelid::regclass || ' ' || array_to_string(array(
              select attname from pg_attribute where attrelid = indrelid and attnum = any(indkey)), ',')
            from pg_index join pg_class on pg_class.oid = indrelid where indisunique and relnamespace = 'public'::regnamespace
            """, cancellation);
        return [.. keys.Select(key => key.Split(' ')).Where(key => owned.TryGetValue(key[0], out var column) && !key[2].Split(',').Contains(column)).Select(key => key[1])];
    }

    private async Task<bool> IsInstalledAsync(CancellationToken cancellation) =>
        (await ListAsync($"select extname from pg_extension where extname = '{Extension}'", cancellation)).Count > 0;

    private async Task<string> DatabaseAsync(CancellationToken cancellation) =>
        (await ListAsync("select quote_ident(current_database())", cancellation))[0];

    private async Task<ILookup<string, string>> PointingAsync(CancellationToken cancellation) =>
        (await ListAsync("select conrelid::regclass || ' ' || confrelid::regclass from pg_constraint where contype = 'f' and conrelid <> confrelid", cancellation))
            .Select(pair => pair.Split(' ')).ToLookup(pair => pair[0], pair => pair[1]);

    /// <summary>Each table after those it points to.</summary>
    private static IEnumerable<string> InOrder(IEnumerable<string> tables, ILookup<string, string> pointing)
    {
        var left = tables.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(table => !pointing[table].Intersect(left).Any()) ?? left[0];
            left.Remove(next);
            yield return next;
        }
    }

    private async Task<List<string>> ListAsync(string sql, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var all = new List<string>();
        while (await reader.ReadAsync(cancellation))
            all.Add(reader.GetString(0));
        return all;
    }
}
