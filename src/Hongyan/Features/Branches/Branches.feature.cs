using Hongyan.Platform;

namespace Hongyan.Features.BranchOverview;

internal sealed class BranchesFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Clerk)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(170, "/Branches", "nav.branches", "sitemap", Access.Clerk, MenuEntry.Reports)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<OrganizationFiguresCount>(20)];

    public override IReadOnlyList<Place> Places =>
    [
        new("branches of the committee", As.Clerk, "/Branches"),
        new("branches of the county", As.Department, "/Branches"),
    ];
}
