using Hongyan.Platform;

namespace Hongyan.Features.Lists;

internal sealed class ListsFeature : Feature, IGivesLists
{
    // A contact person is none of these: what waits for the branch is not his.
    private static readonly string[] Branch = [Roles.Secretary, Roles.Floating], Committee = [Roles.Clerk], Above = [Roles.Department];

    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Staff)];

    public override IEnumerable<(string Page, string Address)> Addresses =>
        Lists.Where(list => !list.Address.StartsWith("/Lists/", StringComparison.Ordinal)).Select(list => ("Index", list.Address));

    public override IReadOnlyList<MenuEntry> MenuEntries =>
    [
        new(40, "/Lists/outflow", "nav.outflow", "plane-departure", Access.Staff, MenuEntry.Away) { Below = "/Lists/outflow" },
        new(50, "/Lists/inflow", "nav.inflow", "plane-arrival", Access.Staff, MenuEntry.Away) { Below = "/Lists/inflow" },
    ];

    public override IReadOnlyList<Place> Places =>
    [
        new("registered and changed by hand", As.Clerk, "/Lists/by-hand"),
        new("outflow", As.Home, "/Lists/outflow"),
        new("outflow with nothing found", As.Home, "/Lists/outflow?q=nobody"),
        new("outflow of the county", As.Department, "/Lists/outflow?sort=-overdue"),
        new("inflow", As.Host, "/Lists/inflow"),
        new("certificates to seal", As.Clerk, "/Lists/seal"),
        new("certificates to issue", As.Home, "/Lists/issue"),
        new("arrivals to place", As.Host, "/Lists/arrivals"),
        new("transfers under way", As.Clerk, "/Lists/transfers"),
        new("refused members", As.Department, "/Lists/refused"),
        new("probation ending", As.Clerk, "/Lists/probation"),
    ];

    public IReadOnlyList<PeopleList> Lists { get; } =
    [
        Members.List, Outflow.List, Inflow.List, CertificatesToSeal.List, CertificatesToIssue.List, ArrivalsToPlace.List,
        Letters.List, TransfersUnderWay.List, Refused.List, ProbationEnding.List, ByHand.List,
    ];

    public IReadOnlyList<Waiting> Waiting { get; } =
    [
        new("unmatched", Above, Outflow.List, "state=away"),
        new("seal", Committee, CertificatesToSeal.List),
        new("letters", [.. Branch, .. Committee], Letters.List),
        new("arrivals", Branch, ArrivalsToPlace.List),
        new("issue", Branch, CertificatesToIssue.List),
        new("incoming", Committee, TransfersUnderWay.List, "direction=incoming&letter=waiting"),
        new("by-hand", Committee, ByHand.List, "recorded=today"),
        new("name-branch", Committee, ArrivalsToPlace.List, "waits-for=host-committee"),
        new("seal-late", Above, CertificatesToSeal.List, "when=overdue", IsLate: true),
        new("arrivals-late", Above, ArrivalsToPlace.List, "when=overdue", IsLate: true),
        new("refused", [.. Branch, .. Committee, .. Above], Refused.List, IsLate: true),
        new("probation", [.. Branch, .. Committee], ProbationEnding.List),
        new("probation-over", Above, ProbationEnding.List, "ends=over", IsLate: true),
    ];
}
