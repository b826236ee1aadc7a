using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Outside;

internal sealed class OutsideFeature : Feature, IFollowsRecords
{
    public IReadOnlyList<RecordFollowing> Following { get; } =
        [new(41, parts => new HostKeeping(parts.Db, new OutsideDirectory(parts.Db, parts.Library)))];

    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.Staff),
        ("Details", Access.SignedIn), // a member reads the entry of his own home; row-level security shows him no other
        ("Edit", Access.Deciding),
        ("Find", Access.Deciding),
        ("Merge", Access.Clerk),
        ("Part", Access.Clerk),
        ("Second", Access.Clerk),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(163, "/Outside", "nav.outside", "sitemap", Access.Staff, MenuEntry.Reports)];

    public override IReadOnlyList<Place> Places =>
    [
        new("organisations outside", As.Clerk, "/Outside"),
        new("organisations outside for a branch", As.Home, "/Outside"),
        new("organisations outside with nothing found", As.Home, "/Outside?q=nobody"),
        new("organisation outside", As.Clerk, "/Outside", "main th a"),
        new("organisation outside entered", As.Host, "/Outside/Edit"),
        new("organisation outside refused", As.Host, "/Outside/Edit", Place.Send),
        new("organisation outside corrected", As.Clerk, "/Outside", "main th a", "main a[href*='/Outside/Edit']"),
        new("organisations outside merged", As.Clerk, "/Outside", "main th a", "main a[href*='/Merge']"),
    ];

    public override void Services(IServiceCollection services) =>
        services.AddScoped<OutsideDirectory>().AddScoped<OutsideSaving>().AddScoped<OutsideChoosing>().AddScoped<OutsideActs>()
            .AddScoped<IAwaitsSecondPerson, AwaitedOutside>();
}
