using System.Diagnostics;

namespace Hongyan.Platform;

/// <summary>The settings of the server, and how its programs are run.</summary>
internal sealed partial class PostgresTools
{
    /// <summary>A sixteenth of the machine's memory, in MB; what is not asked for is not taken.</summary>
    private static long SharedBuffers() => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (16L * 1024 * 1024), 64, 1024);

    /// <summary>
    /// For a machine that also does other work; ALTER SYSTEM goes on top of it. Nothing follows this server's log, so it holds only what a crash needs.
    /// </summary>
    private static string Settings(string sockets, bool durable) => $"""
        # Written by Hongyan at each start. For other settings use ALTER SYSTEM, or a server of your own and HONGYAN_DATABASE.
        listen_addresses = ''
        port = 5432
        unix_socket_directories = '"{sockets.Replace("'", "''", StringComparison.Ordinal)}"'
        unix_socket_permissions = 0700
        max_connections = {Connections}
        shared_buffers = {(durable ? SharedBuffers() : 64)}MB
        maintenance_work_mem = 64MB
        max_wal_size = 256MB
        wal_level = minimal
        max_wal_senders = 0
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        datestyle = 'iso, ymd'
        lc_messages = 'C'
        default_text_search_config = 'pg_catalog.simple'
        log_checkpoints = off
        {(durable ? "" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off")}

        """;

    private static async Task<(int Code, string Said)> RunAsync(string[] command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await errors + await output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UserError($"缺少启动 PostgreSQL 的命令 {command[0]}：请安装，或用普通用户启动。 / "
                + $"The command {command[0]}, which starts PostgreSQL, is missing: install it, or start Hongyan as an ordinary user.");
        }
    }
}
