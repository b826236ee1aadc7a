using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hongyan.Platform;
using Microsoft.AspNetCore.Razor.TagHelpers;

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
    public void No_text_stands_twice_in_a_file()
    {
        var twice =
            from file in Directory.EnumerateFiles(Features, "Texts.json", SearchOption.AllDirectories)
            from text in JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateObject().GroupBy(one => one.Name)
            where text.Skip(1).Any()
            select $"{Path.GetRelativePath(Features, file)}: {text.Key}";
        Assert.Empty(twice);
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

    /// <summary>A line that begins with @: is text to the end: a tag helper in it would go out as it stands.</summary>
    [Fact]
    public void No_line_of_text_holds_a_tag_helper()
    {
        var helpers = typeof(TextBook).Assembly
            .GetTypes()
            .SelectMany(type => type.GetCustomAttributes<HtmlTargetElementAttribute>())
            .Select(target => target.Tag)
            .Append("partial")
            .ToHashSet();
        Assert.Contains("date-text", helpers);
        var wrong =
            from file in Directory.EnumerateFiles(Features, "*.cshtml", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where line.TrimStart().StartsWith("@:", StringComparison.Ordinal) && helpers.Any(tag => Regex.IsMatch(line, $@"<{tag}[\s/>]"))
            select $"{Path.GetRelativePath(Features, file)}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_text_uses_a_word_that_the_glossary_rules_out()
    {
        var ruledOut = Glossary().SelectMany(row => row.Not.Select(word => (Word: word, row.Right))).ToList();
        Assert.True(ruledOut.Count > 40);
        var wrong =
            from folder in TextBook.Whole.Folders
            from text in folder.Value
            let chinese = text.Value[TextBook.Chinese]
            from word in ruledOut
            where chinese.Replace(FinalRefusal, "", StringComparison.Ordinal).Replace(word.Right, "", StringComparison.Ordinal)
                .Contains(word.Word, StringComparison.Ordinal)
            select $"{folder.Key}: {text.Key}: {word.Word} → {word.Right}";
        Assert.Empty(wrong);
    }

    /// <summary>What a page or document says outside of the texts: strings of the code and the pages' own words.</summary>
    [Fact]
    public void No_word_ruled_out_stands_in_a_page_or_in_what_the_program_writes()
    {
        var ruledOut = Glossary().SelectMany(row => row.Not.Select(word => (Word: word, row.Right))).ToList();
        var wrong =
            from file in Directory.EnumerateFiles(Features, "*.*", SearchOption.AllDirectories)
            where Path.GetExtension(file) is ".cs" or ".cshtml" && !ReadsOrInvents.Any(folder => file.Contains(folder, StringComparison.Ordinal))
            let content = File.ReadAllText(file)
            from word in ruledOut
            where content.Replace(word.Right, "", StringComparison.Ordinal).Contains(word.Word, StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Features, file)}: {word.Word}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Headings_and_buttons_ask_nothing_and_speak_as_an_office_does()
    {
        var wrong =
            from file in Directory.EnumerateFiles(Features, "*.cshtml", SearchOption.AllDirectories)
            let folder = Path.GetRelativePath(Features, file).Split(Path.DirectorySeparatorChar)[0]
            let content = File.ReadAllText(file)
            from Match place in HeadingOrButton().Matches(content)
            from Match use in Use().Matches(place.Value)
            let text = TextBook.Whole.Find(folder, use.Groups["key"].Value, TextBook.Chinese)
            where text is not null && Spoken().IsMatch(text)
            select $"{Path.GetRelativePath(Features, file)}: {use.Groups["key"].Value}: {text}";
        Assert.Empty(wrong.Distinct());
    }

    /// <summary>The last step of a refusal is called so on purpose.</summary>
    private const string FinalRefusal = "最终不予接收";

    /// <summary>Rosters of others use any word for a column; what the demonstration's people write is their own.</summary>
    private static readonly string[] ReadsOrInvents = ["/Import/", "/Demo/", "/Scale/"];

    private static IEnumerable<(string Right, string[] Not)> Glossary() =>
        from line in File.ReadLines(Path.Combine(TestCluster.RepositoryRoot, "docs", "glossary.md"))
        where line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| zh", StringComparison.Ordinal)
            && !line.StartsWith("| ---", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        select (cells[1], cells[4].Split('、', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex("""<h[1-6]\b.*?</h[1-6]>|<button\b.*?</button>|<a [^>]*class="btn[^>]*>.*?</a>|ViewData\["Title"\] = [^;]*;|<empty-state [^>]*>""",
        RegexOptions.Singleline)]
    private static partial Regex HeadingOrButton();

    [GeneratedRegex("谁|哪|这里|了(?!解)")]
    private static partial Regex Spoken();

    [GeneratedRegex("""\bT\["(?<key>[^"]+)"\s*[\],]""")]
    private static partial Regex Use();
}
