using System.Globalization;
using System.Text.RegularExpressions;

namespace Hongyan.Tests.Borders;

/// <summary>What the recipes of CONTRIBUTING.md cost, counted in files that a person edits: each has an example marked beside it.</summary>
public sealed partial class RecipeTests
{
    private static readonly string Root = TestCluster.RepositoryRoot;

    public static TheoryData<string, string, int, string> Examples =>
        [.. Example().Matches(File.ReadAllText(Path.Combine(Root, "CONTRIBUTING.md"))).Select(found =>
            (found.Groups["recipe"].Value, found.Groups["names"].Value, int.Parse(found.Groups["most"].Value, CultureInfo.InvariantCulture),
                found.Groups["files"].Value))];

    [Fact]
    public void Records_duties_documents_and_kinds_have_an_example() =>
        Assert.Equal(["document", "duty", "kind", "record"], Examples.Select(one => one.Data.Item1).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_costs_no_more_than_its_recipe_says(string recipe, string names, int most, string files)
    {
        var listed = files.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(listed.Length, 1, most);
        var name = new Regex(names, RegexOptions.None, TimeSpan.FromSeconds(10));
        Assert.All(listed, file => Assert.Matches(name, File.ReadAllText(Path.Combine(Root, file))));
        if (recipe is "record" or "duty") // what has one name: nothing else knows it
            Assert.Empty(Naming(new Regex($"(?<![A-Za-z-])({names})(?![A-Za-z-])", RegexOptions.None, TimeSpan.FromSeconds(10))).Except(listed));
    }

    /// <summary>The sources that name it, without the demonstration, generated populations and the pages that manifests let tests visit.</summary>
    private static IEnumerable<string> Naming(Regex name) =>
        from folder in new[] { "src", "policy" }
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where Path.GetExtension(path) is ".cs" or ".cshtml" or ".json" && !path.EndsWith(".feature.cs", StringComparison.Ordinal)
        where !path.Split('/').Any(part => part is "bin" or "obj" or "lib" or "Demo" or "Scale")
        where name.IsMatch(File.ReadAllText(file))
        select path;

    [GeneratedRegex(@"<!-- example (?<recipe>\w+) (?<names>[^,]+), at most (?<most>\d+): (?<files>[^>]+) -->", RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}
