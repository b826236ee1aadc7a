using Hongyan.Platform;

namespace Hongyan.Features.BranchOverview;

internal sealed class BranchesFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Clerk)];

    public override IReadOnlyList<Way> Ways => [new(170, "/Branches", "nav.branches", "sitemap", Access.Clerk, Way.Reports)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<StandingCount>(20)];

    public override IReadOnlyList<Place> Places =>
    [
        new("branches of the committee", As.Clerk, "/Branches"),
        new("branches of the county", As.Department, "/Branches"),
    ];
}
