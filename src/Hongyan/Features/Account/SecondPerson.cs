using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>Does what was asked for, by the hand of whoever confirms it. A refusal is a key of the texts; then nothing is done.</summary>
public sealed class SecondPerson(
    HongyanDb db, UserManager<Data.Account> accounts, Disabling disabling, SignInFailures failures, Audit audit, Actor actor, TimeProvider clock)
{
    public async Task<string?> DoAsync(LinkRequest request, Data.Account account, CancellationToken cancellation)
    {
        // row-level security asks for the confirmation before it lets anything be done
        (request.ConfirmedBy, request.ConfirmedAt) = (actor.AccountId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        var refusal = request.Kind switch
        {
            LinkRequest.Link => await EmptyAsync(account, cancellation),
            LinkRequest.Identity => await LinkAsync(request, cancellation),
            LinkRequest.Factors => await ForgetAsync(account, cancellation),
            LinkRequest.Closing => await disabling.CloseAsync(account, request.Reason, cancellation),
            LinkRequest.Ending => await EndAsync(request, cancellation),
            _ => throw new InvalidOperationException(request.Kind),
        };
        if (refusal is not null)
        {
            (request.ConfirmedBy, request.ConfirmedAt) = (null, null);
            await db.SaveChangesAsync(cancellation);
            return refusal;
        }
        var ended = await accounts.UpdateSecurityStampAsync(account); // saves, and ends the sessions of the account
        return ended.Succeeded ? null : throw new InvalidOperationException(ended.ToString());
    }

    /// <summary>The old password ends when the link is made.</summary>
    private async Task<string?> EmptyAsync(Data.Account account, CancellationToken cancellation)
    {
        audit.Note("link-confirmed", account.Id.ToString());
        account.PasswordHash = null;
        await failures.ForgetAsync(account.Id, cancellation);
        return null;
    }

    /// <summary>One that leads into another account already, seen or not, stays there.</summary>
    private async Task<string?> LinkAsync(LinkRequest request, CancellationToken cancellation)
    {
        if (await db.Database.ExecuteSqlAsync($"""
            insert into external_identity (provider, subject, account_id, linked_at)
            values ({request.Provider}, {request.Subject}, {request.AccountId}, {clock.GetUtcNow()}) on conflict do nothing
            """, cancellation) == 0)
            return "manage.subject.taken";
        audit.Note("identity-linked", request.AccountId.ToString(), new { request.Provider });
        return null;
    }

    private async Task<string?> ForgetAsync(Data.Account account, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync($"select forget_factors({account.Id}, {clock.GetUtcNow()})", cancellation);
        audit.Note("second-factor-removed", account.Id.ToString(), new { Kind = "all" });
        return null;
    }

    private async Task<string?> EndAsync(LinkRequest request, CancellationToken cancellation)
    {
        if (await disabling.IsLastAsync(request.AccountId, Roles.Audit, cancellation)) return "disable.last.audit";
        if (await db.Appointments.SingleOrDefaultAsync(one => one.Id == request.AppointmentId, cancellation) is { } appointment)
            disabling.End(appointment);
        return null;
    }
}
