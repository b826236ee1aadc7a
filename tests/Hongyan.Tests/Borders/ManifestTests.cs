using System.Text.RegularExpressions;
using Hongyan.Platform;

namespace Hongyan.Tests.Borders;

/// <summary>What manifests say is there, and every feature has one.</summary>
public sealed class ManifestTests
{
    private static readonly string Root = Path.Combine(TestCluster.RepositoryRoot, "src", "Hongyan", "Features");

    [Fact]
    public void Every_folder_of_features_has_its_manifest()
    {
        var names = Manifests.All.Select(feature => feature.Name).ToList();
        Assert.Equal(Directory.EnumerateDirectories(Root).Select(Path.GetFileName).Order(StringComparer.Ordinal), names);
        Assert.DoesNotContain(names, name => !File.Exists(Path.Combine(Root, name, name + ".feature.cs")));
    }

    /// <summary>A line whose page or handler is gone would open whatever comes to bear its name.</summary>
    [Fact]
    public void Every_page_and_handler_that_a_manifest_names_is_there() => Assert.Empty(
        from feature in Manifests.All
        from line in feature.Pages
        let parts = line.Page.Split('#')
        let file = Path.Combine(Root, feature.Name, parts[0] + ".cshtml")
        where line.Page == Feature.All
            ? Directory.GetFiles(Path.Combine(Root, feature.Name), "*.cshtml").Length == 0
            : !File.Exists(file) || parts.Length > 1 && !Regex.IsMatch(TextOf(feature.Name, parts[0]), $@"\bOn(Get|Post){parts[1]}(Async)?\(")
        select $"{feature.Name}/{line.Page}");

    /// <summary>A page's model, with what of it stands in files beside.</summary>
    private static string TextOf(string feature, string page) =>
        string.Concat(Directory.EnumerateFiles(Path.Combine(Root, feature), page + "*.cs").Select(File.ReadAllText));

    [Fact]
    public void Nothing_stands_at_the_place_of_another()
    {
        Assert.Distinct(Manifests.All.SelectMany(feature => feature.MenuEntries).Select(way => way.Place));
        Assert.Distinct(Manifests.All.SelectMany(feature => feature.Verbs).Select(verb => verb.Place));
        Assert.Distinct(Manifests.Jobs.Select(job => job.Place));
        Assert.Distinct(Manifests.All.SelectMany(feature => feature.Counted).Select(one => one.Place));
        Assert.Distinct(Manifests.All.SelectMany(feature => feature.Places).Select(place => place.Name));
    }

    [Fact]
    public void Tests_visit_every_way_of_the_menu()
    {
        var visited = Manifests.All.SelectMany(feature => feature.Places).Select(place => place.Address.Split('?')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Manifests.All.SelectMany(feature => feature.MenuEntries), way => !visited.Contains(way.Address));
    }
}
