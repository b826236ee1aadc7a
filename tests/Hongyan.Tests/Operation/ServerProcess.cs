using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Hongyan.Tests.Operation;

/// <summary>Hongyan as people run it: a process of its own, with its own PostgreSQL beside it.</summary>
internal sealed class ServerProcess(string data, int port, params (string Name, string Value)[] environment) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ConcurrentQueue<string> said = [];
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hongyan.dll"), "serve", "--data", data, "--port", $"{port}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HONGYAN_ROOT"] = TestCluster.RepositoryRoot;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ReadyAsync(cancellation);
    }

    public async Task ReadyAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(50, cancellation))
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready", cancellation);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                Assert.False(process!.HasExited, "The server ended by itself: " + string.Join('\n', said.TakeLast(30)));
            }
        }
        Assert.Fail("The server is not ready: " + string.Join('\n', said.TakeLast(30)));
    }

    /// <summary>SIGTERM: it ends as it does at Ctrl-C, and its PostgreSQL with it.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", [$"{process!.Id}"]);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGKILL to the server alone; its PostgreSQL lives on.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: false);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGKILL to PostgreSQL's first process; the server lives on.</summary>
    public void KillDatabase()
    {
        var id = int.Parse(File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);
        using var postmaster = Process.GetProcessById(id);
        postmaster.Kill(entireProcessTree: false);
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
            process.Kill(entireProcessTree: false);
        process?.Dispose();
    }
}
