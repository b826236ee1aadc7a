namespace Hongyan.Tests.Borders;

/// <summary>Sources fit the screen: lines of at most 160 characters, production files of at most 200 lines.</summary>
public sealed class LengthTests
{
    private const int LongestLine = 160;
    private const int LongestFile = 200;

    // Applied migrations are never changed.
    private static readonly string[] AppliedMigrations =
    [
        "0029_situation.sql", "0032_headcount.sql", "0040_missed.sql", "0052_figures.sql", "0053_figures_of_branches.sql", "0054_two_persons.sql",
        "0070_case.sql",
    ];

    [Fact]
    public void No_line_is_longer_than_a_screen_is_wide() => Assert.Empty(
        from file in Files("src", "tests", "bench", "eng")
        where Path.GetExtension(file) is ".cs" or ".cshtml" or ".sql" or ".mjs" or ".js" or ".css" && !AppliedMigrations.Contains(Path.GetFileName(file))
        from line in File.ReadLines(Path.Combine(TestCluster.RepositoryRoot, file)).Index()
        let length = line.Item.EnumerateRunes().Count()
        where length > LongestLine
        select $"{file}:{line.Index + 1}: {length} characters");

    [Fact]
    public void No_production_file_is_longer_than_two_hundred_lines() => Assert.Empty(
        from file in Files("src")
        where Path.GetExtension(file) is ".cs" or ".cshtml"
        let lines = File.ReadLines(Path.Combine(TestCluster.RepositoryRoot, file)).Count()
        where lines > LongestFile
        select $"{file}: {lines} lines");

    /// <summary>An exception that is not needed hides the next long line.</summary>
    [Fact]
    public void Each_exception_is_needed() => Assert.All(AppliedMigrations, name => Assert.Contains(
        File.ReadLines(Path.Combine(TestCluster.RepositoryRoot, "src", "Hongyan", "Data", "Migrations", name)),
        line => line.EnumerateRunes().Count() > LongestLine));

    /// <summary>Sources by their paths from the root, without what is built or comes from elsewhere.</summary>
    private static IEnumerable<string> Files(params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(TestCluster.RepositoryRoot, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(TestCluster.RepositoryRoot, file).Replace('\\', '/')
        where !path.Split('/').Any(part => part is "bin" or "obj" or "lib" or "node_modules" or "TestResults")
        select path;
}
