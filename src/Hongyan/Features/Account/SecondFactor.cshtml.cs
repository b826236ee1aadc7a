using System.ComponentModel.DataAnnotations;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Account;

/// <summary>After the password: a code of the app, a passkey, or a code on paper.</summary>
public sealed class SecondFactorModel(
    IServiceProvider services, Factors factors, Passkeys passkeys, Texts texts) : PageModel
{
    private readonly Entrance entrance = services.GetRequiredService<Entrance>();
    private Data.Account account = null!;
    private string how = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "second.missing")]
    [StringLength(32)]
    public string Code { get; set; } = "";

    [BindProperty]
    public Passkeys.Answer Passkey { get; set; } = new();

    public bool HasApp { get; private set; }

    public bool HasPasskey { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await FindAsync(cancellation) ? Page() : FromTheStart();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return FromTheStart();
        if (!ModelState.IsValid) return Page();
        if (entrance.IsClosed) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (!await entrance.IsLockedAsync(account, cancellation) && await factors.SpendAsync(account.Id, Code, cancellation) is { } factor)
            return await InAsync(factor, cancellation);
        await entrance.RefuseAsync(account, Factors.Code, cancellation);
        return Refused("second.wrong");
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation)
            ? Content((await passkeys.AskAsync(account, HttpContext, cancellation)).Json, "application/json")
            : FromTheStart();

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return FromTheStart();
        ModelState.Clear();
        if (entrance.IsClosed) return StatusCode(StatusCodes.Status429TooManyRequests);
        if ((await passkeys.AccountOfAsync(Passkey, HttpContext, cancellation))?.Id == account.Id)
            return await InAsync(Factors.Passkey, cancellation);
        await entrance.RefuseAsync(account, Factors.Passkey, cancellation);
        return Refused("passkey.refused");
    }

    private async Task<IActionResult> InAsync(string factor, CancellationToken cancellation)
    {
        await entrance.LetInAsync(HttpContext, account, how, factor, cancellation);
        return LocalRedirect(Url.Way(ReturnUrl, "/"));
    }

    /// <summary>Whoever has come half way, as long as nothing in his account has changed since.</summary>
    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await SignedIn.HalfWayAsync(HttpContext) is not ({ AccountId: { } id } actor, { } way)) return false;
        if (await entrance.LockedRowAsync(id, cancellation) is not { } found || found.SecurityStamp != actor.Stamp) return false;
        (account, how) = (found, way);
        HasApp = await factors.HasAppAsync(id, cancellation);
        HasPasskey = Passkeys.WorkAt(Request.Host) && await factors.HasPasskeyAsync(id, cancellation);
        return true;
    }

    private RedirectToPageResult FromTheStart() => RedirectToPage("/Account/SignIn", new { ReturnUrl });

    private PageResult Refused(string key)
    {
        ModelState.AddModelError(nameof(Code), texts.For("Account")[key]);
        return Page();
    }
}
