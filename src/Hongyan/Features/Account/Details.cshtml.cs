using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>/Account/{id}: as what somebody works, for which organisations and how long; appointments are added and ended, never changed.</summary>
public sealed class DetailsModel(HongyanDb db, Appointments appointments, LinkRequests requests, Disabling disabling, Audit audit, Actor actor, Texts texts)
    : PageModel
{
    private readonly Texts words = texts.For("Account");

    [BindProperty]
    [Required(ErrorMessage = "role.missing")]
    public string Role { get; set; } = "";

    [BindProperty]
    public string? OrgPath { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    /// <summary>The id of the appointment to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    public Data.Account Person { get; private set; } = null!;

    public IReadOnlyList<AppointmentRow> Rows { get; private set; } = [];

    public IReadOnlyList<Organization> Organizations { get; private set; } = [];

    public DateOnly Today => appointments.Today;

    public IEnumerable<SelectListItem> RoleChoices => AppointmentInput.RoleChoices(words);

    public async Task<IActionResult> OnGetAsync(Guid account, CancellationToken cancellation)
    {
        (Id, From) = (Guid.CreateVersion7(), Today);
        return await FindAsync(account, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid account, CancellationToken cancellation)
    {
        if (!await FindAsync(account, cancellation)) return NotFound();
        if (Rows.Any(row => row.Id == Id)) return RedirectToPage(new { account });
        OrgPath = AppointmentInput.Check(ModelState, words, Role, OrgPath, Organizations);
        if (From is null)
            ModelState.AddModelError(nameof(From), words["from.missing"]);
        if (Until < From)
            ModelState.AddModelError(nameof(Until), words["until.before"]);
        var beside = Rows.Where(row => row.UntilOn is null || row.UntilOn >= (From ?? Today)).ToList();
        if (Appointments.Clashes(Role, beside.Select(row => row.Role)))
            ModelState.AddModelError(nameof(Role), words["role.clash"]);
        if (beside.Exists(row => row.Role == Role && row.OrgPath == OrgPath))
            ModelState.AddModelError(nameof(Role), words["role.held"]);
        if (!ModelState.IsValid) return Page();

        db.Appointments.Add(new Appointment
        {
            Id = Id, AccountId = account, Role = Role, OrgPath = OrgPath, FromOn = From!.Value, UntilOn = Until, MadeBy = actor.AccountId,
        });
        audit.Note("appointed", account.ToString(), new { Role, OrgPath, From, Until });
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = words["appointed"];
        return RedirectToPage(new { account });
    }

    /// <summary>That of an auditor waits for a second person, and the last of those who look after accounts or watch them stays.</summary>
    public async Task<IActionResult> OnPostEndAsync(Guid account, Guid appointment, CancellationToken cancellation)
    {
        if (await db.Appointments.SingleOrDefaultAsync(one => one.Id == appointment && one.AccountId == account, cancellation) is not { } found)
            return NotFound();
        TempData["Message"] = words[await EndAsync(found, cancellation)];
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage(new { account });
    }

    private async Task<string> EndAsync(Appointment found, CancellationToken cancellation)
    {
        if (found.AccountId == actor.AccountId) return "end.own";
        if (found.UntilOn < Today) return "ended";
        var isConfirmed = await db.AppointmentConfirmations.AnyAsync(one => one.AppointmentId == found.Id, cancellation);
        if (isConfirmed && found.Role is Roles.Security or Roles.Audit && await disabling.IsLastAsync(found.AccountId, found.Role, cancellation))
            return found.Role == Roles.Audit ? "disable.last.audit" : "disable.last";
        if (isConfirmed && found.Role == Roles.Audit)
            return await requests.AskAsync(found.AccountId, LinkRequest.Ending, words["asked.ending"], cancellation, appointment: found.Id) ? "manage.asked"
                : "manage.waits";
        disabling.End(found);
        return "ended";
    }

    private async Task<bool> FindAsync(Guid account, CancellationToken cancellation)
    {
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == account && one.MemberId == null, cancellation) is not { } person)
            return false;
        Person = person;
        Rows = await (
            from one in db.Appointments.AsNoTracking()
            where one.AccountId == account
            join organization in db.Organizations on one.OrgPath equals organization.Path into organizations
            from organization in organizations.DefaultIfEmpty()
            orderby one.UntilOn != null && one.UntilOn < Today, one.FromOn descending, one.Id
            select new AppointmentRow(one.Id, one.Role, one.OrgPath, (string?)organization.Name, one.FromOn, one.UntilOn,
                db.AppointmentConfirmations.Any(confirmation => confirmation.AppointmentId == one.Id))).ToListAsync(cancellation);
        Organizations = await db.Organizations.AsNoTracking().OrderBy(organization => organization.Path).ToListAsync(cancellation);
        return true;
    }

    public sealed record AppointmentRow(Guid Id, string Role, string? OrgPath, string? Organization, DateOnly FromOn, DateOnly? UntilOn, bool IsConfirmed)
    {
        public bool IsOver(DateOnly today) => UntilOn < today;
    }
}
