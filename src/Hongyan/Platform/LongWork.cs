using System.Collections.Concurrent;
using Hongyan.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Platform;

/// <summary>
/// What takes longer than a request: done in the background, one piece of work after the other. What was begun, and how far it is, stands
/// in the database, so that a restart loses nothing.
/// </summary>
public abstract class LongWork(Installation house, ILogger log) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task>> running = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly CancellationTokenSource leaving = new();

    protected Installation House { get; } = house;

    /// <summary>Begins it, or goes on with it after a restart; who asks again gets the same task.</summary>
    public Task Start(Guid id) => running.GetOrAdd(id, _ => new Lazy<Task>(() => Task.Run(() => RunAsync(id)))).Value;

    /// <summary>It leaves off between two parts; what is left is done after the next start.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await leaving.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        leaving.Dispose();
        turn.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What was begun and not finished, the oldest first.</summary>
    protected abstract Task<IReadOnlyList<Guid>> UnfinishedAsync(HongyanDb db, CancellationToken cancellation);

    /// <summary>Does what is left of it; nothing when it is done or gone.</summary>
    protected abstract Task WorkAsync(HongyanDb db, Guid id, CancellationToken cancellation);

    /// <summary>Goes on at the start of the server with what was begun and not finished.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var db = House.OpenDb();
            foreach (var id in await UnfinishedAsync(db, stoppingToken))
                await Start(id).WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            log.LogError(error, "Work that was begun could not be resumed; its page begins it again");
        }
    }

    private async Task RunAsync(Guid id)
    {
        await turn.WaitAsync(leaving.Token);
        try
        {
            await using var db = House.OpenDb();
            await WorkAsync(db, id, leaving.Token);
        }
        finally
        {
            turn.Release();
            running.TryRemove(id, out _); // a failed one can be begun again
        }
    }
}
