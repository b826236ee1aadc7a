using Hongyan.Platform;

namespace Hongyan.Features.Caring;

internal sealed class CaringFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Staff)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(140, "/Care", "nav.care", "users-group", Access.Staff, MenuEntry.Life)];

    public override IReadOnlyList<Place> Places =>
    [
        new("care", As.Home, "/Care"),
        new("care of the county", As.Department, "/Care?show=hardship"),
    ];
}
