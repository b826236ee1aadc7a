using System.Text.Json;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Policy;

/// <summary>Computes the duties anew after a change of policy, some sojourns at a time.</summary>
public sealed class RecomputationJob(Installation installation) : RequestedWork
{
    internal static BackgroundJob For(Reach reach, Guid? account, string? orgPath, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = nameof(RecomputationJob),
        OrgPath = orgPath,
        AccountId = account,
        Input = JsonSerializer.Serialize(reach),
        AskedAt = now,
    };

    /// <summary>Those that are not done yet: they wait, run or have failed.</summary>
    internal static IQueryable<BackgroundJob> Unfinished(HongyanDb db) =>
        db.BackgroundJobs.AsNoTracking().Where(job => job.Kind == nameof(RecomputationJob) && job.State != BackgroundJob.Done).OrderBy(job => job.AskedAt);

    public override async Task<object?> RunAsync(JobRun run)
    {
        var today = ChinaDate.Today(installation.Clock);
        var writing = new RecordServices(installation, run.Db);
        var keys = await run.Input<Reach>().KeysAsync(run.Db, writing.Policies, today, run.Stopping);
        var (done, changed) = (0, 0);
        foreach (var batch in keys.Chunk(Reach.AtOnce))
        {
            run.Report(done, keys.Count);
            run.Stopping.ThrowIfCancellationRequested();
            await using var transaction = await run.Db.Database.BeginTransactionAsync(CancellationToken.None);
            changed += await KeepAsync(run.Db, writing, batch, today);
            await transaction.CommitAsync(CancellationToken.None);
            run.Db.ChangeTracker.Clear();
            done += batch.Length;
        }
        run.Report(done, keys.Count);
        return new Recomputed(keys.Count, changed);
    }

    private static async Task<int> KeepAsync(HongyanDb db, RecordServices writing, SojournKey[] keys, DateOnly today)
    {
        var sojourns = await Reach.LoadAsync(db, keys, hold: true, CancellationToken.None);
        var people = keys.Select(key => key.MemberId).Distinct().ToArray();
        var kept = (await db.Duties.Where(duty => people.Contains(duty.OwnerId)).ToListAsync()).ToLookup(duty => duty.CaseId);
        foreach (var one in await new CaseReader(db, writing.Keeping).ReadAsync(sojourns, CancellationToken.None))
            writing.Keeping.Keep(one.Sojourn, one.Case, kept[one.Sojourn.Id], today);
        var changed = db.ChangeTracker.Entries<KeptDuty>().Count(entry => entry.State is not EntityState.Unchanged);
        await db.SaveChangesAsync();
        return changed;
    }
}

/// <summary>Sojourns that were looked at, and duties that were written, changed or removed.</summary>
internal sealed record Recomputed(int Sojourns, int Duties);
