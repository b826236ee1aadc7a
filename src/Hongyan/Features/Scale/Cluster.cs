using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Features.Scale;

/// <summary>
/// What makes a cluster of one database: tables that belong to a member, or to the owner of a case, are distributed by him and lie together, all others are
/// copied to every node. Which is which is read from the schema, so that a new table needs no entry here.
/// </summary>
internal sealed class Cluster(NpgsqlDataSource source)
{
    private const string Extension = "citus";
    private const int Refused = 1;

    // A number, a key or a hash stands for one member among all, and the chain of the log is one: they are unique over all nodes, which only a copied table can
    // be.
    private static readonly string[] Everywhere = ["account", "audit_entry", "member_identity", "certificate_number", "account_person"];

    /// <summary>Whether the server has the extension and loads it: its files alone are not enough.</summary>
    public async Task<bool> IsPossibleAsync(CancellationToken cancellation) =>
        (await ListAsync($"""
            select name from pg_available_extensions where name = '{Extension}' and current_setting('{Extension}.shard_count', true) is not null
            """, cancellation)).Count > 0;

    /// <summary>Before all others, and not taken back when one of them is refused.</summary>
    public static IReadOnlyList<string> First { get; } = [$"create extension if not exists {Extension}"];

    /// <summary>What the sessions of the database need: the scope of a request reaches every node, and policies ask there.</summary>
    public static IReadOnlyList<string> Settings(string database) =>
    [
        $"alter database {database} set citus.propagate_set_commands = 'local'",
        $"alter database {database} set citus.allow_nested_distributed_execution = on",
        // what is copied to all nodes may be written after many members were read
        $"alter database {database} set citus.multi_shard_modify_mode = 'sequential'",
    ];

    /// <summary>The statements, in their order; what is distributed already is left out.</summary>
    public async Task<(IReadOnlyList<string> Placing, IReadOnlyList<string> OnParts)> StepsAsync(CancellationToken cancellation)
    {
        var tables = await ListAsync(
            "select quote_ident(relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname", cancellation);
        var done = await IsInstalledAsync(cancellation)
            ? await ListAsync("select logicalrelid::regclass::text from pg_dist_partition where partmethod = 'h' or repmodel = 't'", cancellation) : [];
        var owned = await OwnedAsync(cancellation);
        // A key from a table that is placed to one that is not would be refused, whichever comes first.
        var keys = await KeysAsync(tables.Except(done), cancellation);
        var (policies, onParts) = await PolicyFunctions.StepsAsync(source, [.. owned.Keys], cancellation);
        return (
        [
            .. policies,
            .. await ListAsync($"""
                select 'alter function ' || oid::regprocedure || ' reset plan_cache_mode' from pg_proc
                where pronamespace = 'public'::regnamespace and 'plan_cache_mode=force_generic_plan' = any(proconfig)
                """, cancellation), // Citus must know whose rows are asked for before it plans
            .. keys.Select(key => $"alter table {key.Table} drop constraint {key.Name}"),
            .. tables.Except(owned.Keys).Except(done).Select(table => $"select create_reference_table('{table}')"),
            .. owned.Keys.Except(done).OrderBy(table => table != "member").Select(table =>
                table == "member" ? $"select create_distributed_table('{table}', '{owned[table]}')"
                : $"select create_distributed_table('{table}', '{owned[table]}', colocate_with => 'member')"),
            .. keys.Select(key => $"alter table {key.Table} add constraint {key.Name} {key.Text}"),
        ], onParts);
    }

