using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.BranchOverview;

/// <summary>Every few seconds counts what has changed, so that overviews find little to count.</summary>
internal sealed class StandingCount(Installation house, ILogger<StandingCount> log) : Recurring(TimeProvider.System, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly StandingKeeping keeping = new(house);

    public static void Services(IServiceCollection services) => services.AddHostedService<StandingCount>();

    protected override TimeSpan Wait(bool first) => Pause;

    protected override Task TurnAsync(CancellationToken stopping) => keeping.CatchUpAsync(stopping);
}
