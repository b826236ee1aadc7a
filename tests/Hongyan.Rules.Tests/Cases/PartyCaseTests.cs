using Hongyan.Rules.Cases;

namespace Hongyan.Rules.Tests.Cases;

/// <summary>The cases that organisations own, told in files: every one by its name.</summary>
public sealed class PartyCaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "cases");

    internal static IReadOnlyList<(string File, PartyCaseFile Case)> All { get; } =
    [
        .. from path in Directory.EnumerateFiles(Folder, "*.cases.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let json = File.ReadAllText(path)
           where PartyCaseFile.IsIn(json)
           from one in PartyCaseFile.ReadAll(json, Policy.Profile, Policy.Calendar)
           select (Path.GetRelativePath(Folder, path)[..^".cases.json".Length].Replace('\\', '/'), one),
    ];

    public static IEnumerable<TheoryDataRow<string, string>> Rows() =>
        All.Select(row => new TheoryDataRow<string, string>(row.File, row.Case.Name) { TestDisplayName = $"{row.File}: {row.Case.Name}" });

    public static IEnumerable<TheoryDataRow<string>> Kinds() => CaseKinds.All.Select(kind => new TheoryDataRow<string>(kind.Name));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Case_holds(string file, string name) =>
        Assert.Empty(All.Single(row => row.File == file && row.Case.Name == name).Case.Failures());

    [Fact]
    public void Every_duty_of_every_kind_of_case_has_a_file_that_speaks_of_it()
    {
        foreach (var (kind, rule) in CaseKinds.All.SelectMany(kind => kind.Duties.Select(rule => (kind, rule))))
        {
            var cases = All.Where(row => row.File.EndsWith("/" + rule.GetType().Name, StringComparison.Ordinal)).ToList();
            Assert.True(cases.Count > 0, $"{kind}: {rule.Kind} has no cases.");
            Assert.True(cases.Exists(row => row.Case.Expect.Any(expected => expected.Duties.Any(duty => duty.Kind == rule.Kind))),
                $"{rule.Kind} is expected nowhere.");
            Assert.NotNull(kind.Book.Find(rule.ClosedBy));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_leads_from_its_first_state_to_its_others_and_names_no_state_it_does_not_have(string name)
    {
        var kind = CaseKinds.Of(name);
        var steps = kind.Book.Types
            .SelectMany(type => type.Steps.Select(step => (step.From, step.Into)))
            .Concat(kind.TimeSteps.Select(step => (step.From, step.Into)))
            .ToList();
        Assert.Superset(steps.SelectMany(step => new[] { step.From, step.Into }).Append(kind.FirstState).Concat(kind.LastStates).ToHashSet(),
            kind.States.ToHashSet());
        var reached = new HashSet<string> { kind.FirstState };
        while (steps.Exists(step => reached.Contains(step.From) && reached.Add(step.Into))) { }
        Assert.Equal(kind.States.Order(), reached.Order());
        Assert.All(kind.Book.Types, type => Assert.Subset(kind.Sides.Select(side => side.Name).ToHashSet(), type.Sides.ToHashSet()));
    }
}
