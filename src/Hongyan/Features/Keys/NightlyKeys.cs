using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Keys;

/// <summary>Carries on, soon after the start and in the night, what a new key or an upgrade has left to be encrypted.</summary>
internal sealed class NightlyKeys(Installation house, ILogger<NightlyKeys> log) : Recurring(house.Clock, log)
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromMinutes(70);

    public static void Services(IServiceCollection services) => services.AddHostedService<NightlyKeys>();

    protected override TimeSpan Wait(bool first) => first ? AfterStart : ChinaDate.Until(AfterMidnight, house.Clock);

    protected override async Task TurnAsync(CancellationToken stopping)
    {
        var renewal = new Renewal(house);
        if (await renewal.IsDoneAsync(stopping)) return;
        var all = await renewal.RunAsync((table, count) => log.LogInformation("{Count} values of {Table} encrypted anew so far", count, table), stopping);
        log.LogInformation("Encrypted anew: {Count} values", all);
    }
}
