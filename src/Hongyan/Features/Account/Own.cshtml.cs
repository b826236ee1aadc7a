using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>How one signs in oneself: second factors, and where one is signed in.</summary>
public sealed class OwnModel(
    HongyanDb db, UserManager<Data.Account> accounts, Factors factors, Passkeys passkeys, Sessions sessions, Audit audit, Actor actor, TimeProvider clock,
    Installation installation, Texts texts)
    : PageModel
{
    private const int SessionsShown = 20;
    private readonly Texts texts = texts.For("Account");

    [BindProperty]
    public Passkeys.Answer Passkey { get; set; } = new();

    [BindProperty]
    [StringLength(64)]
    public string? PasskeyName { get; set; }

    /// <summary>The role demands a second factor, and there is none yet.</summary>
    public bool MustAdd => HttpContext.Items.ContainsKey(typeof(SecondFactorRule));

    public string? AppSince { get; private set; }

    public IReadOnlyList<Key> Passkeys { get; private set; } = [];

    public int? CodesLeft { get; private set; }

    public IReadOnlyList<SessionRow> Open { get; private set; } = [];

    public string? Provider => installation.Options.Provider?.Name;

    /// <summary>The identities at the provider that lead into this account.</summary>
    public IReadOnlyList<string> Linked { get; private set; } = [];

    /// <summary>Whether there is another way in than an identity.</summary>
    public bool HasPassword { get; private set; }

    private string? Issuer => installation.Options.Provider?.Address.ToString();

    private Guid Self => actor.AccountId!.Value;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (MustAdd && await factors.AnyAsync(Self, cancellation)) return AskAgain(); // it was added in another browser
        await LoadAsync(cancellation);
        return Page();
    }

    /// <summary>The owner has read that somebody made a new link for this account.</summary>
    public async Task<IActionResult> OnPostToldAsync([FromServices] LinkRequests requests, CancellationToken cancellation)
    {
        await requests.ReadAsync(cancellation);
        return LocalRedirect("/");
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellation) =>
        await sessions.IsFreshAsync(cancellation)
            ? Content((await passkeys.AskNewAsync(await AccountAsync(), HttpContext, cancellation)).Json, "application/json")
            : StatusCode(StatusCodes.Status403Forbidden); // the script then sends the form, which leads to signing in again

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellation)
    {
        if (!await sessions.IsFreshAsync(cancellation)) return AskAgain();
        var account = await AccountAsync();
        var name = string.IsNullOrWhiteSpace(PasskeyName) ? BrowserName.Of(Request.Headers.UserAgent.ToString()) : PasskeyName.Trim();
        if (!ModelState.IsValid || !await passkeys.AddAsync(account, Passkey, name, HttpContext, cancellation))
        {
            ModelState.TryAddModelError("", texts["passkey.refused"]);
            await LoadAsync(cancellation);
            return Page();
        }
        audit.Note("second-factor-added", Self.ToString(), new { Kind = Factors.Passkey });
        await sessions.StrengthenAsync(Factors.Passkey, cancellation);
        return await PaperOnceAsync(cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAppAsync(CancellationToken cancellation)
    {
        if (!await sessions.IsFreshAsync(cancellation)) return AskAgain();
        return await factors.RemoveAppAsync(Self, cancellation) ? await DoneAsync("my.app.removed", cancellation) : NotFound();
    }

    public async Task<IActionResult> OnPostRemovePasskeyAsync(string? id, CancellationToken cancellation)
    {
        if (!await sessions.IsFreshAsync(cancellation)) return AskAgain();
        return Key.Read(id) is { } credential && await factors.RemovePasskeyAsync(Self, credential, cancellation)
            ? await DoneAsync("my.passkey.removed", cancellation)
            : NotFound();
    }

    /// <summary>The last way in stays.</summary>
    public async Task<IActionResult> OnPostUnlinkAsync(string? subject, CancellationToken cancellation)
    {
        if (!await sessions.IsFreshAsync(cancellation)) return AskAgain();
        var own = db.ExternalIdentities.Where(one => one.Provider == Issuer && one.AccountId == Self);
        if (((await AccountAsync()).PasswordHash is null && await own.CountAsync(cancellation) < 2)
            || await own.Where(one => one.Subject == subject).ExecuteDeleteAsync(cancellation) == 0) return NotFound();
        audit.Note("identity-unlinked", Self.ToString(), new { Provider = Issuer });
        return await DoneAsync("my.unlinked", cancellation);
    }

    public async Task<IActionResult> OnPostPaperAsync(CancellationToken cancellation)
    {
        if (!await sessions.IsFreshAsync(cancellation)) return AskAgain();
        if (!await factors.AnyAsync(Self, cancellation)) return NotFound();
        return await PaperAsync(cancellation);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellation)
    {
        if (!await db.AccountSessions.AnyAsync(session => session.Id == id && session.AccountId == Self, cancellation)) return NotFound();
        await sessions.EndAsync(id, cancellation);
        audit.Note("session-ended", Self.ToString());
        return await DoneAsync("my.end.done", cancellation);
    }

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancellation)
    {
        audit.Note("signed-out-everywhere", Self.ToString());
        await sessions.EndAllAsync(Self, cancellation);
        await accounts.UpdateSecurityStampAsync(await AccountAsync());
        await SignedIn.EndAsync(HttpContext);
        return RedirectToPage("/Account/SignIn");
    }

    /// <summary>With the first factor come the codes on paper; a further one leaves them as they are.</summary>
    private async Task<IActionResult> PaperOnceAsync(CancellationToken cancellation) =>
        await db.RecoveryCodes.AnyAsync(code => code.AccountId == Self, cancellation)
            ? await DoneAsync("my.passkey.added", cancellation)
            : await PaperAsync(cancellation);

    private async Task<IActionResult> PaperAsync(CancellationToken cancellation)
    {
        TempData["Codes"] = (await factors.NewPaperAsync(Self, cancellation)).ToArray();
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage("/Account/Codes");
    }

    private async Task<IActionResult> DoneAsync(string key, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = texts[key];
        return RedirectToPage();
    }

    private RedirectToPageResult AskAgain() => RedirectToPage("/Account/SignIn", new { again = true, returnUrl = "/Account/Own" });

    private async Task<Data.Account> AccountAsync() =>
        await accounts.FindByIdAsync(Self.ToString()) ?? throw new InvalidOperationException("The account is gone.");

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        AppSince = await db.Authenticators
            .Where(app => app.AccountId == Self)
            .Select(app => (DateTimeOffset?)app.AddedAt)
            .SingleOrDefaultAsync(cancellation) is { } since
            ? ChinaTime(since) : null;
        Passkeys = [.. (await accounts.GetPasskeysAsync(await AccountAsync())).Select(passkey =>
            new Key(Convert.ToHexStringLower(passkey.CredentialId), passkey.Name ?? "—", ChinaTime(passkey.CreatedAt)))];
        if (AppSince is not null || Passkeys.Count > 0)
            CodesLeft = await db.RecoveryCodes.CountAsync(code => code.AccountId == Self, cancellation);
        HasPassword = (await AccountAsync()).PasswordHash is not null;
        Linked = await db.ExternalIdentities
            .Where(one => one.Provider == Issuer && one.AccountId == Self)
            .Select(one => one.Subject)
            .Order()
            .ToListAsync(cancellation);
        var rows = await db.AccountSessions.AsNoTracking().Where(session => session.AccountId == Self)
            .OrderByDescending(session => session.StartedAt).Take(SessionsShown).ToListAsync(cancellation);
        Open = [.. rows.Select(session => new SessionRow(session.Id, ChinaTime(session.StartedAt), session.Browser, session.FromAddress, session.How,
            session.Factor,
            session.EndedAt is null && now - session.SeenAt <= SignedIn.Idle && now - session.StartedAt <= SignedIn.Longest, session.Id == actor.SessionId))];
    }

    private static string ChinaTime(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm");

    public sealed record SessionRow(Guid Id, string Began, string Browser, string? From, string How, string? Factor, bool IsOpen, bool IsThis);

    public sealed record Key(string Id, string Name, string Since)
    {
        public static byte[]? Read(string? id) =>
            id is { Length: > 0 } && id.Length % 2 == 0 && id.All(char.IsAsciiHexDigit) ? Convert.FromHexString(id) : null;
    }
}
