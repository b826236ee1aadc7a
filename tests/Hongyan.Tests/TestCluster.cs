using Hongyan.Platform;
using Hongyan.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace Hongyan.Tests;

/// <summary>One PostgreSQL for the whole run, started when the first test wants it, with one migrated database to copy.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private const string Template = "hongyan_template";
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static EmbeddedPostgres? postgres;
    private static string? directory;
    private static int count;

    /// <summary>Where Hongyan.slnx lies.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>A fresh database with today's schema and nothing in it.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            postgres ??= await StartAsync();
            var name = $"house_{++count}";
            await ExecuteAsync($"create database {name} template {Template}");
            return To(name);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is null) return;
        NpgsqlConnection.ClearAllPools();
        await postgres.DisposeAsync();
        Directory.Delete(directory!, recursive: true);
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        directory = Directory.CreateTempSubdirectory("hongyan-tests-").FullName;
        postgres = await EmbeddedPostgres.StartAsync(directory, RepositoryRoot, durable: false, CancellationToken.None);
        await ExecuteAsync($"create database {Template}");
        await using (var source = NpgsqlDataSource.Create(To(Template)))
            await Migrator.MigrateAsync(source, CancellationToken.None);
        return postgres;
    }

    /// <summary>The same database as pages sign in to it.</summary>
    public static string AsPages(string database) => new NpgsqlConnectionStringBuilder(database) { Username = "hongyan_app" }.ConnectionString;

    private static string To(string database) =>
        new NpgsqlConnectionStringBuilder(postgres!.ConnectionString) { Database = database, MaxPoolSize = 10 }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(postgres!.ConnectionString);
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
