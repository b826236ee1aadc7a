using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Account;

/// <summary>/Account/Invitation?token=…: somebody takes his account, or comes back into it.</summary>
public sealed class InvitationModel(
    HongyanDb db, UserManager<Data.Account> accounts, Invitations invitations, Appointments appointments, Audit audit, IServiceProvider services, Texts texts)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "user-name.missing")]
    [StringLength(64)]
    public string UserName { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "password.missing")]
    public string Password { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "password.missing")]
    [Compare(nameof(Password), ErrorMessage = "password.differs")]
    public string Again { get; set; } = "";

    /// <summary>The name of the identity provider, if there is one.</summary>
    public string? Provider { get; } = services.GetRequiredService<Installation>().Options.Provider?.Name;

    public Data.Account? Invited { get; private set; }

    public IReadOnlyList<Appointments.Named> Appointments { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        await FindAsync(cancellation);
        if (Invited?.PasswordHash is not null || Invited?.MemberId is null)
            UserName = Invited?.UserName ?? "";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await FindAsync(cancellation);
        if (Invited is not { } account || !ModelState.IsValid) return Page();
        foreach (var validator in accounts.PasswordValidators)
            Complain(await validator.ValidateAsync(accounts, account, Password), nameof(Password));
        var name = UserName.Trim();
        if (await db.Accounts.AnyAsync(other => other.Id != account.Id && other.NormalizedUserName == accounts.NormalizeName(name), cancellation))
            ModelState.AddModelError(nameof(UserName), texts.For("Account")["identity.DuplicateUserName"]);
        if (!ModelState.IsValid) return Page();

        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, Password);
        account.UserName = name;
        await services.GetRequiredService<SignInFailures>().ForgetAsync(account.Id, cancellation);
        audit.Note("account-taken", account.Id.ToString());
        await invitations.SpendAsync(account, cancellation);
        await accounts.UpdateSecurityStampAsync(account); // saves, and ends the sessions of the account
        // who has a second factor shows it all the same: the link stands for the password only
        return await services.GetRequiredService<Entrance>().FirstAsync(HttpContext, account, Entrance.Invitation, cancellation)
            ? LocalRedirect("/")
            : RedirectToPage("/Account/SecondFactor");
    }

    private async Task FindAsync(CancellationToken cancellation)
    {
        Invited = await invitations.AccountOfAsync(Token, cancellation);
        Appointments = Invited is null ? [] : await appointments.NamedAsync(Invited.Id, cancellation);
    }

    private void Complain(IdentityResult result, string field)
    {
        foreach (var error in result.Errors)
            ModelState.AddModelError(field, texts.For("Account").Of(error));
    }
}
