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
