using System.Diagnostics;
using Hongyan.Features.Reports;
using Hongyan.Features.Scale;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Bench;

/// <summary>The situation of the whole province as of a past day: its figures, and what the records of all show.</summary>
internal sealed class Report : Benchmark
{
    private const int DaysBack = 45;

    public override string Name => "report";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation)
    {
        await using var db = world.Installation.OpenDb();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var day = world.Today.AddDays(-DaysBack);
        // a server that has answered before
        await new SituationQuery(db).AsOfAsync(day.AddDays(-1), await world.AskAsync<string>("select max(path) from organization", cancellation), cancellation);
        var watch = Stopwatch.StartNew();
        var situation = (await new SituationQuery(db).AsOfAsync(day, OrganizationTree.Province, cancellation))!;
        var figures = watch.Elapsed.TotalSeconds;

        watch.Restart();
        var keys = await new Headcount(db, day, OrganizationTree.Province).AllAsync(cancellation);
        var problems = await new ProblemReportBuilder(db, new RecordServices(world.Installation, db).Policies, world.Installation.Policy,
            day, OrganizationTree.Province)
            .BuildAsync(keys, (_, _) => Task.CompletedTask, cancellation);
        return
        [
            Of(world, "situation of the province as of a past day", figures, null, "s", Goal.AtMost, 2,
                $"{situation.Figures.Floating} people away on that day; the first time that it is asked of a server that has answered for a branch"),
            Of(world, "the problems of each of them", watch.Elapsed.TotalSeconds, null, "s", Goal.None, 0,
                $"told from all their records, in the background: {problems.Sum(problem => problem.People)} of {problems.Count} kinds; "
                    + $"{watch.Elapsed.TotalMicroseconds / Math.Max(1, keys.Count):N0} µs each"),
        ];
    }
}
