using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

public sealed class IndexModel(HongyanDb db, UserManager<Data.Account> accounts, Audit audit, TimeProvider clock) : PageModel
{
    private const int RowsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>The password just made; gone with the next request.</summary>
    public (string UserName, string Password)? Shown { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (TempData["UserName"] is string name && TempData["Password"] is string password) Shown = (name, password);
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

    public async Task<IActionResult> OnPostResetAsync(Guid id)
    {
        var account = await accounts.FindByIdAsync(id.ToString());
        if (account is null) return NotFound();
        var password = InitialPassword.Make();
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        audit.Note("password-reset", account.Id.ToString());
        await accounts.UpdateSecurityStampAsync(account); // saves, and ends the sessions of the account
        (TempData["UserName"], TempData["Password"]) = (account.UserName, password);
        return RedirectToPage(new { P });
    }

    public sealed record Row(Guid Id, string UserName, string? DisplayName, string Role, string? Organization, bool Locked);
}
