using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;

namespace Hongyan.Features.Account;

/// <summary>The appointments and requests that wait for a second person such as the actor: an auditor, or the department for those below it.</summary>
public sealed class ToConfirm(HongyanDb db, Appointments appointments, Actor actor)
{
    public IQueryable<Appointment> Appointed()
    {
        var (isAudit, top, today) = (actor.Role == Roles.Audit, actor.OrgPath, appointments.Today);
        var below = top + ".";
        return db.Appointments.Where(one => one.Role != Roles.Member && (one.UntilOn == null || one.UntilOn >= today)
            && !db.AppointmentConfirmations.Any(confirmation => confirmation.AppointmentId == one.Id)
            && (isAudit || (one.OrgPath != null && (one.OrgPath == top || one.OrgPath.StartsWith(below)))));
    }

    /// <summary>Of a department, requests for those who work nowhere but below it: a link is the way into all that an account may do.</summary>
    public IQueryable<LinkRequest> Asked()
    {
        var (isAudit, top) = (actor.Role == Roles.Audit, actor.OrgPath);
        var below = top + ".";
        return db.LinkRequests.Where(one => one.ConfirmedAt == null && one.DeclinedAt == null && (isAudit
            || (db.Appointments.Any(held => held.AccountId == one.AccountId)
                && db.Appointments
                    .Where(held => held.AccountId == one.AccountId)
                    .All(held => held.OrgPath != null && (held.OrgPath == top || held.OrgPath.StartsWith(below))))));
    }
}
