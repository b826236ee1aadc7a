using Hongyan.Rules.Cases;

namespace Hongyan.Rules.Tests.Cases;

/// <summary>The rules' own tests are case files: every case of every file, by its name.</summary>
public sealed class CaseFileTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "cases");

    /// <summary>Folder/Class of every case file with its cases, in order.</summary>
    internal static IReadOnlyList<(string File, CaseFile Case)> All { get; } =
    [
        .. from path in Directory.EnumerateFiles(Folder, "*.cases.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let file = Path.GetRelativePath(Folder, path)[..^".cases.json".Length].Replace('\\', '/')
           let json = File.ReadAllText(path)
           where !PartyCaseFile.IsIn(json)
           from one in CaseFile.ReadAll(json)
           select (file, one),
    ];

    public static IEnumerable<TheoryDataRow<string, string>> Rows() =>
        All.Select(row => new TheoryDataRow<string, string>(row.File, row.Case.Name) { TestDisplayName = $"{row.File}: {row.Case.Name}" });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Case_holds(string file, string name)
    {
        var told = All.Single(row => row.File == file && row.Case.Name == name).Case;

        var answers = CaseRun.Answers(told, Policy.Profile, Policy.Calendar, new DateOnly(2026, 1, 1));

        Assert.NotEmpty(told.Expect);
        Assert.Empty(answers.SelectMany(answer => answer.Failures.Select(failure => $"{answer.On:yyyy-MM-dd}: {failure}")));
    }
}
