using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Notices;

internal sealed class NoticesFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Staff),
        ("New", Access.Home),
        ("Details#", Access.Home),
        ("Details#Told", Access.Home),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(110, "/Notices", "nav.notices", "bell", Access.Staff, MenuEntry.Life)];

    public override IReadOnlyList<Place> Places =>
    [
        new("elections and major matters", As.Home, "/Notices"),
        new("election with receipts", As.Home, "/Notices", "tbody th a"),
        new("announcement refused", As.Home, "/Notices/New", Place.Send),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<Announcing>();
}
