using System.ComponentModel.DataAnnotations;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Account;

public sealed class PasswordModel(
    UserManager<Data.Account> accounts, IServiceProvider services, Sessions sessions, Audit audit, Actor actor, Texts texts) : PageModel
{
    [BindProperty]
    [Required]
    public string Current { get; set; } = "";

    [BindProperty]
    [Required]
    public string New { get; set; } = "";

    [BindProperty]
    [Required]
    [Compare(nameof(New), ErrorMessage = "password.differs")]
    public string Again { get; set; } = "";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid) return Page();
        var entrance = services.GetRequiredService<Entrance>();
        var account = await entrance.LockedRowAsync(actor.AccountId!.Value, cancellation) ?? throw new InvalidOperationException("The account is gone.");
        if (!await entrance.IsRightAsync(account, Current, cancellation))
        {
            await entrance.RefuseAsync(account, Entrance.Password, cancellation); // whoever sits down at an open page guesses no further than at the door
            ModelState.AddModelError(nameof(Current), texts.For("Account")["identity.PasswordMismatch"]);
            return Page();
        }
        audit.Note("password-changed", account.Id.ToString());
        var result = await accounts.ChangePasswordAsync(account, Current, New);
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors)
                ModelState.AddModelError(nameof(New), texts.For("Account").Of(error));
            return Page();
        }
        await sessions.RenewAsync(HttpContext, account); // the others' cookies of this account end here, this one goes on
        TempData["Message"] = texts.For("Account")["change.done"];
        return RedirectToPage();
    }
}
