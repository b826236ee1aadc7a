using Hongyan.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Features.Reports;

/// <summary>Rows of statements that Entity Framework cannot write, on its connection and so in the transaction and scope of the request.</summary>
internal static class Rows
{
    public static async Task<List<T>> ReadAsync<T>(
        HongyanDb db, string sql, IEnumerable<object> values, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
            if (db.Database.GetCommandTimeout() is { } seconds)
                command.CommandTimeout = seconds;
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await using var row = await command.ExecuteReaderAsync(cancellation);
            var all = new List<T>();
            while (await row.ReadAsync(cancellation))
                all.Add(read(row));
            return all;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
