using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Platform;

/// <summary>Work that comes again and again while the server runs. A turn that fails is logged; the next one comes all the same.</summary>
internal abstract class Recurring(TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>How long until the next turn.</summary>
    protected abstract TimeSpan Wait(bool first);

    protected abstract Task TurnAsync(CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var first = true; ; first = false)
        {
            try
            {
                await Task.Delay(Wait(first), clock, stoppingToken);
                await TurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "{Work} failed; its next turn follows", GetType().Name);
            }
        }
    }
}
