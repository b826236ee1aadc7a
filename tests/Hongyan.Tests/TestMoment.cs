using System.Globalization;
using Npgsql;

namespace Hongyan.Tests;

/// <summary>The database dates acts by itself; in tests it follows the test's clock.</summary>
internal static class TestMoment
{
    /// <summary>Once, in the database that all others are copied from.</summary>
    public static async Task BeginAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand($"{Of(TimeSpan.Zero)}; alter table audit_entry alter column at set default test_moment()");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>From now on the database is so far ahead.</summary>
    public static void Move(NpgsqlDataSource database, TimeSpan ahead)
    {
        using var command = database.CreateCommand(Of(ahead));
        command.ExecuteNonQuery();
    }

    private static string Of(TimeSpan ahead) => string.Create(CultureInfo.InvariantCulture,
        $"create or replace function test_moment() returns timestamptz language sql volatile "
            + $"as $$ select clock_timestamp() + interval '{ahead.TotalSeconds:0.000000} seconds' $$");
}
