using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.BranchOverview;

/// <summary>Every few seconds counts what has changed, so that overviews find little to count.</summary>
internal sealed class OrganizationFiguresCount(Installation installation) : ScheduledWork(TimeProvider.System)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly OrganizationFiguresKeeping keeping = new(installation);

    protected override TimeSpan Wait(bool first) => Pause;

    public override Task RunAsync(CancellationToken stopping) => keeping.CatchUpAsync(stopping);
}
