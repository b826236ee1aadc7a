using Hongyan.Platform;

namespace Hongyan.Features.Home;

internal sealed class HomeFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.Everybody),
        ("Language", Access.Anybody),
        ("Theme", Access.Anybody),
    ];

    public override IReadOnlyList<Way> Ways => [new(10, "/", "nav.today", "home", Access.Staff) { Below = null }];

    public override IReadOnlyList<Place> Places =>
    [
        new("today at home", As.Home, "/"),
        new("today at the host", As.Host, "/"),
        new("today at the committee", As.Clerk, "/"),
        new("today in the county", As.Department, "/"),
    ];
}
