using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>Does a change of policy in the transaction of the request; the duties follow in the background.</summary>
internal sealed class Amending(BackgroundJobs jobs, HongyanDb db, Policies policies, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>One after the other, so that a version that was read is still the newest when its successor is written.</summary>
    public Task HoldAsync(CancellationToken cancellation) => db.Database.HoldAsync(AdvisoryLock.PolicyChange, cancellation);

    /// <summary>The answer is the job to watch.</summary>
    public async Task<Guid> ApplyAsync(Amendment amendment, HttpResponse response, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var details = await amendment.WriteAsync(db, policies, actor.AccountId, now, cancellation);
        audit.Note(amendment.Act, amendment.Subject, details);
        var job = RecomputationJob.For(amendment.Reach, actor.AccountId, actor.OrgPath, now);
        db.BackgroundJobs.Add(job);
        await db.SaveChangesAsync(cancellation);
        jobs.StartAfter(response, job.Id);
        return job.Id;
    }
}
