using Hongyan.Certificates;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;

namespace Hongyan.Features.Certificates;

/// <summary>A certificate that was lost or withdrawn stands in the list for strangers within seconds.</summary>
internal sealed class PublishingJob(Installation installation) : ScheduledWork(installation.Clock)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);

    protected override TimeSpan Wait(bool first) => Often;

    public override Task RunAsync(CancellationToken stopping) => new Publishing(installation).RunAsync(stopping);
}
