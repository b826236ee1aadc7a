using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>New links for accounts that are in use: asked for by one person, confirmed by another, told to the owner.</summary>
public sealed class LinkRequests(HongyanDb db, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>Asks for a link; whoever asks again finds the request there. The caller saves.</summary>
    public async Task AskAsync(Data.Account account, string reason, CancellationToken cancellation)
    {
        if (actor.AccountId is not { } by || await OpenAsync(account.Id, cancellation) is not null) return;
        db.LinkRequests.Add(new LinkRequest { Id = Guid.CreateVersion7(), AccountId = account.Id, AskedBy = by, AskedAt = clock.GetUtcNow(), Reason = reason });
        audit.Note("link-asked", account.Id.ToString(), member: account.MemberId, reason: reason);
    }

    /// <summary>The request that waits for a second person; nothing when there is none.</summary>
    public Task<LinkRequest?> OpenAsync(Guid account, CancellationToken cancellation) =>
        db.LinkRequests.SingleOrDefaultAsync(one => one.AccountId == account && one.ConfirmedAt == null, cancellation);

    /// <summary>Confirmed links of which the actor, whose account it is, has not read yet: the day, and who confirmed it.</summary>
    public async Task<IReadOnlyList<(DateOnly On, string? By)>> UntoldAsync(CancellationToken cancellation)
    {
        var own = actor.AccountId;
        var untold = await db.LinkRequests.Where(one => one.AccountId == own && one.ConfirmedAt != null && one.ToldAt == null)
            .Select(one => new
            {
                At = one.ConfirmedAt!.Value,
                By = db.Accounts.Where(account => account.Id == one.ConfirmedBy).Select(account => account.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return untold.ConvertAll(one => (ChinaDate.Of(one.At), (string?)one.By));
    }

    public Task ReadAsync(CancellationToken cancellation)
    {
        var (own, now) = (actor.AccountId, clock.GetUtcNow());
        return db.LinkRequests.Where(one => one.AccountId == own && one.ConfirmedAt != null && one.ToldAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ToldAt, now), cancellation);
    }
}
