using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

public sealed class IndexModel(HongyanDb db, Appointments appointments, LinkRequests requests, SignInFailures failures, Texts texts) : PageModel
{
    private const int RowsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public IReadOnlyList<AccountRow> Rows { get; private set; } = [];

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
            .Select(account => new
            {
                account.Id,
                account.UserName,
                account.DisplayName,
                Locked = locked.Contains(account.Id),
                Disabled = account.DisabledAt != null,
            }).ToListAsync(cancellation);
        var rows = new List<AccountRow>();
        foreach (var one in some)
            rows.Add(new AccountRow(one.Id, one.UserName!, one.DisplayName, await appointments.NamedAsync(one.Id, cancellation),
                one.Disabled ? "accounts.disabled" : one.Locked ? "accounts.locked" : null));
        Rows = rows;
    }

    /// <summary>Asks for a new link: another person confirms it and hands it over, and with it the old password ends.</summary>
    public async Task<IActionResult> OnPostResetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Accounts.SingleOrDefaultAsync(one => one.Id == id && one.MemberId == null, cancellation) is not { } account) return NotFound();
        var words = texts.For("Account");
        await requests.AskAsync(account, words["accounts.reset"], cancellation);
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = words["accounts.asked", account.UserName];
        return RedirectToPage(new { P });
    }

    /// <param name="State">The text that says why nobody can sign in with it now.</param>
    public sealed record AccountRow(Guid Id, string UserName, string DisplayName, IReadOnlyList<Appointments.Named> Appointments, string? State);
}
