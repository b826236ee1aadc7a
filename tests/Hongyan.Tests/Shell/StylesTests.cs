using System.Text.RegularExpressions;

namespace Hongyan.Tests.Shell;

/// <summary>Tabler's sheet is cut at set-up to what the sources name; nothing that a page uses may be lost with the rest.</summary>
public sealed partial class StylesTests
{
    private static readonly string Source = Path.Combine(TestCluster.RepositoryRoot, "src", "Hongyan");

    [Fact]
    public void No_class_that_a_page_uses_has_lost_its_style()
    {
        var whole = Classes(File.ReadAllText(Path.Combine(TestCluster.RepositoryRoot, "node_modules", "@tabler", "core", "dist", "css", "tabler.min.css")));
        var cut = Classes(File.ReadAllText(Path.Combine(Source, "wwwroot", "lib", "tabler.min.css")));
        var used = Pages()
            .SelectMany(text => Attribute().Matches(text))
            .SelectMany(match => Word().Matches(match.Groups["classes"].Value))
            .Select(word => word.Value)
            .Distinct();
        Assert.Empty(used.Where(one => whole.Contains(one) && !cut.Contains(one)).Select(one => $"{one}: run node eng/setup.mjs"));
        Assert.True(cut.Count * 4 < whole.Count);
    }

    [Fact]
    public void Every_icon_that_a_page_shows_is_in_the_sprite()
    {
        var sprite = File.ReadAllText(Path.Combine(Source, "wwwroot", "lib", "icons.svg"));
        var used = Pages().SelectMany(text => Icon().Matches(text)).Select(match => match.Groups["name"].Value).Distinct().ToList();
        Assert.True(used.Count > 40);
        Assert.DoesNotContain(used, name => !sprite.Contains($"id=\"{name}\"", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Source, "Features"), "*.cshtml", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static HashSet<string> Classes(string sheet) => [.. Class().Matches(sheet).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex("""\.(?<name>[A-Za-z][\w-]*)(?=[^{}]*\{)""")]
    private static partial Regex Class();

    [GeneratedRegex("class=\"(?<classes>[^\"]*)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"[A-Za-z][\w-]*")]
    private static partial Regex Word();

    [GeneratedRegex("<icon name=\"(?<name>[a-z0-9-]+)\"")]
    private static partial Regex Icon();
}
