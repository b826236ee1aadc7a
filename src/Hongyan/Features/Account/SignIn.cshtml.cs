using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

public sealed class SignInModel(HongyanDb db, UserManager<Data.Account> accounts, Texts texts, Actor actor) : PageModel
{
    // Spent on names that do not exist, so that the time taken does not tell who has an account.
    private static readonly string NobodysHash = new PasswordHasher<object>().HashPassword(new object(), "nobody");

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "user-name.missing")]
    public string UserName { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "password.missing")]
    public string Password { get; set; } = "";

    public IActionResult OnGet()
    {
        ModelState.Clear();
        return actor.AccountId is null ? Page() : OnwardTo(ReturnUrl);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid) return Page();
        var account = await LockedRowAsync(accounts.NormalizeName(UserName.Trim())!, cancellation);
        if (account is not null && await accounts.IsLockedOutAsync(account)) return Refuse("sign-in.locked");
        if (account is null || !await accounts.CheckPasswordAsync(account, Password))
        {
            if (account is null)
                new PasswordHasher<object>().VerifyHashedPassword(new object(), NobodysHash, Password);
            else
                await accounts.AccessFailedAsync(account);
            return Refuse(account is not null && await accounts.IsLockedOutAsync(account) ? "sign-in.locked" : "sign-in.wrong");
        }
        await accounts.ResetAccessFailedCountAsync(account);
        await SignedIn.BeginAsync(HttpContext, account);
        return OnwardTo(ReturnUrl);
    }

    /// <summary>Tries at one account come one after the other, so that none escapes the count.</summary>
    private Task<Data.Account?> LockedRowAsync(string name, CancellationToken cancellation) =>
        db.Accounts.FromSql($"select * from account where normalized_user_name = {name} for update").SingleOrDefaultAsync(cancellation);

    private PageResult Refuse(string key)
    {
        ModelState.AddModelError("", texts.For("Account")[key]);
        return Page();
    }

    private LocalRedirectResult OnwardTo(string? address) => LocalRedirect(Url.Way(address, "/"));
}
