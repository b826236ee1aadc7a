using System.Collections.Concurrent;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Policy;

/// <summary>Keeps duties anew in the background, one change of policy after the other, some sojourns at a time.</summary>
public sealed class Recomputing(Installation house, ILogger<Recomputing> log) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, Lazy<Task>> running = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Begins it, or goes on with it after a restart; who asks again gets the same task.</summary>
    public Task Start(Guid id) => running.GetOrAdd(id, _ => new Lazy<Task>(() => Task.Run(() => RunAsync(id)))).Value;

    public static void Services(IServiceCollection services) =>
        services.AddSingleton<Recomputing>().AddHostedService(provider => provider.GetRequiredService<Recomputing>());

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    /// <summary>Goes on at the start of the server with what was begun and not finished.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var db = house.OpenDb();
            foreach (var recomputation in await Recomputation.UnfinishedAsync(db, stoppingToken))
                await Start(recomputation.Id).WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            log.LogError(error, "A recomputation of duties could not be resumed; its page begins it again");
        }
    }

    private async Task RunAsync(Guid id)
    {
        await turn.WaitAsync();
        try
        {
            await using var db = house.OpenDb();
            if (await Recomputation.FindAsync(db, id, CancellationToken.None) is { Finished: false } recomputation)
                await KeepAsync(db, recomputation);
        }
        finally
        {
            turn.Release();
            running.TryRemove(id, out _); // a failed one can be begun again
        }
    }

    private async Task KeepAsync(HongyanDb db, Recomputation recomputation)
    {
        var today = ChinaDate.Today(house.Clock);
        var writing = new Writing(house, db);
        var keys = await recomputation.Reach.KeysAsync(db, writing.Policies, today, CancellationToken.None);
        recomputation = recomputation with { Total = keys.Count, Done = 0, Changed = 0 };
        await recomputation.SaveAsync(db, CancellationToken.None);
        foreach (var batch in keys.Chunk(Reach.AtOnce))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var changed = await KeepAsync(db, writing, batch, today);
            recomputation = recomputation with { Done = recomputation.Done + batch.Length, Changed = recomputation.Changed + changed };
            await recomputation.SaveAsync(db, CancellationToken.None);
            await transaction.CommitAsync();
            db.ChangeTracker.Clear();
        }
        await (recomputation with { Finished = true }).SaveAsync(db, CancellationToken.None);
    }

    private static async Task<int> KeepAsync(HongyanDb db, Writing writing, SojournKey[] keys, DateOnly today)
    {
        var sojourns = await Reach.LoadAsync(db, keys, hold: true, CancellationToken.None);
        var people = keys.Select(key => key.MemberId).Distinct().ToArray();
        var kept = (await db.Duties.Where(duty => people.Contains(duty.MemberId)).ToListAsync()).ToLookup(duty => duty.SojournId);
        foreach (var one in await new CaseReader(db, writing.Keeping).ReadAsync(sojourns, CancellationToken.None))
            writing.Keeping.Keep(one.Sojourn, one.Case, kept[one.Sojourn.Id], today);
        var changed = db.ChangeTracker.Entries<KeptDuty>().Count(entry => entry.State is not EntityState.Unchanged);
        await db.SaveChangesAsync();
        return changed;
    }
}
