using Hongyan.Rules.Cases;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Points;
using Hongyan.Rules.Tests.Cases;
using Hongyan.Rules.Warnings;

namespace Hongyan.Rules.Tests.Clauses;

/// <summary>Every rule is in its book, has its own kind, its sources and its cases.</summary>
public sealed class RuleBookTests
{
    private static readonly Type[] All =
        [.. typeof(DutyRule).Assembly
            .GetTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(DutyRule)) || type.IsSubclassOf(typeof(WarningRule)))), typeof(PointsBook)];

    public static IEnumerable<TheoryDataRow<Type>> Rules() =>
        All.Select(rule => new TheoryDataRow<Type>(rule) { TestDisplayName = $"{rule.Name} has a case file with cases of its own kind" });

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_has_a_case_file_with_cases_of_its_own_kind(Type rule)
    {
        var cases = CaseFileTests.All.Where(row => row.File == $"{rule.Namespace!.Split('.')[^1]}/{rule.Name}").Select(row => row.Case).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, one => Assert.True(one.Expect.Any(expected => Speaks(rule, expected)), $"“{one.Name}” says nothing of {rule.Name}."));
    }

    [Fact]
    public void Books_hold_every_rule_once_and_no_kind_twice()
    {
        Type[] listed = [.. DutyBook.Rules.Select(rule => rule.GetType()), .. WarningBook.Rules.Select(rule => rule.GetType()), typeof(PointsBook)];
        string[] kinds = [.. DutyBook.Rules.Select(rule => rule.Kind), .. WarningBook.Rules.Select(rule => rule.Kind)];

        Assert.Equal(All.Select(type => type.Name).Order(), listed.Select(type => type.Name).Order());
        Assert.Equal(41 + 12, kinds.Distinct().Count());
        Assert.Equal(kinds.Length, kinds.Distinct().Count());
    }

    [Fact]
    public void Case_names_are_their_own_within_a_file() =>
        Assert.Empty(CaseFileTests.All.GroupBy(row => (row.File, row.Case.Name)).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Every_rule_rests_on_clauses_or_on_a_fact() =>
        Assert.All(All, rule => Assert.Contains(TracedRule.All, traced =>
            traced.Name == rule.Name && (traced.Clauses.Count > 0 || traced.Facts is { Length: > 0 })));

    private static bool Speaks(Type rule, Expectation expected) => rule switch
    {
        _ when DutyBook.Rules.FirstOrDefault(one => one.GetType() == rule) is { } duty =>
            expected.Duties.Any(pattern => pattern.Kind == duty.Kind)
                || expected.Absent.Any(absent => absent.ToString().Contains(duty.Kind, StringComparison.Ordinal)),
        _ when WarningBook.Rules.FirstOrDefault(one => one.GetType() == rule) is { } warning =>
            expected.Warnings.Concat(expected.NoWarnings).Contains(warning.Kind),
        _ => expected.Points is not null,
    };
}
