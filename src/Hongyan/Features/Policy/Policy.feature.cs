using Hongyan.Platform;

namespace Hongyan.Features.Policy;

internal sealed class PolicyFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.SignedIn),
        ("Change", Access.Department),
        ("Confirm", Access.Department),
        ("Choose", Access.Department),
        ("Recomputing", Access.Department),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(250, "/Policy", "nav.policy", "scale", Policy: null)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<RecomputationJob>(70)];

    public override IReadOnlyList<Place> Places =>
    [
        new("policy of the administrator", As.Security, "/Policy"),
        new("policy", As.Department, "/Policy"),
        new("clauses", As.Home, "/Policy/Clauses"),
        new("clause", As.Home, "/Policy/Clauses", "main table a"),
        new("profile", As.Home, "/Policy/Profiles/national"),
        new("profile of the department", As.Department, "/Policy/Profiles/banner-d"),
        new("own profile of the department", As.Department, "/Policy/Profiles/own-001"),
        new("change of a value", As.Department, "/Policy/Profiles/own-001", "main a.btn"),
        new("change refused", As.Department, "/Policy/Profiles/own-001", "main a.btn", Place.Send),
        new("change to be confirmed", As.Department,
            "/Policy/Profiles/own-001/Confirm?parameter=watch.fromMonths&value=2&from=2026-11-20&clauses=E-1.7&reason=E"),
        new("choice of a profile", As.Department, "/Policy/Choose?organization=001.002&profile=two-way-c&reason=E"),
    ];
}
