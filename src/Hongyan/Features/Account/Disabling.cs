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
        if (await LastAsync(account.Id, cancellation) is { } last) return last;
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

    /// <summary>Ends with yesterday, so that it holds no more from this moment. The caller saves.</summary>
    public void End(Appointment appointment)
    {
        if (appointment.UntilOn < appointments.Today) return;
        var yesterday = appointments.Today.AddDays(-1);
        appointment.UntilOn = appointment.FromOn <= yesterday ? yesterday : appointment.FromOn.AddDays(-1);
        audit.Note("appointment-ended", appointment.AccountId.ToString(), new { appointment.Role, appointment.OrgPath });
    }

    /// <summary>Why an account stays open: it is the last that looks after accounts, or the last that watches whoever does.</summary>
    public async Task<string?> LastAsync(Guid account, CancellationToken cancellation) =>
        await IsLastAsync(account, Roles.Security, cancellation) ? "disable.last"
        : await IsLastAsync(account, Roles.Audit, cancellation) ? "disable.last.audit"
        : null;

    /// <summary>Whether somebody watches the log, now or from a day to come: then nobody closes him alone.</summary>
    public Task<bool> IsAuditorAsync(Guid account, CancellationToken cancellation) => db.Appointments.AnyAsync(
        one => one.AccountId == account && one.Role == Roles.Audit && (one.UntilOn == null || one.UntilOn >= appointments.Today)
            && db.AppointmentConfirmations.Any(confirmation => confirmation.AppointmentId == one.Id), cancellation);

    /// <summary>
    /// Whether nobody else would be left in the role. Who holds it is held meanwhile: of two who close each other, one is refused.
    /// </summary>
    public async Task<bool> IsLastAsync(Guid account, string role, CancellationToken cancellation)
    {
        var held = await db.Accounts.FromSql($"""
            select * from account where disabled_at is null and id in (
              select account_id from appointment
              where id in (select appointment_id from appointment_confirmation) and role = {role} and from_on <= {appointments.Today}
                and (until_on is null or until_on >= {appointments.Today}))
            order by id for update
            """).AsNoTracking().Select(one => one.Id).ToListAsync(cancellation);
        return held is [var only] && only == account;
    }
}
