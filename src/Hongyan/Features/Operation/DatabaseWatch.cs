using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Operation;

/// <summary>Looks every few seconds whether the embedded database still runs, and starts it again when something has killed it.</summary>
internal sealed class DatabaseWatch(Installation installation, ILogger<DatabaseWatch> log) : ScheduledWork(TimeProvider.System)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override TimeSpan Wait(bool first) => Pause;

    public override async Task RunAsync(CancellationToken stopping)
    {
        if (await installation.ReviveAsync(stopping))
            log.LogWarning("PostgreSQL had stopped and was started again");
    }
}
