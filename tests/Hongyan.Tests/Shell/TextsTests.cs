using System.Text.RegularExpressions;
using Hongyan.Platform;

namespace Hongyan.Tests.Shell;

public sealed partial class TextsTests
{
    private static readonly string Features = Path.Combine(TestCluster.RepositoryRoot, "src", "Hongyan", "Features");

    [Fact]
    public void Every_text_is_there_in_Chinese_and_in_English()
    {
        var wrong =
            from folder in TextBook.Whole.Folders
            from text in folder.Value
            let chinese = text.Value.GetValueOrDefault(TextBook.Chinese)
            let english = text.Value.GetValueOrDefault(TextBook.English)
            where string.IsNullOrEmpty(chinese) || string.IsNullOrEmpty(english) || text.Value.Count != 2
            select $"{folder.Key}: {text.Key}";
        Assert.Empty(wrong);
        Assert.Contains("Shared", TextBook.Whole.Folders.Keys);
    }

    [Fact]
    public void Every_text_that_a_page_names_exists()
    {
        var missing =
            from file in Directory.EnumerateFiles(Features, "*.cshtml", SearchOption.AllDirectories)
            let folder = Path.GetRelativePath(Features, file).Split(Path.DirectorySeparatorChar)[0]
            from Match use in Use().Matches(File.ReadAllText(file))
            let key = use.Groups["key"].Value
            where TextBook.Whole.Find(folder, key) is null
            select $"{Path.GetRelativePath(Features, file)}: {key}";
        Assert.Empty(missing);
    }

    [GeneratedRegex("""\bT\["(?<key>[^"]+)"\s*[\],]""")]
    private static partial Regex Use();
}
