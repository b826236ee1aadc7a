using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;

namespace Hongyan.Features.Policy;

/// <summary>Does a change of policy in the transaction of the request; the duties follow in the background.</summary>
internal sealed class Amending(Recomputing recomputing, HongyanDb db, Policies policies, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>One after the other, so that a version that was read is still the newest when its successor is written.</summary>
    public Task HoldAsync(CancellationToken cancellation) => db.Database.HoldAsync(AdvisoryLock.PolicyChange, cancellation);

    /// <summary>The answer is the recomputation to watch.</summary>
    public async Task<Guid> ApplyAsync(Amendment amendment, HttpResponse response, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var details = await amendment.WriteAsync(db, policies, actor.AccountId, now, cancellation);
        audit.Note(amendment.Act, amendment.Subject, details);
        var recomputation = Recomputation.For(amendment.Reach, now);
        recomputation.AddTo(db);
        await db.SaveChangesAsync(cancellation);
        // The answer leaves after the commit; a browser that never asks for progress does not keep the duties waiting.
        response.OnCompleted(() =>
        {
            _ = recomputing.Start(recomputation.Id);
            return Task.CompletedTask;
        });
        return recomputation.Id;
    }
}
