using Npgsql;

namespace Hongyan.Features.Backup;

/// <summary>The tables of the installation, each after those it refers to, with the columns that are stored.</summary>
internal static class Tables
{
    private const string Everything = """
        select c.relname, array_agg(a.attname order by a.attnum)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'migration'
          and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        group by c.relname order by c.relname
        """;

    private const string References = """
        select f.conrelid::regclass::text, f.confrelid::regclass::text from pg_constraint f
        where f.contype = 'f' and f.conrelid <> f.confrelid
        """;

    public static async Task<IReadOnlyList<(string Table, string[] Columns)>> InOrderAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var left = new Dictionary<string, string[]>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand(Everything, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                left.Add(reader.GetString(0), reader.GetFieldValue<string[]>(1));
        }
        var references = new List<(string From, string To)>();
        await using (var command = new NpgsqlCommand(References, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                references.Add((reader.GetString(0), reader.GetString(1)));
        }
        var ordered = new List<(string, string[])>();
        while (left.Count > 0)
        {
            var ready = left.Keys.Where(table => !references.Any(one => one.From == table && left.ContainsKey(one.To))).Order(StringComparer.Ordinal).ToList();
            if (ready.Count == 0)
                throw new InvalidOperationException("The tables refer to each other in a circle.");
            foreach (var table in ready)
            {
                ordered.Add((table, left[table]));
                left.Remove(table);
            }
        }
        return ordered;
    }

    /// <summary>COPY of the named columns, so that a column added later does not disturb an older backup.</summary>
    public static string Copy(string table, IEnumerable<string> columns, string direction) =>
        $"copy {Quoted(table)} ({string.Join(", ", columns.Select(Quoted))}) {direction} (format binary)";

    public static string Quoted(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
