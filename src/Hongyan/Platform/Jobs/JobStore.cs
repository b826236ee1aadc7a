using System.Text.Json;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Platform.Jobs;

/// <summary>The table of jobs, written as its owner: each change is a statement of its own, outside the work's transactions.</summary>
internal sealed class JobStore(Installation installation)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private DateTimeOffset Now => installation.Clock.GetUtcNow();

    /// <summary>Adds a job, or asks again for one that failed or was stopped. One that waits, runs or is done stays as it is.</summary>
    public async Task AskAsync(BackgroundJob job, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await db.BackgroundJobs.Where(one => !one.Scheduled && one.EndedAt < Now - Kept).ExecuteDeleteAsync(cancellation);
        if (await SetWaitingAsync(db, job.Id, cancellation)) return;
        if (await db.BackgroundJobs.AnyAsync(one => one.Id == job.Id, cancellation)) return;
        db.BackgroundJobs.Add(job);
        await db.SaveChangesAsync(cancellation);
    }

    public async Task<bool> SetWaitingAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        return await SetWaitingAsync(db, id, cancellation);
    }

    /// <summary>The jobs that wait, or that ran when a server ended, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> LeftAsync(CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        return await db.BackgroundJobs.Where(job => !job.Scheduled && (job.State == BackgroundJob.Waiting || job.State == BackgroundJob.Running))
            .OrderBy(job => job.AskedAt).Select(job => job.Id).ToListAsync(cancellation);
    }

    public async Task<string?> KindOfAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        return await db.BackgroundJobs.Where(job => job.Id == id).Select(job => job.Kind).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Whether no other server runs the job; the connection holds it until <see cref="ReleaseAsync"/>, or until it breaks.</summary>
    public static async Task<bool> HoldAsync(HongyanDb db, Guid id, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        return await db.Database.TryKeepAsync(AdvisoryLock.BackgroundJob, id.ToString(), cancellation);
    }

    /// <summary>A connection that only goes back to the pool would still hold the job.</summary>
    public static async Task ReleaseAsync(HongyanDb db, Guid id)
    {
        if (db.Database.GetDbConnection().State == System.Data.ConnectionState.Open)
            await db.Database.ReleaseAsync(AdvisoryLock.BackgroundJob, id.ToString());
    }

    /// <summary>The job, running from now on; nothing when it is not in that state any more.</summary>
    public async Task<BackgroundJob?> BeginAsync(HongyanDb db, Guid id, string from, CancellationToken cancellation)
    {
        var now = Now;
        var begun = await db.BackgroundJobs.Where(job => job.Id == id && job.State == from).ExecuteUpdateAsync(set => set
            .SetProperty(job => job.State, BackgroundJob.Running).SetProperty(job => job.StartedAt, now).SetProperty(job => job.EndedAt, (DateTimeOffset?)null)
            .SetProperty(job => job.Total, 0).SetProperty(job => job.Completed, 0).SetProperty(job => job.Result, (string?)null), cancellation);
        return begun == 0 ? null : await db.BackgroundJobs.AsNoTracking().SingleAsync(job => job.Id == id, cancellation);
    }

    /// <summary>False when somebody has stopped the job.</summary>
    public async Task<bool> KeepProgressAsync(Guid id, (int Total, int Completed) progress, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        return await db.BackgroundJobs.Where(job => job.Id == id && job.State == BackgroundJob.Running).ExecuteUpdateAsync(set => set
            .SetProperty(job => job.Total, progress.Total).SetProperty(job => job.Completed, progress.Completed), cancellation) == 1;
    }

    public async Task EndAsync(JobRun run, string state, object? result, string? reason)
    {
        var (now, kept) = (Now, result is null ? null : JsonSerializer.Serialize(result));
        var (total, completed) = run.Progress;
        var failedAt = reason is null ? (DateTimeOffset?)null : now;
        await using var db = installation.OpenDb();
        // What was done is done; a failure after somebody has stopped the job is none.
        await db.BackgroundJobs
            .Where(job => job.Id == run.Job.Id && (state == BackgroundJob.Done || job.State == BackgroundJob.Running))
            .ExecuteUpdateAsync(set => set
            .SetProperty(job => job.State, state).SetProperty(job => job.EndedAt, now).SetProperty(job => job.Result, kept)
            .SetProperty(job => job.Total, total).SetProperty(job => job.Completed, completed)
            .SetProperty(job => job.FailedAt, failedAt).SetProperty(job => job.Reason, reason));
    }

    public async Task<bool> StopAsync(Guid id, CancellationToken cancellation)
    {
        var now = Now;
        await using var db = installation.OpenDb();
        return await db.BackgroundJobs.Where(job => job.Id == id && !job.Scheduled
                && (job.State == BackgroundJob.Waiting || job.State == BackgroundJob.Running || job.State == BackgroundJob.Failed))
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, BackgroundJob.Stopped).SetProperty(job => job.EndedAt, now), cancellation) == 1;
    }

    /// <summary>The row of a schedule, after a turn.</summary>
    public async Task KeepTurnAsync(string kind, DateTimeOffset begunAt, string? reason)
    {
        var (now, state) = (Now, reason is null ? BackgroundJob.Done : BackgroundJob.Failed);
        await using var db = installation.OpenDb();
        await db.Database.ExecuteSqlAsync($"""
            insert into background_job (id, kind, scheduled, state, asked_at, started_at, ended_at, failed_at, reason)
            values ({Guid.CreateVersion7()}, {kind}, true, {state}, {now}, {begunAt}, {now}, {(reason is null ? null : now)}, {reason})
            on conflict (kind) where scheduled do update set state = excluded.state, started_at = excluded.started_at, ended_at = excluded.ended_at,
              failed_at = coalesce(excluded.failed_at, background_job.failed_at), reason = coalesce(excluded.reason, background_job.reason)
            """);
    }

    private static async Task<bool> SetWaitingAsync(HongyanDb db, Guid id, CancellationToken cancellation) =>
        await db.BackgroundJobs.Where(job => job.Id == id && !job.Scheduled && (job.State == BackgroundJob.Failed || job.State == BackgroundJob.Stopped))
            .ExecuteUpdateAsync(
                set => set.SetProperty(job => job.State, BackgroundJob.Waiting).SetProperty(job => job.EndedAt, (DateTimeOffset?)null), cancellation) == 1;
}
