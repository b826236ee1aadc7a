using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Batch;

internal sealed class BatchFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Staff)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<BatchJob>(75)];

    public override IReadOnlyList<Place> Places =>
    [
        new("contacts with many", As.Department, "/Worklist?by=kind&due=later", ".task > a.btn[href*='/Batch/contact']"),
        new("contacts refused", As.Department, "/Worklist?by=kind&due=later", ".task > a.btn[href*='/Batch/contact']", Place.Send),
        new("letters about many", As.Host, "/Worklist?by=kind", ".task > a.btn[href*='/Batch/feedback']"),
        new("letters about many checked", As.Host, "/Worklist?by=kind", ".task > a.btn[href*='/Batch/feedback']", Place.Send),
        new("many by pasted names", As.Home, "/Batch/care?empty=true"),
        new("batches", As.Home, "/Batch"),
        new("lists taken out", As.Home, "/Batch/Lists"),
        new("list that nobody knows", As.Home, "/Batch/Lists?number=99"),
    ];

    public override void Services(IServiceCollection services) =>
        services.AddScoped<People>().AddScoped<Judging>().AddScoped<Batches>().AddScoped<Pasting>().AddScoped<ManyOf, FeedbackOfMany>();
}
