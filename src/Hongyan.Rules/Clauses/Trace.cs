namespace Hongyan.Rules.Clauses;

/// <summary>The way from every clause to the rule that computes it and the cases that prove it, as a page of Markdown.</summary>
public static class Trace
{
    /// <summary>Where the page stands, from the root of the repository.</summary>
    public const string Path = "docs/trace.md";

    private static readonly Dictionary<string, string> Documents = new()
    {
        ["A"] = "national opinion of 2006",
        ["B"] = "district scheme",
        ["C"] = "two-way co-management opinion",
        ["D"] = "banner responsibility list",
        ["E"] = "situation report",
    };

    /// <param name="clauses">All clauses in the documents' own order.</param>
    /// <param name="exists">Whether a file stands at a path from the root of the repository.</param>
    public static string Write(IReadOnlyList<Clause> clauses, Func<string, bool> exists)
    {
        var documents = clauses.GroupBy(clause => clause.Document).ToList();
        IEnumerable<string> lines =
        [
            "# Clauses and rules",
            "",
            "Made by `./run trace`; a test fails when it is stale. `encoded`: a rule computes the clause. `recorded`: the system keeps",
            "the record that proves it. `informative`: it binds nobody to a dated act. `open`: no page writes its record yet. The clauses stand in",
            "`policy/clauses`.",
            "",
            "| document | clauses | encoded | recorded | informative | open |",
            "| --- | --- | --- | --- | --- | --- |",
            .. documents.Select(document => Count($"{document.Key}: {Documents[document.Key]}", [.. document])),
            Count("all", clauses),
            .. documents.SelectMany(document => Section(document.Key, document, exists)),
            "",
            "## Rules that rest on general party rules",
            "",
            "| source | rules | cases |",
            "| --- | --- | --- |",
            .. TracedRule.All.Where(rule => rule.Facts is not null)
                .Select(rule => $"| {rule.Facts} | {Sources([rule])} | {Cases([rule], exists)} |"),
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static IEnumerable<string> Section(string document, IEnumerable<Clause> clauses, Func<string, bool> exists) =>
    [
        "",
        $"## {document}: {Documents[document]}",
        "",
        "| clause | status | rules | cases | reason |",
        "| --- | --- | --- | --- | --- |",
        .. from clause in clauses
           let rules = TracedRule.All.Where(rule => rule.Clauses.Contains(clause.Id)).ToList()
           select $"| {clause.Id} | {NameOf(clause.Status)} | {Sources(rules)} | {Cases(rules, exists)} | "
               + $"{Cell(clause.Reason.En)}<br>{Cell(clause.Reason.Zh)} |",
    ];

    private static string Count(string name, IReadOnlyList<Clause> clauses)
    {
        var byStatus = clauses.CountBy(clause => clause.Status).ToDictionary();
        return $"| {name} | {clauses.Count} | {string.Join(" | ", Enum.GetValues<ClauseStatus>().Select(status => byStatus.GetValueOrDefault(status)))} |";
    }

    private static string Sources(IEnumerable<TracedRule> rules) => string.Join(", ", rules.Select(rule => Link(rule.Name, rule.Source)));

    private static string Cases(IEnumerable<TracedRule> rules, Func<string, bool> exists) =>
        string.Join(", ", rules.Where(rule => exists(rule.Cases)).Select(rule => Link(rule.Name, rule.Cases)));

    private static string Link(string text, string path) => $"[{text}](../{path})";

    private static string NameOf(ClauseStatus status) => status.ToString().ToLowerInvariant();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
