using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Duties;

/// <summary>Renews the duties soon after the server starts and then after every midnight in China.</summary>
internal sealed class NightlyDuties(Installation house, ILogger<NightlyDuties> log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromMinutes(10);

    public static void Services(IServiceCollection services) => services.AddHostedService<NightlyDuties>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = AfterStart; ; wait = ChinaDate.Until(AfterMidnight, house.Clock))
        {
            try
            {
                await Task.Delay(wait, house.Clock, stoppingToken);
                var all = await new DutyRenewal(house).RunAsync(count => log.LogInformation("Duties of {Count} stays renewed so far", count), stoppingToken);
                log.LogInformation("Duties renewed: {Count} stays", all);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "Duties could not be renewed; the next attempt is tomorrow");
            }
        }
    }
}
