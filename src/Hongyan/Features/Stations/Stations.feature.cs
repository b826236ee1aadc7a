using Hongyan.Platform;

namespace Hongyan.Features.Stations;

internal sealed class StationsFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.Anonymous),
        ("Manage", Access.Clerk),
        ("Edit", Access.Clerk),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(200, "/Stations", "nav.stations", "map-pin", Access.Member)];

    public override IReadOnlyList<Place> Places =>
    [
        new("stations", As.Nobody, "/Stations"),
        new("stations managed", As.Clerk, "/Stations/Manage"),
        new("station entered", As.Clerk, "/Stations/Edit"),
        new("station refused", As.Clerk, "/Stations/Edit", Place.Send),
    ];
}
