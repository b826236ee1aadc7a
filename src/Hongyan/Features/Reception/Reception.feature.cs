using Hongyan.Features.Batch;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Reception;

internal sealed class ReceptionFeature : Feature, IFollowsRecords
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Deciding),
        ("Place", Access.Clerk),
        ("Index#Moved", Access.Clerk),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(60, "/Reception", "nav.reception", "user-check", Access.Deciding, MenuEntry.Away)];

    public override IReadOnlyList<Counted> Counted =>
    [
        new(15, "known-here", Access.Clerk, "/Reception#known-here", "select count(*) from guests_known_here()"),
    ];

    public override IReadOnlyList<Place> Places =>
    [
        new("reception of a branch", As.Host, "/Reception"),
        new("reception of the county", As.Department, "/Reception"),
        new("reception refused", As.Host, "/Reception", Place.Send),
        new("arrival", As.Host, "/Reception", "#announced ~ .card a.btn"),
        new("arrival refused", As.Host, "/Reception", "#announced ~ .card a.btn", Place.Send),
        new("guest who moved on", As.Host, "/Reception", "#moved-on ~ .duties a"),
        new("place", As.Department, "/Reception", ".duty a[href^='/Reception/Place']"),
        new("place refused", As.Department, "/Reception", ".duty a[href^='/Reception/Place']", Place.Send),
    ];

    public IReadOnlyList<RecordFollowing> Following { get; } =
    [
        new(40, parts => new HomeKeeping(new OutsideDirectory(parts.Db, parts.Library))),
        new(41, parts => new GuestKeeping(parts.Db, parts.Secrets, parts.Actor, parts.Clock)),
    ];

    public override void Services(IServiceCollection services) =>
        services.AddScoped<Arrivals>().AddScoped<Guests>().AddScoped<GuestMoving>().AddScoped<ManyOf, ReceivedOfMany>();
}
