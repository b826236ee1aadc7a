using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>The browsers in which somebody is signed in.</summary>
public sealed class Sessions(HongyanDb db, Actor actor, Audit audit, TimeProvider clock)
{
    /// <summary>For so long after signing in nobody is asked again before changing how he signs in.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>Signs in, in a session of its own; the one before in this browser ends.</summary>
    public async Task BeginAsync(HttpContext context, Data.Account account, string how, string? factor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (actor.SessionId is { } before) await EndAsync(before, cancellation);
        await db.AccountSessions.Where(session => session.AccountId == account.Id && session.StartedAt < now - Remembered).ExecuteDeleteAsync(cancellation);
        var begun = new AccountSession
        {
            Id = Guid.CreateVersion7(),
            AccountId = account.Id,
            StartedAt = now,
            SeenAt = now,
            How = how,
            Factor = factor,
            FromAddress = actor.Address,
            Browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString()),
        };
        db.AccountSessions.Add(begun);
        audit.Note("signed-in", account.Id.ToString(), new { begun.How, begun.Factor });
        await db.SaveChangesAsync(cancellation);
        await SignedIn.CookieAsync(context, account, begun.Id);
    }

    /// <summary>The same session goes on with what has changed in the account.</summary>
    public Task RenewAsync(HttpContext context, Data.Account account) => SignedIn.CookieAsync(context, account, actor.SessionId);

    /// <summary>The session has shown its second factor.</summary>
    public Task<int> StrengthenAsync(string factor, CancellationToken cancellation) =>
        db.AccountSessions.Where(session => session.Id == actor.SessionId)
            .ExecuteUpdateAsync(session => session.SetProperty(one => one.Factor, factor), cancellation);

    public Task<int> EndAsync(Guid id, CancellationToken cancellation) => EndAsync(db.AccountSessions.Where(session => session.Id == id), cancellation);

    public Task<int> EndAllAsync(Guid account, CancellationToken cancellation) =>
        EndAsync(db.AccountSessions.Where(session => session.AccountId == account), cancellation);

    /// <summary>The open sessions of everybody, without the one that asks.</summary>
    public Task<int> CountOthersAsync(CancellationToken cancellation)
    {
        var (idle, longest) = (clock.GetUtcNow() - SignedIn.Idle, clock.GetUtcNow() - SignedIn.Longest);
        return db.AccountSessions.CountAsync(session => session.Id != actor.SessionId && session.EndedAt == null && session.SeenAt >= idle
            && session.StartedAt >= longest, cancellation);
    }

    public Task<int> EndOthersAsync(CancellationToken cancellation) =>
        EndAsync(db.AccountSessions.Where(session => session.Id != actor.SessionId), cancellation);

    public async Task<bool> IsFreshAsync(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Fresh;
        return await db.AccountSessions.AnyAsync(session => session.Id == actor.SessionId && session.StartedAt >= since, cancellation);
    }

    private Task<int> EndAsync(IQueryable<AccountSession> sessions, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return sessions.Where(session => session.EndedAt == null).ExecuteUpdateAsync(session => session.SetProperty(one => one.EndedAt, now), cancellation);
    }
}
