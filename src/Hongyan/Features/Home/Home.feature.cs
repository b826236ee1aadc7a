using Hongyan.Platform;

namespace Hongyan.Features.Home;

internal sealed class HomeFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.SignedIn),
        ("Language", Access.Anonymous),
        ("Theme", Access.Anonymous),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(10, "/", "nav.today", "home", Access.Staff) { Below = null }];

    public override IReadOnlyList<Place> Places =>
    [
        new("today at home", As.Home, "/"),
        new("today at the host", As.Host, "/"),
        new("today at the committee", As.Clerk, "/"),
        new("today in the county", As.Department, "/"),
    ];
}
