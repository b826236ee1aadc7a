using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.National;

internal sealed class NationalFeature : Feature, IFollowsRecords
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Deciding)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(185, "/National", "nav.national", "arrows-exchange", Access.Deciding, MenuEntry.Reports)];

    public override IReadOnlyList<Counted> Counted =>
    [
        new(45, "national", Access.Deciding, "/National",
            "select count(*) from national_task where branch_path >= @lo and branch_path < @hi and done_on is null"),
    ];

    public override IReadOnlyList<Verb> Verbs => [new(35, CompareVerb.Create)];

    public override IReadOnlyList<Place> Places =>
    [
        new("national comparisons", As.Home, "/National"),
        new("national comparison of the county", As.Department, "/National"),
        new("national comparison refused", As.Clerk, "/National", Place.Send),
        new("to be keyed in nationally", As.Home, "/National/Keying"),
        new("to be keyed in nationally by the host", As.Host, "/National/Keying?side=inflow"),
        new("what to key in", As.Home, "/National/Keying?all=true", "main tbody th a"),
    ];

    public IReadOnlyList<RecordFollowing> Following { get; } = [new(70, parts => new KeyInFollower(parts.Db, parts.Actor, parts.Clock))];

    public override void Services(IServiceCollection services) =>
        services.AddScoped<Comparing>().AddScoped<Planning>().AddScoped<Answering>().AddScoped<ToKeyIn>();
}
