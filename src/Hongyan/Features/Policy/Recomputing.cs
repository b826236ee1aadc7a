using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Policy;

/// <summary>Keeps duties anew in the background, one change of policy after the other, some sojourns at a time.</summary>
public sealed class Recomputing(Installation house, ILogger<Recomputing> log) : LongWork(house, log)
{
    public static void Services(IServiceCollection services) =>
        services.AddSingleton<Recomputing>().AddHostedService(provider => provider.GetRequiredService<Recomputing>());

    protected override async Task<IReadOnlyList<Guid>> UnfinishedAsync(HongyanDb db, CancellationToken cancellation) =>
        [.. (await Recomputation.UnfinishedAsync(db, cancellation)).Select(one => one.Id)];

    protected override async Task WorkAsync(HongyanDb db, Guid id, CancellationToken cancellation)
    {
        if (await Recomputation.FindAsync(db, id, cancellation) is { Finished: false } recomputation)
            await KeepAsync(db, recomputation, cancellation);
    }

    private async Task KeepAsync(HongyanDb db, Recomputation recomputation, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(House.Clock);
        var writing = new Writing(House, db);
        var keys = await recomputation.Reach.KeysAsync(db, writing.Policies, today, CancellationToken.None);
        recomputation = recomputation with { Total = keys.Count, Done = 0, Changed = 0 };
        await recomputation.SaveAsync(db, CancellationToken.None);
        foreach (var batch in keys.Chunk(Reach.AtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
            var changed = await KeepAsync(db, writing, batch, today);
            recomputation = recomputation with { Done = recomputation.Done + batch.Length, Changed = recomputation.Changed + changed };
            await recomputation.SaveAsync(db, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
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
