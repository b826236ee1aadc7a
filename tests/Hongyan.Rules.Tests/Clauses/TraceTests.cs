using System.Text.RegularExpressions;
using Hongyan.Rules.Clauses;

namespace Hongyan.Rules.Tests.Clauses;

/// <summary>From every clause to its rule and its cases, and back.</summary>
public sealed partial class TraceTests
{
    private static readonly string Root = FindRoot();
    private static readonly Dictionary<string, Clause> ById = Policy.Clauses.ToDictionary(clause => clause.Id);

    [Fact]
    public void There_are_286_clauses() => Assert.Equal(
        new Dictionary<string, int> { ["A"] = 53, ["B"] = 52, ["C"] = 51, ["D"] = 95, ["E"] = 35 },
        Policy.Clauses.CountBy(clause => clause.Document).ToDictionary());

    [Fact]
    public void Every_clause_is_told_in_both_languages_with_a_reason() => Assert.All(Policy.Clauses, clause =>
        Assert.DoesNotContain("", new[] { clause.Zh, clause.En, clause.Reason.Zh, clause.Reason.En }.Select(text => text.Trim())));

    [Fact]
    public void No_reason_promises_what_is_not_there() => Assert.All(
        Policy.Clauses, clause => Assert.DoesNotMatch(@"\b(will|[Cc]oming)\b|将来", clause.Reason.En + clause.Reason.Zh));

    [Fact]
    public void An_encoded_clause_has_a_rule_with_cases() => Assert.All(
        Policy.Clauses.Where(clause => clause.Status == ClauseStatus.Encoded),
        clause => Assert.Contains(TracedRule.All, rule => rule.Clauses.Contains(clause.Id) && Stands(rule.Cases)));

    [Fact]
    public void A_rule_cites_encoded_clauses_only() => Assert.All(
        TracedRule.All.SelectMany(rule => rule.Clauses, (rule, id) => (rule.Name, Id: id)),
        cited => Assert.True(ById.TryGetValue(cited.Id, out var clause) && clause.Status == ClauseStatus.Encoded, $"{cited.Name} cites {cited.Id}."));

    [Fact]
    public void A_rule_names_a_clause_or_a_fact_and_stands_in_its_own_file() => Assert.All(TracedRule.All, rule =>
    {
        Assert.True(rule.Clauses.Count > 0 || rule.Facts is not null, rule.Name);
        Assert.True(Stands(rule.Source), rule.Source);
    });

    [Fact]
    public void A_value_of_a_profile_cites_clauses_that_exist() => Assert.All(
        Policy.Layers.Values.SelectMany(layer => layer.Values).SelectMany(value => value.Clauses),
        source => Assert.True(ById.ContainsKey(source) || Fact().IsMatch(source), source));

    [Fact]
    public void The_page_is_up_to_date() =>
        Assert.Equal(Trace.Write(Policy.Clauses, Stands), File.ReadAllText(Path.Combine(Root, Trace.Path)).ReplaceLineEndings("\n"));

    [Fact]
    public void Every_link_of_the_page_leads_somewhere() => Assert.All(
        Link().Matches(Trace.Write(Policy.Clauses, Stands)).Select(link => link.Groups["path"].Value).Distinct(),
        path => Assert.True(Stands(path), path));

    private static bool Stands(string path) => File.Exists(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hongyan.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }

    [GeneratedRegex("^facts-[0-9]+$")]
    private static partial Regex Fact();

    [GeneratedRegex(@"\]\(\.\./(?<path>[^)]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
