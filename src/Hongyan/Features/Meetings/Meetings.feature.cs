using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Meetings;

internal sealed class MeetingsFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Staff),
        ("New", Access.Deciding),
        ("Edit", Access.Deciding),
        ("Details#Cancel", Access.Deciding),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(100, "/Meetings", "nav.life", "calendar-event", Access.Staff, MenuEntry.Life)];

    public override IReadOnlyList<Counted> Counted =>
    [
        new(20, "meetings", Access.Staff, "/Meetings",
            "select count(*) from meeting where org_path >= @lo and org_path < @hi and on_date = @today and cancelled_on is null"),
    ];

    public override IReadOnlyList<Place> Places =>
    [
        new("meetings of the host", As.Host, "/Meetings"),
        new("meetings of the county", As.Department, "/Meetings"),
        new("meeting with its list", As.Host, "/Meetings", "tbody th a"),
        new("meeting changed", As.Host, "/Meetings", "tbody th a", "a[href$='/Edit']"),
        new("meeting planned", As.Host, "/Meetings/New"),
        new("meeting refused", As.Host, "/Meetings/New", Place.Send),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<Inviting>().AddScoped<Attending>().AddScoped<CheckingIn>();
}
