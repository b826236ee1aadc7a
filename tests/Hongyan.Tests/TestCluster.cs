using Hongyan.Features.Scale;
using Hongyan.Platform;
using Hongyan.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace Hongyan.Tests;

/// <summary>
/// One PostgreSQL for the whole run, started when the first test wants it, with one migrated database to copy; with HONGYAN_DATABASE the
/// server that it names, whose tables are distributed when it has Citus on that one node.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private const string Template = "hongyan_template";
    private const string Variable = "HONGYAN_DATABASE";
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static EmbeddedPostgres? postgres;
    private static string? given;
    private static string? server;
    private static string? directory;
    private static int count;

    /// <summary>Whether the tables of members are distributed.</summary>
    public static bool IsClustered { get; private set; }

    /// <summary>Where Hongyan.slnx lies.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>A fresh database with today's schema and nothing in it, or what another one holds that nobody uses any more.</summary>
    public static async Task<string> NewDatabaseAsync(string? like = null)
    {
        await OneAtATime.WaitAsync();
        try
        {
            server ??= await StartAsync();
            var (name, original) = ($"installation_{++count}", like is null ? Template : new NpgsqlConnectionStringBuilder(like).Database);
            if (IsClustered) await ExecuteAsync($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{original}'"); // Citus minds it
            await ExecuteAsync($"drop database if exists {name} with (force)"); // of a run before
            await ExecuteAsync($"create database {name} template {original}{Owned}");
            await ExecuteAsync($"revoke temporary on database {name} from public"); // rights to a database are not copied with it
            if (IsClustered) // a copy has the tables, not the settings
                foreach (var setting in Cluster.Settings(name)) await ExecuteAsync(setting);
            return To(name);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>A database without any schema.</summary>
    public static async Task<string> BareDatabaseAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            server ??= await StartAsync();
            var name = $"installation_{++count}";
            await ExecuteAsync($"drop database if exists {name} with (force)");
            await ExecuteAsync($"create database {name}{Owned}");
            return To(name);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Takes everything out of a database that was fresh once; its connections stay.</summary>
    public static async Task EmptyAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            do $$
            declare
              one text;
            begin
              set local session_replication_role = replica; -- neither triggers nor the order of references
              for one in select tablename from pg_tables where schemaname = 'public' and tablename <> 'migration' loop
                execute format('delete from %I', one);
              end loop;
            end $$
            """);
        for (var left = 3; ; left--)
        {
            try
            {
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException met) when (met.SqlState == PostgresErrorCodes.DeadlockDetected && left > 0)
            {
                // with a job of the application, which comes every few seconds
            }
        }
    }

    /// <summary>Hongyan as a process of its own has the database that its test names.</summary>
    public TestCluster()
    {
        given = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await TestInstallation.EndAllAsync();
        NpgsqlConnection.ClearAllPools();
        if (postgres is not null) await postgres.DisposeAsync();
        if (directory is not null) Directory.Delete(directory, recursive: true);
    }

    private static async Task<string> StartAsync()
    {
        if (given is null)
        {
            directory = Directory.CreateTempSubdirectory("hongyan-tests-").FullName;
            postgres = await EmbeddedPostgres.StartAsync(directory, RepositoryRoot, durable: false, CancellationToken.None);
        }
        server = postgres?.SuperuserConnectionString ?? given!;
        if (postgres is not null)
        {
            // Of hundreds of databases, each would be looked at every minute.
            await ExecuteAsync("alter system set autovacuum = off");
            await ExecuteAsync($"grant set on parameter session_replication_role to {DatabaseRights.Owner}"); // by which databases are emptied
            await ExecuteAsync("select pg_reload_conf()");
        }
        await ExecuteAsync($"drop database if exists {Template} with (force)");
        await ExecuteAsync($"create database {Template}{Owned}");
        await using var source = NpgsqlDataSource.Create(To(Template));
        await Migrator.MigrateAsync(source, CancellationToken.None);
        await TestMoment.BeginAsync(source);
        IsClustered = await new Cluster(source).IsPossibleAsync(CancellationToken.None);
        if (IsClustered) await ClusterVerb.PrepareAsync(source, dryRun: false, TextWriter.Null, CancellationToken.None);
        return server;
    }

    /// <summary>The same database as pages sign in to it.</summary>
    public static string AsPages(string database) =>
        new NpgsqlConnectionStringBuilder(database) { Username = "hongyan_app", MaxAutoPrepare = 100 }.ConnectionString;

    /// <summary>The server's superuser in that database, where the cluster is our own.</summary>
    public static string AsSuperuser(string database) =>
        new NpgsqlConnectionStringBuilder(server!) { Database = new NpgsqlConnectionStringBuilder(database).Database, Pooling = false }.ConnectionString;

    private static string Owned => postgres is null ? "" : $" owner {DatabaseRights.Owner}";

    private static string To(string database)
    {
        var connection = new NpgsqlConnectionStringBuilder(server!) { Database = database, MaxPoolSize = 10, Pooling = true };
        if (postgres is not null) connection.Username = DatabaseRights.Owner;
        return connection.ConnectionString;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server!);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Hongyan.slnx")))
            at = at.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        return at.FullName;
    }
}
