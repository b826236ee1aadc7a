using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hongyan.Tests.Operation;

/// <summary>Every command that the README and CONTRIBUTING name, in a copy of the repository in which nothing has been built or installed.</summary>
[Trait("part", "night")]
public sealed partial class ReadmeTests(ITestOutputHelper output) : IDisposable
{
    // What is built before each of these differs, so each is tried as the very first command.
    private static readonly string[] BuildsOfItsOwn = ["bench", "screens", "look", "format"];

    // A command that takes an hour or changes the machine is asked for something smaller.
    private static readonly Dictionary<string, string> Smaller = new()
    {
        ["./run bench"] = "./run bench --help",
        ["./run screens"] = "./run screens --list-tests",
        ["./run look DIR"] = "./run look DIR --list-tests",
        ["./run format"] = "./run format --verify-no-changes --include README.md",
        ["./run cluster prepare"] = "./run cluster prepare --dry-run",
    };

    private readonly string root = Directory.CreateTempSubdirectory("hongyan-fresh-").FullName;
    private readonly string place = Directory.CreateTempSubdirectory("hongyan-fresh-data-").FullName;

    public void Dispose()
    {
        Directory.Delete(root, recursive: true);
        Directory.Delete(place, recursive: true);
    }

    [Fact]
    public async Task Every_command_works_as_the_first_one_on_a_fresh_clone()
    {
        await ShellAsync(TestCluster.RepositoryRoot,
            $"git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - | tar -xf - -C {root}");
        var commands = Commands().ToList();
        Assert.True(commands.Count > 15, "the README names hardly any command");
        var (failed, last) = (new List<string>(), "");
        foreach (var command in commands.OrderBy(one => Array.IndexOf(BuildsOfItsOwn, VerbOf(one))))
        {
            if (BuildsOfItsOwn.Contains(VerbOf(command)) || VerbOf(command) != last && BuildsOfItsOwn.Contains(last) || last.Length == 0)
                await ShellAsync(root, "find . -path ./node_modules -prune -o \\( -name bin -o -name obj \\) -type d -print0 | xargs -0 -r rm -rf");
            last = VerbOf(command) ?? "serve";
            var watch = Stopwatch.StartNew();
            var (code, said) = await TryAsync(command);
            output.WriteLine($"{code} {watch.Elapsed.TotalSeconds,4:0} s {command}");
            if (code is not (0 or 2) || Inside().IsMatch(said)) failed.Add($"{command}: {code}\n{said}");
        }
        Assert.Empty(failed);
    }

    /// <summary>As they stand in the texts, each once; what is in brackets may be left out.</summary>
    private static IEnumerable<string> Commands() =>
        new[] { "README.md", "CONTRIBUTING.md" }.SelectMany(file => Command().Matches(File.ReadAllText(Path.Combine(TestCluster.RepositoryRoot, file))))
            .SelectMany(found => found.Value.Split("&&", StringSplitOptions.TrimEntries)).Select(one => Optional().Replace(one, "").Trim()).Distinct();

    private static string? VerbOf(string command) => command.Split(' ') is [_, var verb, ..] ? verb : null;

    private async Task<(int Code, string Said)> TryAsync(string command)
    {
        var data = Directory.CreateTempSubdirectory("hongyan-first-").FullName;
        try
        {
            if (VerbOf(command) is "restore")
                await ShellAsync(root, $"./run backup {place}/county.zip --data {place}/old && cp {place}/old/secret.key {place}/secret.key");
            var run = Smaller.GetValueOrDefault(command, command).Replace("100000", "20", StringComparison.Ordinal);
            foreach (var (name, file) in new[]
            {
                ("organizations.xlsx", "organizations.xlsx"),
                ("members.xlsx", "members-national-export.xlsx"),
                ("outflow.xlsx", "outflow-roster.xlsx"),
            })
                run = run.Replace(name, $"{root}/tests/samples/{file}", StringComparison.Ordinal);
            run = run.Replace("case.json", $"{root}/tests/Hongyan.Rules.Tests/Duties/Brief.cases.json", StringComparison.Ordinal)
                .Replace("CODE", "HY1.a.b", StringComparison.Ordinal)
                .Replace("county.zip", $"{place}/county.zip", StringComparison.Ordinal).Replace("secret.key", $"{place}/secret.key", StringComparison.Ordinal)
                .Replace("report.docx", $"{place}/report.docx", StringComparison.Ordinal)
                .Replace("--data DIR", "", StringComparison.Ordinal)
                .Replace("--data NEW", "", StringComparison.Ordinal)
                .Replace("DIR", $"{place}/look", StringComparison.Ordinal);
            if (VerbOf(command) is not ("rules" or "trace" or "sbom" or "bench" or "screens" or "look" or "format")) run += $" --data {data}";
            return command == "./run" ? await ServeAsync(data) : await RunAsync(root, run);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>The server answers, and ends when it is asked to.</summary>
    private async Task<(int Code, string Said)> ServeAsync(string data)
    {
        var port = ServerProcess.FreePort();
        return await RunAsync(root, $$"""
            ./run --data {{data}} --port {{port}} & server=$!
            for n in $(seq 600); do curl -sf http://127.0.0.1:{{port}}/health/ready && break; sleep 0.5; done
            curl -sf http://127.0.0.1:{{port}}/health/ready; code=$?
            kill $server; wait $server || true; exit $code
            """);
    }

    private static async Task ShellAsync(string directory, string command)
    {
        var (code, said) = await RunAsync(directory, command);
        Assert.True(code == 0, $"{command}: {code}\n{said}");
    }

    private static async Task<(int Code, string Said)> RunAsync(string directory, string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("HONGYAN_DATABASE");
        start.Environment.Remove("HONGYAN_ROOT");
        using var process = Process.Start(start)!;
        var (words, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await words + await errors);
    }

    [GeneratedRegex(@"(?<=^|`)\./run\b[^#`\n]*", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Optional();

    /// <summary>What nobody may see of the inside.</summary>
    [GeneratedRegex(@"Unhandled exception|^   at |cannot touch|The build failed", RegexOptions.Multiline)]
    private static partial Regex Inside();
}
