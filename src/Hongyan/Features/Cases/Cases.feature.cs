using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Cases;

internal sealed class CasesFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.Staff),
        ("Details", Access.Staff),
        ("Record", Access.Deciding),
        ("Strike", Access.Deciding),
        ("Second", Access.Deciding),
        ("New", Access.Deciding),
        ("File", Access.Staff),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(165, "/Cases", "nav.cases", "file-text", Access.Staff, MenuEntry.Reports)];

    public override IReadOnlyList<Place> Places =>
    [
        new("cases", As.Home, "/Cases"),
        new("cases of home", As.Home, "/Cases/office-year"),
        new("cases of the county", As.Department, "/Cases/office-year?state=running"),
        new("cases with nothing found", As.Home, "/Cases/office-year?q=nobody"),
        new("case", As.Home, "/Cases/office-year", "main th a[href*='/Cases/office-year/']"),
        new("record of a case", As.Home, "/Cases/office-year", "main th a[href*='/Cases/office-year/']", "main a[href*='/Record?type=event-held']"),
        new("record of a case refused", As.Home, "/Cases/office-year", "main th a[href*='/Cases/office-year/']", "main a[href*='/Record?type=event-held']",
            Place.Send),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<IAwaitsSecondPerson, AwaitedRecords>();
}
