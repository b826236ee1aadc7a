using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Auditing;

/// <summary>Seals the audit log every few seconds while the server runs.</summary>
internal sealed class AuditSealing(Installation house, ILogger<AuditSealing> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static void Services(IServiceCollection services) => services.AddHostedService<AuditSealing>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var chain = new AuditChain(house);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, stoppingToken);
                await chain.SealAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "The audit log could not be sealed; the next attempt follows");
            }
        }
    }
}
