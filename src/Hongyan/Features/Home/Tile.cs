using Hongyan.Features.Lists;
using Hongyan.Platform;

namespace Hongyan.Features.Home;

/// <summary>One thing that waits: how many, and the page where they are. What waits for nobody is not shown.</summary>
/// <param name="Name">Its words are the text <c>tile.</c> and this.</param>
/// <param name="IsLate">Something that should not be there at all.</param>
public sealed record Tile(string Name, long Count, string Address, bool IsLate = false);

/// <summary>What each role looks at in the morning, as lists and how they are narrowed.</summary>
internal sealed record Waiting(string Name, PeopleList List, string Query = "", bool IsLate = false)
{
    private static readonly Waiting[] Branch =
    [
        new("letters", Letters.List),
        new("arrivals", ArrivalsToPlace.List),
        new("issue", CertificatesToIssue.List),
        new("refused", Refused.List, IsLate: true),
        new("probation", ProbationEnding.List),
    ];

    private static readonly Waiting[] Committee =
    [
        new("seal", CertificatesToSeal.List),
        new("letters", Letters.List),
        new("incoming", TransfersUnderWay.List, "direction=incoming&letter=waiting"),
        new("name-branch", ArrivalsToPlace.List, "waits-for=host-committee"),
        new("refused", Refused.List, IsLate: true),
        new("probation", ProbationEnding.List),
    ];

    private static readonly Waiting[] Department =
    [
        new("unmatched", Outflow.List, "state=away"),
        new("seal-late", CertificatesToSeal.List, "when=overdue", IsLate: true),
        new("arrivals-late", ArrivalsToPlace.List, "when=overdue", IsLate: true),
        new("refused", Refused.List, IsLate: true),
        new("probation-over", ProbationEnding.List, "ends=over", IsLate: true),
    ];

    public static IReadOnlyList<Waiting> For(Actor actor) => actor.Role switch
    {
        Roles.Contact => [], // what waits for the branch is not his
        Roles.Secretary or Roles.Floating => Branch,
        Roles.Clerk => Committee,
        _ => Department,
    };
}
