namespace Hongyan.Platform.Jobs;

/// <summary>A job that runs in this server.</summary>
internal sealed class Running : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    private Running() => Stopping = stop.Token;

    public Task Task { get; private set; } = Task.CompletedTask;

    public CancellationToken Stopping { get; }

    /// <summary>Nothing until its turn has come.</summary>
    public JobRun? Current { get; set; }

    public static Running Begin(Func<Running, Task> run)
    {
        var one = new Running();
        one.Task = Task.Run(() => run(one));
        return one;
    }

    public async Task StopAsync()
    {
        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    public void Dispose() => stop.Dispose();
}

/// <summary>A schedule with a turn every few seconds writes its row once a minute, and whenever it fails or recovers.</summary>
internal sealed class KeptTurn
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);
    private (string? Reason, DateTimeOffset At)? last;

    public bool IsNews(string? reason, DateTimeOffset now)
    {
        if (last is { } kept && kept.Reason == reason && (now - kept.At).Duration() < Often) return false;
        last = (reason, now);
        return true;
    }
}
