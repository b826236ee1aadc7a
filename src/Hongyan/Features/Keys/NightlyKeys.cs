using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Keys;

/// <summary>Carries on, soon after the start and in the night, what a new key or an upgrade has left to be encrypted.</summary>
internal sealed class NightlyKeys(Installation installation, ILogger<NightlyKeys> log)
    : NightlyWork(installation.Clock, TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(70))
{
    public override async Task RunAsync(CancellationToken stopping)
    {
        var renewal = new Renewal(installation);
        if (await renewal.IsDoneAsync(stopping)) return;
        var all = await renewal.RunAsync((table, count) => log.LogInformation("{Count} values of {Table} encrypted anew so far", count, table), stopping);
        log.LogInformation("Encrypted anew: {Count} values", all);
    }
}
