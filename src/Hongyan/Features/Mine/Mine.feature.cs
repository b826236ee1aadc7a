using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Mine;

internal sealed class MineFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Member)];

    public override IEnumerable<(string Page, string Address)> Addresses => [("CheckIn", "/CheckIn/{code?}")];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(190, "/Mine", "nav.mine", "user-circle", Access.Member)];

    public override IReadOnlyList<Place> Places =>
    [
        new("mine", As.Member, "/Mine"),
        new("my data", As.Member, "/Mine/Data"),
        new("correction asked", As.Member, "/Mine/Correction"),
        new("correction refused", As.Member, "/Mine/Correction", Place.Send),
        new("my dues", As.Member, "/Mine/Dues"),
        new("check-in of the member", As.Member, "/Mine/CheckIn"),
        new("check-in refused", As.Member, "/Mine/CheckIn", Place.Send),
        new("notice to the member", As.Member, "/Mine", ".notice-line"),
        new("report of the member", As.Member, "/Mine/Write?type=member-reported"),
        new("change reported by the member", As.Member, "/Mine/Write?type=change-reported"),
        new("my certificate", As.Member, "/Mine/Certificate"),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<MyNotices>();
}
