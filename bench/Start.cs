using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hongyan.Platform;

namespace Hongyan.Bench;

/// <summary>From the command to the first page, with a database that is there; and what the process holds when nothing happens.</summary>
internal sealed class Start : Benchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public override string Name => "start";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation)
    {
        var port = FreePort();
        var command = new ProcessStartInfo("dotnet",
            [typeof(Installation).Assembly.Location, "serve", "--data", world.Installation.DataDirectory, "--port",
                port.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        command.Environment["HONGYAN_ROOT"] = world.Installation.Options.RepositoryRoot;
        if (world.Installation.Options.Database is { } database)
            command.Environment["HONGYAN_DATABASE"] = database;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(command)!;
        _ = process.StandardOutput.ReadToEndAsync(cancellation);
        _ = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            while (!await AnswersAsync(client, cancellation))
            {
                if (watch.Elapsed > Patience || process.HasExited)
                    throw new InvalidOperationException("The server did not start.");
                await Task.Delay(10, cancellation);
            }
            var first = watch.Elapsed.TotalSeconds;
            await Task.Delay(world.Time, cancellation);
            process.Refresh();
            return
            [
                Of(world, "from the command to the first page", first, null, "s", note: "PostgreSQL is running already; without it its own start comes on top"),
                Of(world, "memory of the idle process", process.WorkingSet64 / 1024.0 / 1024.0, null, "MB", note: "resident, without PostgreSQL"),
            ];
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync("/Account/SignIn", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
