using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Operation;

/// <summary>Looks every few seconds whether the embedded database still runs, and starts it again when something has killed it.</summary>
internal sealed class DatabaseWatch(Installation house, ILogger<DatabaseWatch> log) : Recurring(TimeProvider.System, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public static void Services(IServiceCollection services) => services.AddHostedService<DatabaseWatch>();

    protected override TimeSpan Wait(bool first) => Pause;

    protected override async Task TurnAsync(CancellationToken stopping)
    {
        if (await house.ReviveAsync(stopping))
            log.LogWarning("PostgreSQL had stopped and was started again");
    }
}
