using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Batch;

internal sealed class BatchFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Staff),
        ("Feedback", Access.Deciding),
    ];

    public override IReadOnlyList<Place> Places =>
    [
        new("contacts with many", As.Department, "/Worklist?by=kind&due=later", ".task > a.btn[href*='/Batch/Contact']"),
        new("contacts refused", As.Department, "/Worklist?by=kind&due=later", ".task > a.btn[href*='/Batch/Contact']", Place.Send),
        new("letters about many", As.Host, "/Worklist?by=kind", ".task > a.btn[href*='/Batch/Feedback']"),
        new("letters about many checked", As.Host, "/Worklist?by=kind", ".task > a.btn[href*='/Batch/Feedback']", Place.Send),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<People>();
}
