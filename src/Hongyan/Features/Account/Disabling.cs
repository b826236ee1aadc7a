using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>Closes an account at once, and opens it again: nothing is lost but the sessions that were open.</summary>
public sealed class Disabling(
    HongyanDb db, UserManager<Data.Account> accounts, Sessions sessions, Appointments appointments, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>What speaks against it, as a key of the texts; nothing once it is done. The caller saves.</summary>
    public async Task<string?> CloseAsync(Data.Account account, string reason, CancellationToken cancellation)
    {
        if (account.Id == actor.AccountId) return "disable.own";
        if (await IsLastAsync(account.Id, cancellation)) return "disable.last";
        if (account.DisabledAt is not null) return null;
        account.DisabledAt = clock.GetUtcNow();
        audit.Note("account-disabled", account.Id.ToString(), reason: reason);
        await sessions.EndAllAsync(account.Id, cancellation);
        await accounts.UpdateSecurityStampAsync(account);
        return null;
    }

    public void Open(Data.Account account, string reason)
    {
        if (account.DisabledAt is null) return;
        account.DisabledAt = null;
        audit.Note("account-enabled", account.Id.ToString(), reason: reason);
    }

    /// <summary>
    /// Whether nobody would be left to look after accounts. Security administrators are held meanwhile: of two who close each other, one is
    /// refused.
    /// </summary>
    private async Task<bool> IsLastAsync(Guid account, CancellationToken cancellation)
    {
        var held = await db.Accounts.FromSql($"""
            select * from account where disabled_at is null and id in (
              select account_id from appointment
              where id in (select appointment_id from appointment_confirmation) and role = {Roles.Security} and from_on <= {appointments.Today}
                and (until_on is null or until_on >= {appointments.Today}))
            order by id for update
            """).AsNoTracking().Select(one => one.Id).ToListAsync(cancellation);
        return held.All(one => one == account);
    }
}
