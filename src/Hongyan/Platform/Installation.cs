using Hongyan.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Hongyan.Platform;

/// <summary>An installation that is open: its database, its keys and the policy it follows.</summary>
public sealed class Installation : IAsyncDisposable
{
    public const string KeyFile = "secret.key";

    private readonly EmbeddedPostgres? postgres;
    private readonly PreparedStatements? prepared;

    public Installation(InstallationOptions options, string connectionString, TimeProvider clock, EmbeddedPostgres? postgres = null)
    {
        this.postgres = postgres;
        Options = options;
        Clock = clock;
        DataSource = Source(connectionString, out _);
        PageSource = (options.PageDatabase ?? postgres?.PageConnectionString) is { } pages ? Source(pages, out prepared) : DataSource;
        Policy = PolicyLibrary.Read(PolicyDirectory);
        Secrets = Secrets.FromFile(Path.Combine(options.DataDirectory, KeyFile));
    }

    public static string PolicyDirectory => Path.Combine(AppContext.BaseDirectory, "policy");

    public InstallationOptions Options { get; }
    public string DataDirectory => Options.DataDirectory;
    public NpgsqlDataSource DataSource { get; }

    /// <summary>
    /// The database as pages see it: signed in with the application's role, from which no statement leads back to the owner's. With a server
    /// of one's own and no such connection, pages share the owner's and switch roles in each transaction.
    /// </summary>
    public NpgsqlDataSource PageSource { get; }
    public PolicyLibrary Policy { get; }
    public Secrets Secrets { get; }
    public TimeProvider Clock { get; }

    /// <summary>Starts what has to be started and brings the schema up to date. When something is broken, what was started is stopped again.</summary>
    /// <param name="steps">Which steps of the schema a restore wants first; without them all are taken.</param>
    /// <exception cref="UserError">Something is broken; it was left as it was found.</exception>
    public static async Task<Installation> OpenAsync(InstallationOptions options, CancellationToken cancellation, IReadOnlyCollection<int>? steps = null)
    {
        var key = new InstallationKey(Path.Combine(options.DataDirectory, KeyFile));
        Directory.CreateDirectory(options.DataDirectory);
        key.CheckForm();
        EmbeddedPostgres? server = null;
        Installation? installation = null;
        try
        {
            if (options.Database is null) server = await EmbeddedPostgres.StartAsync(options.DataDirectory, options.RepositoryRoot, cancellation);
            var database = Connection(options, server);
            await using (var source = NpgsqlDataSource.Create(database))
                await key.EnsureAsync(source, cancellation);
            installation = new Installation(options, database, TimeProvider.System, server);
            await Migrator.MigrateAsync(installation.DataSource, cancellation, steps);
            await DatabaseRights.TightenAsync(installation.DataSource, cancellation);
            await key.KeepAsync(installation.DataSource, cancellation);
            return installation;
        }
        catch
        {
            if (installation is not null) await installation.DisposeAsync();
            else if (server is not null) await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The database as its owner, without scope: for the command line and for jobs.</summary>
    public HongyanDb OpenDb() => new(Connect(new DbContextOptionsBuilder<HongyanDb>(), DataSource).Options, Secrets);

    /// <summary>The database as pages see it. Whoever opens it says within which scope, in each transaction.</summary>
    internal HongyanDb OpenPageDb() => new(ConnectPages(new DbContextOptionsBuilder<HongyanDb>()).Options, Secrets);

    /// <summary>As pages are connected.</summary>
    internal T ConnectPages<T>(T options)
        where T : DbContextOptionsBuilder
    {
        Connect(options, PageSource);
        if (prepared is not null) options.AddInterceptors(prepared);
        return options;
    }

    /// <summary>Begins a transaction of <see cref="OpenPageDb"/> within the scope of whoever acts.</summary>
    internal static async Task<IDbContextTransaction> BeginScopeAsync(HongyanDb db, Actor actor, CancellationToken cancellation)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync(RequestTransaction.ScopeOf(actor), cancellation);
        return transaction;
    }

    /// <summary>By a connection, not by its source: what Entity Framework learns of the model and of queries is then kept for all sources.</summary>
    internal static T Connect<T>(T options, NpgsqlDataSource source)
        where T : DbContextOptionsBuilder
    {
        options.UseNpgsql(source.CreateConnection(), contextOwnsConnection: true).ReplaceService<IModelCacheKeyFactory, ModelByKey>();
        return options;
    }

    /// <summary>"Max Auto Prepare" says how many statements are prepared; we prepare them, not Npgsql.</summary>
    internal static NpgsqlDataSource Source(string connectionString, out PreparedStatements? prepared)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        prepared = connection.MaxAutoPrepare > 0 ? new PreparedStatements(connection.MaxAutoPrepare) : null;
        connection.MaxAutoPrepare = 0;
        return NpgsqlDataSource.Create(connection.ConnectionString);
    }

    /// <summary>Starts the embedded database again when it has died; true when it had. A server's own database is not ours to start.</summary>
    public Task<bool> ReviveAsync(CancellationToken cancellation) => postgres?.ReviveAsync(cancellation) ?? Task.FromResult(false);

    public async ValueTask DisposeAsync()
    {
        await PageSource.DisposeAsync();
        await DataSource.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    /// <exception cref="UserError">The connection string is none.</exception>
    private static string Connection(InstallationOptions options, EmbeddedPostgres? server)
    {
        try
        {
            return server?.ConnectionString ?? new NpgsqlConnectionStringBuilder(options.Database).ConnectionString;
        }
        catch (ArgumentException wrong)
        {
            throw new UserError($"HONGYAN_DATABASE 不是连接字符串：{wrong.Message} / HONGYAN_DATABASE is no connection string.");
        }
    }
}
