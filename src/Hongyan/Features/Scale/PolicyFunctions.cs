using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Hongyan.Features.Scale;

/// <summary>
/// Citus takes no policy that looks into another table, but it takes one that calls a function, and asks on the node of the row. What a
/// policy asks of other tables becomes a function of its own, with the columns of the row that the policy reads; all else stays as it is written.
/// A function asks the whole cluster, which takes a millisecond for a row. Where the other table lies together with the policy's own, each part
/// on a node gets the policy as it was, between the parts. A part that is moved later has the functions again: slower, and as strict.
/// </summary>
internal static partial class PolicyFunctions
{
    private const string Question = "EXISTS (";

    // names are told in full, so that nobody's search path leads a function elsewhere
    private const string Asked = """
        set local search_path = '';
        select relname::text, polname::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid),
               array(select attname::text from pg_attribute where attrelid = polrelid and attnum = any(read) order by attnum),
               array(select format_type(atttypid, null) from pg_attribute where attrelid = polrelid and attnum = any(read) order by attnum)
        from pg_policy
        join pg_class on pg_class.oid = polrelid
        cross join lateral (
          select array_agg(refobjsubid) from pg_depend
          where classid = 'pg_policy'::regclass and objid = pg_policy.oid and refobjid = polrelid and refobjsubid > 0) depends (read)
        where relnamespace = 'public'::regnamespace
        order by relname, polname
        """;

    /// <summary>
    /// The statements, in their order, before tables are distributed and on their parts after it; a policy that looks nowhere else stays as it is.
    /// </summary>
    public static async Task<(IReadOnlyList<string> Before, IReadOnlyList<string> OnParts)> StepsAsync(
        NpgsqlDataSource source, ICollection<string> owned, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = new NpgsqlCommand(Asked, connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (before, parts) = (new List<string>(), new List<string>());
        while (await reader.ReadAsync(cancellation))
        {
            var policy = new Policy(reader.GetString(0), reader.GetString(1), await reader.IsDBNullAsync(2, cancellation) ? null : reader.GetString(2),
                await reader.IsDBNullAsync(3, cancellation) ? null : reader.GetString(3), reader.GetFieldValue<string[]>(4), reader.GetFieldValue<string[]>(5));
            before.AddRange(policy.Rewritten());
            if (owned.Contains(policy.Table) && policy.LooksInto() is [var other] && owned.Contains(other)) parts.Add(policy.OnParts(other));
        }
        return (before, parts);
    }

    private sealed partial record Policy(string Table, string Name, string? Using, string? Check, string[] Columns, string[] Types)
    {
        private readonly List<string> functions = [];

        public IEnumerable<string> Rewritten()
        {
            var altered = Altered(Table, Replaced(Using), Replaced(Check));
            return functions.Count == 0 ? [] : [.. functions, altered];
        }

        public IReadOnlyList<string> LooksInto() => [.. From().Matches($"{Using} {Check}").Select(match => match.Groups[2].Value).Distinct()];

        public string OnParts(string other) =>
            $"select success, result from run_command_on_colocated_placements('{Table}', '{other}', "
                + $"'{Altered("%1$s", Part(Using), Part(Check)).Replace("'", "''", StringComparison.Ordinal)}')";

        private string Altered(string table, string? seen, string? written) =>
            $"alter policy {Name} on {table}{(seen is null ? "" : $" using ({seen})")}{(written is null ? "" : $" with check ({written})")}";

        // The other table keeps its name, or the short one it has here, for its part; the row is that of the part.
        private string? Part(string? expression) => expression is null ? null
            : Regex.Replace(From()
                .Replace(expression.Replace("%", "%%", StringComparison.Ordinal),
                    match => $"{match.Groups[1].Value} %2$s {(match.Groups[3].Length > 0 ? match.Groups[3].Value : match.Groups[2].Value)}\n"),
                $@"(?<![\w.]){Table}\.", "%1$s.");

        [GeneratedRegex(@"\b(FROM|JOIN) \(*public\.(\w+)(?: (\w+))?\n?")]
        private static partial Regex From();

        private string? Replaced(string? expression)
        {
            if (expression is null) return null;
            var replaced = new StringBuilder();
            var from = 0;
            for (int at; (at = expression.IndexOf(Question, from, StringComparison.Ordinal)) >= 0; from = End(expression, at + Question.Length))
                replaced.Append(expression, from, at - from).Append(Function(expression[at..End(expression, at + Question.Length)]));
            return replaced.Append(expression, from, expression.Length - from).ToString();
        }

        // In PL/pgSQL, for Citus plans no parameter of an SQL function; the block bears the table's name, by which the question names the row.
        private string Function(string question)
        {
            var name = $"public.policy_{Table}_{Name}_{functions.Count + 1}";
            var row = string.Join(' ', Columns.Select((column, n) => $"{column} {Types[n]} := ${n + 1};"));
            functions.Add(
                $"create or replace function {name}({string.Join(", ", Types)}) returns boolean language plpgsql stable as $$ "
                    + $"<<{Table}>> declare {row} begin return {question}; end $$");
            return $"{name}({string.Join(", ", Columns)})";
        }

        private static int End(string expression, int at)
        {
            for (var open = 1; open > 0; at++)
                open += expression[at] switch { '(' => 1, ')' => -1, _ => 0 };
            return at;
        }
    }
}
