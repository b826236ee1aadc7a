using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Account;

/// <summary>Adds an app that shows codes. Until it has shown one, its secret is kept by the page only, sealed and for an hour.</summary>
public sealed class AuthenticatorModel(
    HongyanDb db, UserManager<Data.Account> accounts, Factors factors, Sessions sessions, Actor actor, IDataProtectionProvider protection,
    Texts texts) : PageModel
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly ITimeLimitedDataProtector protector =
        protection.CreateProtector("authenticator", actor.AccountId?.ToString() ?? "nobody").ToTimeLimitedDataProtector();

    private string secret = "";

    [BindProperty]
    public string Sealed { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "second.missing")]
    public string Code { get; set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>The secret in groups of four, to be typed.</summary>
    public string Spelled => string.Join(' ', secret.Chunk(4).Select(group => new string(group)));

    private Guid Self => actor.AccountId!.Value;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (await ElsewhereAsync(cancellation) is { } away) return away;
        await ShowAsync(OneTimeCode.NewSecret());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await ElsewhereAsync(cancellation) is { } away) return away;
        if (Opened() is not { } kept) return RedirectToPage();
        await ShowAsync(kept);
        if (!ModelState.IsValid) return Page();
        if (!factors.AddApp(Self, kept, Code))
        {
            ModelState.AddModelError(nameof(Code), texts.For("Account")["app.wrong"]);
            return Page();
        }
        await sessions.StrengthenAsync(Factors.Code, cancellation);
        TempData["Codes"] = (await factors.NewPaperAsync(Self, cancellation)).ToArray();
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage("/Account/Codes");
    }

    private async Task<IActionResult?> ElsewhereAsync(CancellationToken cancellation)
    {
        if (await factors.HasAppAsync(Self, cancellation)) return RedirectToPage("/Account/Own");
        return await sessions.IsFreshAsync(cancellation) ? null : RedirectToPage("/Account/SignIn", new { again = true, returnUrl = "/Account/Authenticator" });
    }

    private async Task ShowAsync(string shown)
    {
        var account = await accounts.FindByIdAsync(Self.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        (secret, Sealed) = (shown, protector.Protect(shown, Life));
        ModelState.Remove(nameof(Sealed));
        Address = OneTimeCode.Address(texts["brand"], account.UserName!, shown);
    }

    private string? Opened()
    {
        try
        {
            return protector.Unprotect(Sealed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
