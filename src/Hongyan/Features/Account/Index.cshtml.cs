using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

public sealed class IndexModel(HongyanDb db, UserManager<Data.Account> accounts, Invitations invitations, Appointments appointments, SignInFailures failures, Audit audit) : PageModel
{
    private const int RowsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>The link just made; gone with the next request.</summary>
    public (string UserName, string Link)? Shown { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (TempData["UserName"] is string name && TempData["Link"] is string link) Shown = (name, link);
        var locked = failures.Locked;
        Pages = (await db.Accounts.CountAsync(account => account.MemberId == null, cancellation) + RowsOnPage - 1) / RowsOnPage;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        var some = await db.Accounts.AsNoTracking().Where(account => account.MemberId == null) // an administrator need not know who is a member
            .OrderBy(account => account.UserName).Skip((P - 1) * RowsOnPage).Take(RowsOnPage)
            .Select(account => new { account.Id, account.UserName, account.DisplayName, Locked = locked.Contains(account.Id), Disabled = account.DisabledAt != null }).ToListAsync(cancellation);
        var rows = new List<Row>();
        foreach (var one in some)
            rows.Add(new Row(one.Id, one.UserName!, one.DisplayName, await appointments.NamedAsync(one.Id, cancellation), one.Disabled ? "accounts.disabled" : one.Locked ? "accounts.locked" : null));
        Rows = rows;
    }

    /// <summary>The old password and all open sessions end at once; the way back in is a new link.</summary>
    public async Task<IActionResult> OnPostResetAsync(Guid id, CancellationToken cancellation)
    {
        var account = await accounts.FindByIdAsync(id.ToString());
        if (account is null) return NotFound();
        account.PasswordHash = null;
        await failures.ForgetAsync(account.Id, cancellation);
        audit.Note("password-reset", account.Id.ToString());
        (TempData["UserName"], TempData["Link"]) = (account.UserName, await invitations.MakeAsync(account, Request, cancellation));
        await accounts.UpdateSecurityStampAsync(account); // saves, and ends the sessions of the account
        return RedirectToPage(new { P });
    }

    /// <param name="State">The text that says why nobody can sign in with it now.</param>
    public sealed record Row(Guid Id, string UserName, string DisplayName, IReadOnlyList<Appointments.Named> Appointments, string? State);
}
