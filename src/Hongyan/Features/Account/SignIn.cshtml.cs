using System.ComponentModel.DataAnnotations;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Account;

public sealed class SignInModel(IServiceProvider services, Passkeys passkeys, Texts texts, Actor actor) : PageModel
{
    private readonly Entrance entrance = services.GetRequiredService<Entrance>();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Somebody who is signed in is asked once more, before he changes how he signs in.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "user-name.missing")]
    public string UserName { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "password.missing")]
    public string Password { get; set; } = "";

    [BindProperty]
    public Passkeys.Answer Passkey { get; set; } = new();

    /// <summary>The name of the identity provider, if there is one.</summary>
    public string? Provider { get; } = services.GetRequiredService<Installation>().Options.Provider?.Name;

    public IActionResult OnGet()
    {
        ModelState.Clear();
        return actor.AccountId is null || Again ? Page() : OnwardTo(ReturnUrl);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid) return Page();
        if (entrance.IsClosed) return StatusCode(StatusCodes.Status429TooManyRequests);
        var account = await entrance.LockedRowAsync(UserName, cancellation);
        if (!await entrance.IsRightAsync(account, Password, cancellation))
        {
            await entrance.RefuseAsync(account, Entrance.Password, cancellation);
            return Refused("sign-in.wrong");
        }
        return await entrance.FirstAsync(HttpContext, account!, Entrance.Password, cancellation)
            ? OnwardTo(ReturnUrl)
            : RedirectToPage("/Account/SecondFactor", new { ReturnUrl });
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancellation) =>
        entrance.IsClosed
            ? StatusCode(StatusCodes.Status429TooManyRequests)
            : Content((await passkeys.AskAsync(account: null, HttpContext, cancellation)).Json, "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (entrance.IsClosed) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await passkeys.AccountOfAsync(Passkey, HttpContext, cancellation) is not { } account)
        {
            await entrance.RefuseAsync(account: null, Entrance.Passkey, cancellation);
            return Refused("passkey.refused");
        }
        await entrance.LetInAsync(HttpContext, account, Entrance.Passkey, Factors.Passkey, cancellation);
        return OnwardTo(ReturnUrl);
    }

    private PageResult Refused(string key)
    {
        ModelState.AddModelError("", texts.For("Account")[key]);
        return Page();
    }

    private LocalRedirectResult OnwardTo(string? address) => LocalRedirect(Url.Way(address, "/"));
}
