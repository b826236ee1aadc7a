using System.Text.Json;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Policy;

/// <summary>Computes the duties anew after a change of policy, some sojourns or cases at a time.</summary>
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
        var reach = run.Input<Reach>();
        var keys = await reach.KeysAsync(run.Db, writing.Policies, today, run.Stopping);
        var cases = await reach.CasesAsync(run.Db, writing.Policies, run.Stopping);
        var (done, all, changed) = (0, keys.Count + cases.Count, 0);
        foreach (var batch in keys.Chunk(Reach.AtOnce))
            await StepAsync(batch.Length, () => KeepAsync(run.Db, writing, batch, today));
        foreach (var batch in cases.Chunk(Reach.AtOnce))
            await StepAsync(batch.Length, () => KeepAsync(run.Db, writing.Cases, batch, today));
        run.Report(done, all);
        return new Recomputed(all, changed);

        async Task StepAsync(int count, Func<Task> keep)
        {
            run.Report(done, all);
            run.Stopping.ThrowIfCancellationRequested();
            await using var transaction = await run.Db.Database.BeginTransactionAsync(CancellationToken.None);
            await keep();
            changed += run.Db.ChangeTracker.Entries<KeptDuty>().Count(IsChanged);
            await run.Db.SaveChangesAsync();
            await transaction.CommitAsync(CancellationToken.None);
            run.Db.ChangeTracker.Clear();
            done += count;
        }
    }

    /// <summary>Under which profile a duty got the dates that it keeps is no change of it.</summary>
    private static bool IsChanged(EntityEntry<KeptDuty> duty) => duty.State is EntityState.Added or EntityState.Deleted
        || (duty.State == EntityState.Modified && duty.Properties.Any(one => one.IsModified && one.Metadata.Name != nameof(KeptDuty.Profile)));

    private static async Task KeepAsync(HongyanDb db, RecordServices writing, SojournKey[] keys, DateOnly today)
    {
        var sojourns = await Reach.LoadAsync(db, keys, hold: true, CancellationToken.None);
        var people = keys.Select(key => key.MemberId).Distinct().ToArray();
        var kept = (await db.Duties.Where(duty => people.Contains(duty.OwnerId)).ToListAsync()).ToLookup(duty => duty.CaseId);
        foreach (var one in await new CaseReader(db, writing.Keeping).ReadAsync(sojourns, CancellationToken.None))
            writing.Keeping.Keep(one.Sojourn, one.Case, kept[one.Sojourn.Id], today);
    }

    private static async Task KeepAsync(HongyanDb db, CaseKeeping keeping, CaseKey[] keys, DateOnly today)
    {
        var cases = await Reach.LoadAsync(db, keys, hold: true, CancellationToken.None);
        var (owners, ids) = (keys.Select(key => key.OwnerId).Distinct().ToArray(), keys.Select(key => key.Id).ToArray());
        var kept = (await db.Duties.Where(duty => owners.Contains(duty.OwnerId) && ids.Contains(duty.CaseId)).ToListAsync()).ToLookup(duty => duty.CaseId);
        foreach (var (one, parties, events) in await keeping.ReadAsync(cases, CancellationToken.None))
            keeping.Keep(one, await keeping.ToldAsync(one, parties, events, CancellationToken.None), parties, kept[one.Id], today);
    }
}

/// <summary>Sojourns and cases that were looked at, and duties that were written, changed or removed.</summary>
internal sealed record Recomputed(int Sojourns, int Duties);
