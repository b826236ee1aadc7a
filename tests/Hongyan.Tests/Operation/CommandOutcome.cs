using System.Diagnostics;

namespace Hongyan.Tests.Operation;

/// <summary>What a command said, and the number it ended with: Hongyan as a process of its own.</summary>
internal sealed record CommandOutcome(int Code, string Words)
{
    /// <param name="arguments">What is typed behind ./run.</param>
    /// <param name="database">The server's connection string; without one it keeps its own PostgreSQL in its data directory.</param>
    public static async Task<CommandOutcome> ByAsync(IEnumerable<string> arguments, string? database = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Hongyan.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HONGYAN_ROOT"] = TestCluster.RepositoryRoot;
        if (database is not null) start.Environment["HONGYAN_DATABASE"] = database;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        return new CommandOutcome(process.ExitCode, await output + await errors);
    }

    /// <summary>One sentence in two languages that names what it is about, exit code 2, and no trace of the program's inside.</summary>
    public void IsRefusal(params string[] named)
    {
        Assert.Equal(2, Code);
        Assert.DoesNotContain("   at ", Words, StringComparison.Ordinal);
        Assert.Contains(" / ", Words, StringComparison.Ordinal);
        Assert.Single(Words.Trim().Split('\n'));
        foreach (var name in named)
            Assert.Contains(name, Words, StringComparison.Ordinal);
    }
}
