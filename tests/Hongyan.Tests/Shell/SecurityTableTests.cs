using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hongyan.Tests.Shell;

/// <summary>docs/security.md names files and tests: they have to be there.</summary>
public sealed partial class SecurityTableTests
{
    private static readonly string[] States = ["met", "partly", "open", "operator"];

    [Fact]
    public void Every_line_of_the_table_names_a_file_and_a_test_that_exist()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(TestCluster.RepositoryRoot, "tests"), "*.cs", SearchOption.AllDirectories)
            .ToLookup(Path.GetFileNameWithoutExtension, File.ReadAllText, StringComparer.Ordinal);
        var lines = File.ReadLines(Path.Combine(TestCluster.RepositoryRoot, "docs", "security.md"))
            .Where(line => Requirement().IsMatch(line)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        Assert.InRange(lines.Count, 90, 300);
        var wrong = from line in lines
                    let file = line[4].Trim('`')
                    let shown = line[5].Trim('`').Split('.')
                    where !States.Contains(line[2])
                        || (file.Length > 0 && !Path.Exists(Path.Combine(TestCluster.RepositoryRoot, file)))
                        || (shown[0].Length > 0 && !tests[shown[0]].Any(text => text.Contains(shown[^1], StringComparison.Ordinal)))
                    select line[1];
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_it_is_made_of_is_printed_with_every_package_of_the_lock_files()
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(TestCluster.RepositoryRoot, "eng", "sbom.mjs")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        using var printed = JsonDocument.Parse(await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("CycloneDX", "1.6"),
            (printed.RootElement.GetProperty("bomFormat").GetString(), printed.RootElement.GetProperty("specVersion").GetString()));
        var components = printed.RootElement.GetProperty("components").EnumerateArray().ToDictionary(one => one.GetProperty("purl").GetString()!);
        using var locked = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(TestCluster.RepositoryRoot, "src", "Hongyan", "packages.lock.json"),
            TestContext.Current.CancellationToken));
        foreach (var one in locked.RootElement
            .GetProperty("dependencies")
            .GetProperty("net10.0")
            .EnumerateObject()
            .Where(one => one.Value.TryGetProperty("contentHash", out _) && !one.Name.Contains("Analyzer", StringComparison.Ordinal)))
        {
            var component = components[$"pkg:nuget/{one.Name}@{one.Value.GetProperty("resolved").GetString()}"];
            Assert.Equal(Convert.ToHexStringLower(one.Value.GetProperty("contentHash").GetBytesFromBase64()),
                component.GetProperty("hashes")[0].GetProperty("content").GetString());
        }
        Assert.Contains(components.Keys, purl => purl.StartsWith("pkg:npm/htmx.org@", StringComparison.Ordinal));
        Assert.DoesNotContain(components.Keys,
            purl => purl.Contains("oidc-provider", StringComparison.Ordinal) || purl.Contains("Meziantou", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| [0-9]+\.")]
    private static partial Regex Requirement();
}
