using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Platform;

/// <summary>The appointments of accounts: which hold today, and which of them may be held together.</summary>
public sealed class Appointments(HongyanDb db, TimeProvider clock)
{
    public DateOnly Today { get; } = ChinaDate.Today(clock);

    /// <summary>What somebody may work as today, the oldest first: what a second person has not confirmed does not hold.</summary>
    public Task<List<Appointment>> OfAsync(Guid account, CancellationToken cancellation) => HeldOn(db, Today).AsNoTracking()
        .Where(one => one.AccountId == account).OrderBy(one => one.FromOn).ThenBy(one => one.Id).ToListAsync(cancellation);

    /// <summary>The appointments that hold on a day: begun, not over, and confirmed.</summary>
    public static IQueryable<Appointment> HeldOn(HongyanDb db, DateOnly day) => db.Appointments
        .Where(one => one.FromOn <= day && (one.UntilOn == null || one.UntilOn >= day)
            && db.AppointmentConfirmations.Any(confirmation => confirmation.AppointmentId == one.Id));

    /// <summary>The same in words: the role, and the organisation when it has one.</summary>
    public async Task<IReadOnlyList<Named>> NamedAsync(Guid account, CancellationToken cancellation)
    {
        var rows = await (
            from one in db.Appointments.AsNoTracking()
            where one.AccountId == account && one.FromOn <= Today && (one.UntilOn == null || one.UntilOn >= Today)
            join organization in db.Organizations on one.OrgPath equals organization.Path into organizations
            from organization in organizations.DefaultIfEmpty()
            orderby one.FromOn, one.Id
            select new
            {
                one.Id, one.Role, Organization = (string?)organization.Name,
                IsConfirmed = db.AppointmentConfirmations.Any(confirmation => confirmation.AppointmentId == one.Id),
            }).ToListAsync(cancellation);
        return rows.ConvertAll(row => new Named(row.Id, row.Role, row.Organization, row.IsConfirmed));
    }

    /// <summary>An appointment that waits for a second person.</summary>
    public Appointment Add(Guid account, string role, string? orgPath, Guid? madeBy, DateOnly? from = null, DateOnly? until = null)
    {
        var made = new Appointment
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            Role = role,
            OrgPath = orgPath,
            FromOn = from ?? Today,
            UntilOn = until,
            MadeBy = madeBy,
        };
        db.Appointments.Add(made);
        return made;
    }

    /// <summary>One that holds at once: a member's own, and those of the first set-up.</summary>
    public void AddConfirmed(Guid account, string role, string? orgPath, Guid? madeBy, DateOnly? from = null, DateOnly? until = null) =>
        Confirm(Add(account, role, orgPath, madeBy, from, until), by: null);

    public void Confirm(Appointment appointment, Guid? by) =>
        db.AppointmentConfirmations.Add(new AppointmentConfirmation { AppointmentId = appointment.Id, ConfirmedBy = by, ConfirmedAt = clock.GetUtcNow() });

    /// <summary>
    /// Whether the role may not be held beside the others: each administrator is a person apart, from the other two and from all who work
    /// with members.
    /// </summary>
    public static bool Clashes(string role, IEnumerable<string> held) =>
        held.Any(other => other != role && (Roles.Administrators.Contains(role) || Roles.Administrators.Contains(other)));

    public sealed record Named(Guid Id, string Role, string? Organization, bool IsConfirmed);
}
