using Hongyan.Platform;

namespace Hongyan.Features.Reports;

internal sealed class ReportsFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Staff)];

    public override IReadOnlyList<MenuEntry> MenuEntries =>
        [new(150, "/Reports/Situation", "nav.reports", "report-analytics", Access.Staff, MenuEntry.Reports)];

    public override IReadOnlyList<Verb> Verbs => [new(40, ReportVerb.Create)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<ProblemReportJob>(90)];

    public override IReadOnlyList<Place> Places =>
    [
        new("situation report of the branch", As.Home, "/Reports/Situation"),
        new("situation report of the county", As.Department, "/Reports/Situation"),
        new("names behind a figure", As.Department, "/Reports/Situation", ".figure-link"),
    ];
}
