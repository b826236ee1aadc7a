using Hongyan.Platform;

namespace Hongyan.Features.Drafts;

internal sealed class DraftsFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.SignedIn), // each his own
    ];

    public override IReadOnlyList<Job> Jobs => [Job.Of<DraftRetention>(50)];

    public override IReadOnlyList<Place> Places => [new("drafts", As.Home, "/Drafts")];
}
