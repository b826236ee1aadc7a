using Npgsql;

namespace Hongyan.Platform;

/// <summary>
/// A private PostgreSQL under the data directory, on a Unix socket, shared by every process of this installation:
/// the first one starts it, the last one to leave stops it. When all were killed, the next one takes the running server over.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private const string DatabaseName = "hongyan";

    /// <summary>Whoever made the cluster, as older versions named him.</summary>
    internal const string Superuser = "hongyan";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const int OwnerConnections = 12; // of each process: the server and a command beside it

    private readonly PostgresTools _tools;
    private readonly string _sockets;
    private readonly bool _durable;
    private readonly string _lockFile;
    private readonly string _usersFile;
    private FileStream? _use;

    private EmbeddedPostgres(PostgresTools tools, string dataDirectory, string socketDirectory, bool durable)
    {
        _tools = tools;
        _sockets = socketDirectory;
        _durable = durable;
        _lockFile = Path.Combine(dataDirectory, "postgres.lock");
        _usersFile = Path.Combine(dataDirectory, "postgres.users");
        ConnectionString = Connection(socketDirectory, DatabaseName, DatabaseRights.Owner);
    }

    /// <summary>The database `hongyan` as its owner, who is no superuser: for jobs and the command line.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// The same database signed in with the application's role. Whoever finds all connections in use waits for one; the rest of the
    /// server's are for jobs and commands. Under row-level security a statement is planned for longer than it runs, so each connection
    /// plans it once, for whatever values.
    /// </summary>
    public string PageConnectionString => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        Username = DatabaseRights.Application,
        MaxPoolSize = PostgresTools.Connections - (2 * OwnerConnections),
        MaxAutoPrepare = 100,
        Options = "-c plan_cache_mode=force_generic_plan",
    }.ConnectionString;

    public static Task<EmbeddedPostgres> StartAsync(string dataDirectory, string repositoryRoot, CancellationToken cancellationToken) =>
        StartAsync(dataDirectory, repositoryRoot, durable: true, cancellationToken);

    /// <summary>Starts the server, or joins the one that another process of this installation runs.</summary>
    /// <param name="durable">False only for tests: a power failure may then lose the database.</param>
    public static async Task<EmbeddedPostgres> StartAsync(
        string dataDirectory, string repositoryRoot, bool durable, CancellationToken cancellationToken)
    {
        var data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory));
        if (data.AsSpan().ContainsAny("\"$`\\"))
            throw new UserError($"数据目录 {data} 的路径里不能有引号、$、` 和 \\。 / "
                + $"PostgreSQL's own starter does not take the path {data}: use a data directory without quotation marks, $, ` and \\.");
        try
        {
            return await JoinAsync(data, repositoryRoot, durable, cancellationToken);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UserError($"{data} 属于另一个用户：请用原来的用户启动。 / {data} belongs to another user: start Hongyan as the user that started it before.");
        }
    }

    private static async Task<EmbeddedPostgres> JoinAsync(string data, string repositoryRoot, bool durable, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(data);
        var sockets = SocketDirectory(data);
        var tools = await PostgresTools.FindAsync(repositoryRoot, Path.Combine(data, "postgres"), cancellationToken);
        var server = new EmbeddedPostgres(tools, data, sockets, durable);
        using (await server.LockAsync(cancellationToken))
        {
            var alone = server.IsAlone();
            if (!await AnswersAsync(sockets, cancellationToken))
            {
                if (!alone)
                    throw new UserError(
                        $"另一个鸿雁进程正在使用 {data}，但它的 PostgreSQL 没有应答：请先停止那个进程。 / "
                            + $"Another Hongyan process uses {data}, but its PostgreSQL does not answer here: stop that process and start again.");
                await tools.StartAsync(sockets, durable, cancellationToken);
            }
            try
            {
                await CreateDatabaseAsync(sockets, cancellationToken);
            }
            catch
            {
                if (alone) await tools.StopAsync();
                throw;
            }
            server._use = new FileStream(server._usersFile, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
        }
        return server;
    }

    /// <summary>Starts the server again when it has died beside us; true when it had.</summary>
    public async Task<bool> ReviveAsync(CancellationToken cancellationToken)
    {
        if (await AnswersAsync(_sockets, cancellationToken)) return false;
        using (await LockAsync(cancellationToken))
        {
            if (_use is null || await AnswersAsync(_sockets, cancellationToken)) return false;
            await _tools.StartAsync(_sockets, _durable, cancellationToken);
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_use is null) return;
        using (await LockAsync(CancellationToken.None))
        {
            await _use.DisposeAsync();
            _use = null;
            if (IsAlone()) await _tools.StopAsync();
        }
    }

    /// <summary>Starting and stopping happen one at a time; the lock dies with the process.</summary>
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            try
            {
                return new FileStream(_lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (File.Exists(_lockFile) && !Faults.IsOfDisk(e))
            {
                try
                {
                    await Task.Delay(50, limit.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    throw new UserError(
                        $"另一个鸿雁进程占用 {_lockFile} 已有两分钟：请先停止那个进程。 / "
                            + $"Another Hongyan process has held {_lockFile} for two minutes: stop that process and start again.");
                }
            }
        }
    }

    /// <summary>Every user keeps the file open for reading; whoever can open it for himself alone is the only one.</summary>
    private bool IsAlone()
    {
        try
        {
            new FileStream(_usersFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
