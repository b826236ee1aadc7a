using System.Diagnostics;
using Hongyan.Features.Records;
using Hongyan.Features.Reports;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Bench;

/// <summary>The situation of the whole province as of a past day.</summary>
internal sealed class Report : Benchmark
{
    private const int DaysBack = 45;

    public override string Name => "report";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation)
    {
        await using var db = world.House.OpenDb();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var day = world.Today.AddDays(-DaysBack);
        var watch = Stopwatch.StartNew();
        var report = await new SituationQuery(db, new Writing(world.House, db).Keeping).AsOfAsync(day, Hongyan.Features.Scale.Land.Province, cancellation);
        return [Of(world, "situation of the province as of a past day", watch.Elapsed.TotalSeconds, null, "s", Goal.AtMost, 2, $"{report!.People.Count} people away on that day, with the problems of each")];
    }
}
