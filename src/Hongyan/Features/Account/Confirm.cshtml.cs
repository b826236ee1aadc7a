using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>/Account/Confirm: the second person for appointments and for what opens or closes an account; whoever confirms hands a link over.</summary>
public sealed class ConfirmModel(
    HongyanDb db, UserManager<Data.Account> accounts, Appointments appointments, Invitations invitations, SecondPerson second, ToConfirm waiting, Audit audit,
    Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int Most = 200;
    private readonly Texts words = texts.For("Account");

    public IReadOnlyList<Waiting> Appointed { get; private set; } = [];

    public IReadOnlyList<Waiting> Links { get; private set; } = [];

    /// <summary>The link just made; gone with the next request.</summary>
    public (string UserName, string Link)? Shown { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (TempData["UserName"] is string name && TempData["Link"] is string link) Shown = (name, link);
        var self = actor.AccountId;
        Appointed = await (
            from one in waiting.Appointed().AsNoTracking()
            join account in db.Accounts on one.AccountId equals account.Id
            join organization in db.Organizations on one.OrgPath equals organization.Path into organizations
            from organization in organizations.DefaultIfEmpty()
            orderby one.Id
            select new Waiting(
                one.Id, account.DisplayName, account.UserName!, one.Role, organization.Name,
                db.Accounts.Where(other => other.Id == one.MadeBy).Select(other => other.DisplayName).FirstOrDefault(), null,
                one.MadeBy == self || one.AccountId == self, null, null))
            .Take(Most).ToListAsync(cancellation);
        Links = await (
            from one in waiting.Asked().AsNoTracking()
            join account in db.Accounts on one.AccountId equals account.Id
            where account.MemberId == null
            orderby one.AskedAt
            select new Waiting(
                one.Id, account.DisplayName, account.UserName!, null, null,
                db.Accounts.Where(other => other.Id == one.AskedBy).Select(other => other.DisplayName).FirstOrDefault(),
                one.Kind == LinkRequest.Link || one.Kind == LinkRequest.Closing ? one.Reason : null,
                one.AskedBy == self || one.AccountId == self, one.Kind, one.Subject))
            .Take(Most).ToListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAppointmentAsync(Guid id, CancellationToken cancellation)
    {
        if (await waiting.Appointed().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation) is not { } appointment) return RedirectToPage();
        if (appointment.MadeBy == actor.AccountId || appointment.AccountId == actor.AccountId) return Refused();
        appointments.Confirm(appointment, actor.AccountId);
        audit.Note("appointment-confirmed", appointment.AccountId.ToString(), new { appointment.Role, appointment.OrgPath });
        if (await db.Accounts.SingleAsync(one => one.Id == appointment.AccountId, cancellation) is { PasswordHash: null } account
            && !await db.ExternalIdentities.AnyAsync(one => one.AccountId == account.Id, cancellation))
            (TempData["UserName"], TempData["Link"]) = (account.UserName, await invitations.MakeAsync(account, Request, cancellation));
        TempData["Message"] = words["confirm.done"];
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage();
    }

    /// <summary>Does what was asked for. All open sessions of the account end by it.</summary>
    public async Task<IActionResult> OnPostLinkAsync(Guid id, CancellationToken cancellation)
    {
        if (await waiting.Asked().SingleOrDefaultAsync(one => one.Id == id, cancellation) is not { } request) return RedirectToPage();
        if (request.AskedBy == actor.AccountId || request.AccountId == actor.AccountId) return Refused();
        if (await accounts.FindByIdAsync(request.AccountId.ToString()) is not { MemberId: null } account) return NotFound();
        if (await second.DoAsync(request, account, cancellation) is { } refusal)
        {
            TempData["Message"] = words[refusal];
            return RedirectToPage();
        }
        if (request.Kind == LinkRequest.Link)
            (TempData["UserName"], TempData["Link"]) = (account.UserName, await invitations.MakeAsync(account, Request, cancellation));
        else
            TempData["Message"] = words["confirm.done." + request.Kind];
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage();
    }

    /// <summary>Nothing comes of it; whoever wants it asks again.</summary>
    public async Task<IActionResult> OnPostDeclineAsync(Guid id, CancellationToken cancellation)
    {
        if (await waiting.Asked().SingleOrDefaultAsync(one => one.Id == id, cancellation) is not { } request) return RedirectToPage();
        if (request.AskedBy == actor.AccountId || request.AccountId == actor.AccountId) return Refused();
        request.DeclinedAt = clock.GetUtcNow();
        audit.Note("second-person-declined", request.AccountId.ToString(), new { Asked = request.Kind });
        TempData["Message"] = words["confirm.declined"];
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage();
    }

    private RedirectToPageResult Refused()
    {
        TempData["Message"] = words["confirm.same"];
        return RedirectToPage();
    }

    /// <param name="IsOwn">Whether the reader asked for it or it is his own, so that another confirms it.</param>
    /// <param name="Kind">What is asked for, of requests.</param>
    public sealed record Waiting(
        Guid Id, string Person, string UserName, string? Role, string? Organization, string? AskedBy, string? Reason, bool IsOwn, string? Kind,
        string? Subject);
}
