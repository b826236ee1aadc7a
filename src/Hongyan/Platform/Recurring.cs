using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Platform;

/// <summary>Work that comes again and again while the server runs. A turn that fails is logged; the next one comes all the same.</summary>
internal abstract class Recurring(TimeProvider clock, ILogger log) : BackgroundService
{
    public DateTimeOffset? LastTurn { get; private set; }

    public DateTimeOffset? NextTurn { get; private set; }

    /// <summary>Whether the last turn did.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>How long until the next turn.</summary>
    protected abstract TimeSpan Wait(bool first);

    protected abstract Task TurnAsync(CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var first = true; ; first = false)
        {
            try
            {
                var wait = Wait(first);
                NextTurn = clock.GetUtcNow() + wait;
                await Task.Delay(wait, clock, stoppingToken);
                LastTurn = clock.GetUtcNow();
                await TurnAsync(stoppingToken);
                HasFailed = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                HasFailed = true;
                log.LogError(error, "{Work} failed; its next turn follows", GetType().Name);
            }
        }
    }
}
