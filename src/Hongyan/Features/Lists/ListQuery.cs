using System.Globalization;
using System.Runtime.CompilerServices;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Hongyan.Features.Lists;

/// <summary>A row as it is shown: what it opens, what choosing it sends, and the values of the columns in their order.</summary>
internal sealed record ListRow(string Address, string? Choice, IReadOnlyList<object?> Values);

/// <summary>Reads lists: a page or the whole of one, or how long several are, each in one statement.</summary>
internal sealed class ListQuery(HongyanDb db, DateOnly today)
{
    public const int RowsOnPage = 50;

    /// <summary>The rows of the page that was asked, and how many there are on all pages.</summary>
    public async Task<(IReadOnlyList<ListRow> Rows, long Total)> PageAsync(Asked asked, IReadOnlyList<Column> columns, CancellationToken cancellation)
    {
        await using var command = Command(asked, columns,
            $"limit {RowsOnPage} offset {((asked.Page - 1) * RowsOnPage).ToString(CultureInfo.InvariantCulture)}");
        if (PreparedStatements.Of(db) is { } prepared) await prepared.PrepareAsync(command, cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (rows, total) = (new List<ListRow>(), 0L);
        while (await reader.ReadAsync(cancellation))
        {
            total = reader.GetInt64(1);
            rows.Add(Read(reader, columns));
        }
        return (rows, total);
    }

    /// <summary>All rows that were asked, one after the other.</summary>
    public async IAsyncEnumerable<ListRow> AllAsync(Asked asked, IReadOnlyList<Column> columns, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = Command(asked, columns, "");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            yield return Read(reader, columns);
    }

    /// <summary>How many rows each of several lists has, as it begins.</summary>
    public async Task<IReadOnlyList<long>> CountsAsync(IReadOnlyList<Asked> lists, CancellationToken cancellation)
    {
        if (lists.Count == 0) return [];
        var values = new Dictionary<string, object>();
        var sums = lists.Select(asked => $"(select count(*) from {asked.List.From} where {Where(asked, values)})").ToList();
        await using var command = Command("select " + string.Join(",\n", sums), lists[0].Org, values);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return [.. lists.Select((_, place) => reader.GetInt64(place))];
    }

    // The page is found by its keys first: what a row shows is worked out for the rows shown, not for all that were counted.
    private NpgsqlCommand Command(Asked asked, IReadOnlyList<Column> columns, string page)
    {
        var list = asked.List;
        var (values, way) = (new Dictionary<string, object>(), asked.Descending ? "desc nulls last" : "asc nulls last");
        var keys = string.Join(", ", list.Keys);
        var found = $"select {string.Join(", ", list.Keys.Select((key, place) => $"{key} as k{place}"))}, count(*) over () as total "
            + $"from {list.From} where {Where(asked, values)} order by {asked.SortedBy.SortedBy} {way}, {keys} {page}";
        var shown = string.Join(", ", columns.Select((column, place) => $"{column.Value} as c{place}"));
        return Command($"""
            with page as materialized ({found})
            select line.opens, page.total, line.choice, {string.Join(", ", columns.Select((_, place) => $"line.c{place}"))}
            from page cross join lateral (
              select {list.Opens ?? "'/Members/' || page.k0"} as opens, {list.Choice} as choice, {asked.SortedBy.SortedBy} as place, {shown}
              from {list.From} where {string.Join(" and ", list.Keys.Select((key, place) => $"{key} = page.k{place}"))}) line
            order by line.place {way}, {string.Join(", ", list.Keys.Select((_, place) => $"page.k{place}"))}
            """, asked.Org, values);
    }

    private static string Where(Asked asked, Dictionary<string, object> values) => string.Join(" and ",
        asked.List.Filters.SelectMany(filter => filter.Conditions(name => asked[name], values)).Prepend($"({asked.List.Where})"));

    private NpgsqlCommand Command(string sql, string org, Dictionary<string, object> values)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var command = new NpgsqlCommand(sql, connection, db.Database.CurrentTransaction?.GetDbTransaction() as NpgsqlTransaction);
        command.Parameters.AddWithValue("lo", NpgsqlDbType.Text, org);
        command.Parameters.AddWithValue("hi", NpgsqlDbType.Text, org + "/"); // '/' follows '.': the organisation and everything below it
        command.Parameters.AddWithValue("today", NpgsqlDbType.Date, today);
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value is DateOnly ? NpgsqlDbType.Date : NpgsqlDbType.Text, value);
        return command;
    }

    private ListRow Read(NpgsqlDataReader reader, IReadOnlyList<Column> columns) =>
        new(reader.GetString(0), reader.IsDBNull(2) ? null : reader.GetString(2), [.. columns.Select((column, place) => Value(reader, place + 3, column.As))]);

    private object? Value(NpgsqlDataReader reader, int place, Show show) =>
        reader.IsDBNull(place) ? null
        : show is Show.Day or Show.DueDay ? reader.GetFieldValue<DateOnly>(place)
        : show is Show.Count or Show.BadCount ? reader.GetInt64(place)
        : show is Show.Encrypted ? db.Secrets.Decrypt(reader.GetFieldValue<byte[]>(place))
        : reader.GetString(place);
}
