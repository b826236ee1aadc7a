using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>What nobody does alone with somebody's account: asked for by one person, confirmed by another, told to the owner.</summary>
public sealed class LinkRequests(HongyanDb db, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>Asks for a link; whoever asks again finds the request there. The caller saves.</summary>
    public async Task AskAsync(Data.Account account, string reason, CancellationToken cancellation)
    {
        if (actor.AccountId is not { } by || await OpenAsync(account.Id, LinkRequest.Link, cancellation) is not null) return;
        db.LinkRequests.Add(new LinkRequest { Id = Guid.CreateVersion7(), AccountId = account.Id, AskedBy = by, AskedAt = clock.GetUtcNow(), Reason = reason });
        audit.Note("link-asked", account.Id.ToString(), member: account.MemberId, reason: reason);
    }

    /// <summary>Asks for something else; false when the same waits already. The caller saves.</summary>
    public async Task<bool> AskAsync(
        Guid account, string kind, string reason, CancellationToken cancellation, (string Provider, string Subject)? identity = null, Guid? appointment = null)
    {
        if (actor.AccountId is not { } by || await OpenAsync(account, kind, cancellation) is not null) return false;
        db.LinkRequests.Add(new LinkRequest
        {
            Id = Guid.CreateVersion7(), AccountId = account, Kind = kind, AskedBy = by, AskedAt = clock.GetUtcNow(), Reason = reason,
            Provider = identity?.Provider, Subject = identity?.Subject, AppointmentId = appointment,
        });
        audit.Note("second-person-asked", account.ToString(), new { Asked = kind }, reason);
        return true;
    }

    /// <summary>The request that waits for a second person; nothing when there is none.</summary>
    public Task<LinkRequest?> OpenAsync(Guid account, string kind, CancellationToken cancellation) =>
        db.LinkRequests.SingleOrDefaultAsync(
            one => one.AccountId == account && one.Kind == kind && one.ConfirmedAt == null && one.DeclinedAt == null, cancellation);

    /// <summary>The kinds that wait for a second person.</summary>
    public async Task<IReadOnlySet<string>> WaitingAsync(Guid account, CancellationToken cancellation) =>
        (await db.LinkRequests.Where(one => one.AccountId == account && one.ConfirmedAt == null && one.DeclinedAt == null).Select(one => one.Kind)
            .ToListAsync(cancellation)).ToHashSet();

    /// <summary>What was confirmed and the actor, whose account it is, has not read yet: what, the day, and who confirmed it.</summary>
    public async Task<IReadOnlyList<(string Kind, DateOnly On, string? By)>> UntoldAsync(CancellationToken cancellation)
    {
        var own = actor.AccountId;
        var untold = await db.LinkRequests.Where(one => one.AccountId == own && one.ConfirmedAt != null && one.ToldAt == null).OrderBy(one => one.ConfirmedAt)
            .Select(one => new
            {
                one.Kind,
                At = one.ConfirmedAt!.Value,
                By = db.Accounts.Where(account => account.Id == one.ConfirmedBy).Select(account => account.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return untold.ConvertAll(one => (one.Kind, ChinaDate.Of(one.At), (string?)one.By));
    }

    public Task ReadAsync(CancellationToken cancellation)
    {
        var (own, now) = (actor.AccountId, clock.GetUtcNow());
        return db.LinkRequests.Where(one => one.AccountId == own && one.ConfirmedAt != null && one.ToldAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ToldAt, now), cancellation);
    }
}