    /// <summary>What Citus does not carry over by itself: settings of the database, and rights to single columns.</summary>
    public async Task<IReadOnlyList<string>> LastAsync(CancellationToken cancellation) =>
    [
        .. Settings(await DatabaseAsync(cancellation))
            .Select(setting => $"select success, result from run_command_on_all_nodes('{setting.Replace("'", "''", StringComparison.Ordinal)}')"),
        .. await ListAsync("""
            select format('select success, result from run_command_on_placements(%L, %L)', relname,
              format('grant %s (%I) on %%s to %I', lower(privilege_type), attname, rolname))
            from pg_attribute join pg_class on pg_class.oid = attrelid cross join lateral aclexplode(attacl) join pg_roles on pg_roles.oid = grantee
            where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname, attname
            """, cancellation),
        // Citus sends the values of defaults with the others, so a part must take what the table itself lets nobody name
        .. await ListAsync("""
            select distinct format('select success, result from run_command_on_placements(%L, %L)', relname,
              format('grant insert (%I) on %%s to %I', filled.attname, rolname))
            from pg_class join pg_attribute granted on granted.attrelid = pg_class.oid cross join lateral aclexplode(granted.attacl)
            join pg_roles on pg_roles.oid = grantee join pg_attribute filled on filled.attrelid = pg_class.oid
            where relnamespace = 'public'::regnamespace and relkind = 'r' and privilege_type = 'INSERT'
              and filled.atthasdef and filled.attgenerated = '' and not has_column_privilege(rolname, pg_class.oid, filled.attnum, 'INSERT') order by 1
            """, cancellation),
        .. (await OwnedAsync(cancellation)).Keys.Order().Select(table => $"analyze {table}"), // what has moved is unknown to the planner
    ];

    /// <summary>All of them, or none.</summary>
    /// <exception cref="UserError">The server refuses one.</exception>
    public async Task TakeAsync(IReadOnlyList<string> steps, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // tables that point to each other are placed one node after the other
        foreach (var step in steps.Prepend("set local citus.multi_shard_modify_mode = 'sequential'"))
        {
            try
            {
                await using var command = new NpgsqlCommand(step, connection, transaction) { CommandTimeout = 0 }; // rows that are there already move
                await using var answers = await command.ExecuteReaderAsync(cancellation);
                while (await answers.ReadAsync(cancellation)) // what nodes were told, they answer
                {
                    if (answers.FieldCount == 2 && !answers.GetBoolean(0))
                        throw new UserError(GenerateVerb.Say("citus-refused", step, answers.GetString(1)), Refused);
                }
            }
            catch (PostgresException refused)
            {
                throw new UserError(GenerateVerb.Say("citus-refused", step, refused.MessageText), Refused);
            }
        }
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The tables that are distributed, with the column that says whose a row is.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OwnedAsync(CancellationToken cancellation)
    {
        var owned = (await ListAsync("""
            select quote_ident(relname) || ' ' || attname from pg_class join pg_attribute on attrelid = pg_class.oid
            where relkind = 'r' and relnamespace = 'public'::regnamespace and attname in ('member_id', 'owner_id') and not attisdropped
              and relname <> 'exchange_peer' -- a few, of departments
            order by relname
            """, cancellation))
                .Select(column => column.Split(' '))
                .Where(column => !Everywhere.Contains(column[0]))
                .ToDictionary(column => column[0], column => column[1]);
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
        return [.. keys.Select(key => key.Split(' '))
            .Where(key => owned.TryGetValue(key[0], out var column) && !key[2].Split(',').Contains(column))
            .Select(key => key[1])];
    }

    private async Task<bool> IsInstalledAsync(CancellationToken cancellation) =>
        (await ListAsync($"select extname from pg_extension where extname = '{Extension}'", cancellation)).Count > 0;

    private async Task<string> DatabaseAsync(CancellationToken cancellation) =>
        (await ListAsync("select quote_ident(current_database())", cancellation))[0];

    private async Task<List<(string Table, string Name, string Text)>> KeysAsync(IEnumerable<string> tables, CancellationToken cancellation)
    {
        var left = tables.ToHashSet();
        return [.. (await ListAsync("""
            select conrelid::regclass || '|' || confrelid::regclass || '|' || quote_ident(conname) || '|' || pg_get_constraintdef(oid)
            from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1
            """, cancellation))
                .Select(key => key.Split('|'))
                .Where(key => left.Contains(key[0]) || left.Contains(key[1]))
                .Select(key => (key[0], key[2], key[3]))];
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
