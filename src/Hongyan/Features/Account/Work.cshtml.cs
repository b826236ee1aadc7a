using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Account;

/// <summary>/Account/Work: as what, and for which organisation, this session works. One at a time, so that nobody acts as two.</summary>
public sealed class WorkModel(UserManager<Data.Account> accounts, Appointments appointments, Sessions sessions, Audit audit, Actor actor, HongyanDb db)
    : PageModel
{
    public IReadOnlyList<Appointments.Named> Choices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Choices = await appointments.NamedAsync(actor.AccountId!.Value, cancellation);

    public async Task<IActionResult> OnPostAsync(Guid appointment, CancellationToken cancellation)
    {
        var held = await appointments.OfAsync(actor.AccountId!.Value, cancellation);
        if (held.Find(one => one.Id == appointment) is not { } chosen) return NotFound();
        var account = await accounts.FindByIdAsync(actor.AccountId.Value.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        account.WorksIn = chosen.Id;
        audit.Note("role-changed", account.Id.ToString(), new { chosen.Role, chosen.OrgPath });
        await db.SaveChangesAsync(cancellation);
        await sessions.RenewAsync(HttpContext, account);
        return LocalRedirect("/");
    }
}
