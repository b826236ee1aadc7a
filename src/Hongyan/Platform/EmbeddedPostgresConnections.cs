using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Hongyan.Platform;

/// <summary>How the private server is reached, and its database made.</summary>
public sealed partial class EmbeddedPostgres
{
    /// <summary>The superuser that the cluster was made with. The program uses it for roles and databases only.</summary>
    internal string SuperuserConnectionString => Connection(_sockets, "postgres", Superuser);

    private static async Task<bool> AnswersAsync(string sockets, CancellationToken cancellationToken)
    {
        // A socket in a directory open to others may be anybody's.
        if (!File.Exists(Path.Combine(sockets, ".s.PGSQL.5432"))
            || !PostgresTools.IsPrivate(sockets)) return false;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection(sockets, "postgres", Superuser));
                await connection.OpenAsync(cancellationToken);
                return true;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow && attempt < 600)
            {
                await Task.Delay(100, cancellationToken); // it recovers from a crash
            }
            catch (NpgsqlException e) when (e is not PostgresException)
            {
                return false;
            }
        }
    }

    private static async Task CreateDatabaseAsync(string sockets, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Connection(sockets, "postgres", Superuser));
        await connection.OpenAsync(cancellationToken);
        await DatabaseRights.CreateRolesAsync(connection, cancellationToken);
        await using var find = new NpgsqlCommand($"select rolname from pg_database join pg_roles on pg_roles.oid = datdba where datname = '{DatabaseName}'",
            connection);
        switch (await find.ExecuteScalarAsync(cancellationToken) as string)
        {
            case DatabaseRights.Owner:
                return;
            case null:
                await using (var create = new NpgsqlCommand($"create database {DatabaseName} owner {DatabaseRights.Owner}", connection))
                    await create.ExecuteNonQueryAsync(cancellationToken);
                return;
            default: // of an older version
                await using (var inside = new NpgsqlConnection(Connection(sockets, DatabaseName, Superuser)))
                {
                    await inside.OpenAsync(cancellationToken);
                    await DatabaseRights.HandOverAsync(inside, cancellationToken);
                }
                return;
        }
    }

    private static string Connection(string sockets, string database, string user) => new NpgsqlConnectionStringBuilder
    {
        Host = sockets,
        Port = 5432,
        Username = user,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Pooling = user != Superuser,
        MaxPoolSize = OwnerConnections,
    }.ConnectionString;

    /// <summary>Beside the cluster; elsewhere when that path is too long for a socket (107 bytes) or not one that Npgsql takes.</summary>
    private static string SocketDirectory(string data)
    {
        var beside = Path.Combine(data, "run");
        if (Encoding.UTF8.GetByteCount(beside) <= 90 && !beside.Contains(',', StringComparison.Ordinal)) return beside;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..12];
        var system = Directory.Exists("/run") ? "/run" : "/var/run";
        // Only root writes to the system's directory, so nobody can put a false server there before us.
        return Path.Combine(Environment.IsPrivilegedProcess ? system : Path.GetTempPath(), "hongyan-" + hash);
    }
}
