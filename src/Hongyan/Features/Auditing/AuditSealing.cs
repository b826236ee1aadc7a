using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Auditing;

/// <summary>Seals the audit log every few seconds while the server runs, and once a day removes what is older than its time.</summary>
internal sealed class AuditSealing(Installation installation, ILogger<AuditSealing> log) : ScheduledWork(TimeProvider.System)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly AuditChain chain = new(installation);
    private readonly AuditRetention retention = new(installation);

    protected override TimeSpan Wait(bool first) => Pause;

    public override async Task RunAsync(CancellationToken stopping)
    {
        await chain.SealAsync(stopping);
        if (await retention.RunDailyAsync(stopping) is > 0 and var removed)
            log.LogInformation("Audit entries removed after their time: {Count}", removed);
    }
}
