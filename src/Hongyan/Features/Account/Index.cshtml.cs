using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

public sealed class IndexModel(HongyanDb db, UserManager<Data.Account> accounts, Invitations invitations, Audit audit, TimeProvider clock) : PageModel
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
        var now = clock.GetUtcNow();
        Pages = (await db.Accounts.CountAsync(cancellation) + RowsOnPage - 1) / RowsOnPage;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Rows = await db.Accounts.OrderBy(account => account.OrgPath).ThenBy(account => account.UserName)
            .Skip((P - 1) * RowsOnPage).Take(RowsOnPage)
            .Select(account => new Row(account.Id, account.UserName!,
                account.Role == Roles.Member ? null : account.DisplayName, // an administrator need not know who is a member
                account.Role,
                db.Organizations.Where(organization => organization.Path == account.OrgPath).Select(organization => organization.Name).FirstOrDefault(),
                account.LockoutEnd > now))
            .ToListAsync(cancellation);
    }

    /// <summary>The old password and all open sessions end at once; the way back in is a new link.</summary>
    public async Task<IActionResult> OnPostResetAsync(Guid id, CancellationToken cancellation)
    {
        var account = await accounts.FindByIdAsync(id.ToString());
        if (account is null) return NotFound();
        account.PasswordHash = null;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        audit.Note("password-reset", account.Id.ToString());
        (TempData["UserName"], TempData["Link"]) = (account.UserName, await invitations.MakeAsync(account, Request, cancellation));
        await accounts.UpdateSecurityStampAsync(account); // saves, and ends the sessions of the account
        return RedirectToPage(new { P });
    }

    public sealed record Row(Guid Id, string UserName, string? DisplayName, string Role, string? Organization, bool Locked);
}
