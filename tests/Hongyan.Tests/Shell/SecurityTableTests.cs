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

    [GeneratedRegex(@"^\| [0-9]+\.")]
    private static partial Regex Requirement();
}
