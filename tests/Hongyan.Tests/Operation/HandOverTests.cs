using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Tests.Operation;

/// <summary>An installation of a version in which the superuser owned everything.</summary>
public sealed class HandOverTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_database_and_all_that_is_in_it_go_to_an_owner_who_is_no_superuser()
    {
        var data = Directory.CreateTempSubdirectory("hongyan-owner-").FullName;
        try
        {
            var options = new InstallationOptions(data, 0, TestCluster.RepositoryRoot, Database: null);
            await using (var installation = await Installation.OpenAsync(options, Stop))
            {
                await using var superuser = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(installation.DataSource.ConnectionString)
                {
                    Username = EmbeddedPostgres.Superuser,
                    Pooling = false,
                }.ConnectionString);
                await superuser.OpenAsync(Stop);
                await ExecuteAsync(superuser, "reassign owned by hongyan_owner to hongyan; alter database hongyan owner to hongyan");
                Assert.Equal("0", await OneAsync(superuser, Owned));
            }
            await using (var installation = await Installation.OpenAsync(options, Stop))
            {
                await using var owner = await installation.DataSource.OpenConnectionAsync(Stop);
                Assert.Equal("hongyan_owner", await OneAsync(owner, "select current_user::text"));
                Assert.Equal("hongyan_owner", await OneAsync(owner, "select datdba::regrole::text from pg_database where datname = current_database()"));
                Assert.Equal("0", await OneAsync(owner, Owned.Replace("owner =", "owner <>", StringComparison.Ordinal)));
                Assert.Equal("false", await OneAsync(owner, "select has_database_privilege('hongyan_app', current_database(), 'temporary')::text"));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private const string Owned = """
        select count(*)::text from (
          select relowner as owner from pg_class where relnamespace = 'public'::regnamespace
          union all select proowner from pg_proc where pronamespace = 'public'::regnamespace
          union all select collowner from pg_collation where collnamespace = 'public'::regnamespace
          union all select typowner from pg_type where typnamespace = 'public'::regnamespace) owned
        where owner = 'hongyan_owner'::regrole
        """;

    private static async Task<string> OneAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(Stop))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
