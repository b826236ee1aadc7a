using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>
/// How somebody else signs in: an administrator ends it alone; what would lead somebody into the account, or take an auditor away, he asks for, and
/// a second person confirms it.
/// </summary>
public sealed class ManageModel(
    HongyanDb db, UserManager<Data.Account> accounts, LinkRequests requests, Sessions sessions, Disabling disabling, Audit audit, Actor actor,
    TimeProvider clock, Installation installation, Texts texts) : PageModel
{
    private readonly Texts texts = texts.For("Account");
    private Data.Account account = null!;

    [BindProperty]
    [Required(ErrorMessage = "manage.subject.missing")]
    [StringLength(255)]
    public string Subject { get; set; } = "";

    [BindProperty]
    [StringLength(200)]
    public string? Reason { get; set; }

    public string UserName { get; private set; } = "";

    public bool IsOwn => account.Id == actor.AccountId;

    public bool IsDisabled => account.DisabledAt is not null;

    public bool HasFactor { get; private set; }

    /// <summary>What waits for a second person.</summary>
    public IReadOnlySet<string> Waiting { get; private set; } = new HashSet<string>();

    public bool IsAuditor { get; private set; }

    public int OpenSessions { get; private set; }

    public string? Provider => installation.Options.Provider?.Name;

    public IReadOnlyList<string> Linked { get; private set; } = [];

    private string? Issuer => installation.Options.Provider?.Address.ToString();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await FindAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostEverywhereAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        audit.Note("signed-out-everywhere", id.ToString());
        return await EndAsync("manage.everywhere.done", cancellation);
    }

    /// <summary>Whoever could forget factors alone would need a password only.</summary>
    public async Task<IActionResult> OnPostForgetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        if (IsOwn) return Refused("manage.own"); // his own he removes on his own page
        return HasFactor ? await AskAsync(LinkRequest.Factors, texts["manage.forget.why"], cancellation) : RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostDisableAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        if (ReasonGiven() is not { } reason) return Page();
        if (IsAuditor && !IsDisabled)
            return IsOwn ? Refused("disable.own")
                : await disabling.LastAsync(id, cancellation) is { } last ? Refused(last)
                : await AskAsync(LinkRequest.Closing, reason, cancellation);
        return await disabling.CloseAsync(account, reason, cancellation) is { } refusal ? Refused(refusal) : await DoneAsync("disable.done", cancellation);
    }

    public async Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        if (ReasonGiven() is not { } reason) return Page();
        disabling.Open(account, reason);
        return await DoneAsync("enable.done", cancellation);
    }

    public async Task<IActionResult> OnPostLinkAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || Issuer is null) return NotFound();
        if (!ModelState.IsValid) return Page();
        var subject = Subject.Trim();
        if (await db.ExternalIdentities.AnyAsync(one => one.Provider == Issuer && one.Subject == subject, cancellation))
        {
            ModelState.AddModelError(nameof(Subject), texts["manage.subject.taken"]);
            return Page();
        }
        return IsOwn ? Refused("manage.own") : await AskAsync(LinkRequest.Identity, texts["manage.link"], cancellation, (Issuer, subject));
    }

    public async Task<IActionResult> OnPostUnlinkAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || Issuer is null) return NotFound();
        if (IsAuditor) return Refused("manage.unlink.auditor"); // it may be his only way in
        if (await db.ExternalIdentities
            .Where(one => one.Provider == Issuer && one.Subject == Subject && one.AccountId == id)
            .ExecuteDeleteAsync(cancellation) == 0)
            return NotFound();
        audit.Note("identity-unlinked", id.ToString(), new { Provider = Issuer });
        return await EndAsync("manage.unlink.done", cancellation);
    }

    /// <summary>The form has no identifier, so that only the reason counts.</summary>
    private string? ReasonGiven()
    {
        ModelState.Remove(nameof(Subject));
        if (string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), texts["disable.reason.missing"]);
        return ModelState.IsValid ? Reason!.Trim() : null;
    }

    private PageResult Refused(string key)
    {
        ModelState.AddModelError("", texts[key]);
        return Page();
    }

    private async Task<IActionResult> AskAsync(string kind, string reason, CancellationToken cancellation, (string, string)? identity = null) =>
        await DoneAsync(await requests.AskAsync(account.Id, kind, reason, cancellation, identity) ? "manage.asked" : "manage.waits", cancellation);

    private async Task<IActionResult> EndAsync(string key, CancellationToken cancellation)
    {
        await sessions.EndAllAsync(account.Id, cancellation);
        await accounts.UpdateSecurityStampAsync(account);
        return await DoneAsync(key, cancellation);
    }

    private async Task<IActionResult> DoneAsync(string key, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = texts[key];
        return RedirectToPage(new { account.Id });
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await accounts.FindByIdAsync(id.ToString()) is not { } found) return false;
        (account, UserName) = (found, found.UserName!);
        HasFactor = await db.Database.SqlQuery<bool>($"select has_factor({id}) as \"Value\"").SingleAsync(cancellation);
        (Waiting, IsAuditor) = (await requests.WaitingAsync(id, cancellation), await disabling.IsAuditorAsync(id, cancellation));
        var since = clock.GetUtcNow() - SignedIn.Idle;
        OpenSessions = await db.AccountSessions.CountAsync(
            session => session.AccountId == id && session.EndedAt == null && session.SeenAt >= since, cancellation);
        Linked = await db.ExternalIdentities
            .Where(one => one.AccountId == id && one.Provider == Issuer)
            .Select(one => one.Subject)
            .Order()
            .ToListAsync(cancellation);
        return true;
    }
}
