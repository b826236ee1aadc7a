using Microsoft.Extensions.Logging;

namespace Hongyan.Platform.Jobs;

/// <summary>The turns of one schedule. Of turns every few seconds the row is written once a minute, and whenever one fails or recovers.</summary>
internal sealed class Schedule(ScheduledWork work, JobStore store, ILogger log)
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);
    private (string? Reason, DateTimeOffset At)? kept;

    public async Task KeepAsync(CancellationToken stopping)
    {
        for (var first = true; !stopping.IsCancellationRequested; first = false)
        {
            try
            {
                await work.WaitAsync(first, stopping);
                var begunAt = work.Clock.GetUtcNow();
                work.LastTurn = begunAt;
                var reason = await TurnAsync(stopping);
                if (kept is { } last && last.Reason == reason && (begunAt - last.At).Duration() < Often) continue;
                await store.KeepTurnAsync(work.Kind, begunAt, reason);
                kept = (reason, begunAt);
            }
            catch (Exception error)
            {
                if (!stopping.IsCancellationRequested) log.LogError(error, "A turn of {Work} could not be kept", work.Kind);
            }
        }
    }

    /// <summary>The reason for which it failed.</summary>
    private async Task<string?> TurnAsync(CancellationToken stopping)
    {
        try
        {
            await work.RunAsync(stopping);
            return null;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            log.LogError(error, "{Work} failed; its next turn follows", work.Kind);
            return Faults.Reason(error);
        }
    }
}
