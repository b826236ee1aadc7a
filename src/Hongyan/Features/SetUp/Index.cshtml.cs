using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.SetUp;

/// <summary>/SetUp?token=…: the first administrator of a new installation, who appoints the others.</summary>
public sealed class IndexModel(
    HongyanDb db, UserManager<Data.Account> accounts, Appointments appointments, Sessions sessions, SecondFactorRule rule, Audit audit, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    [BindProperty]
    [Required]
    [StringLength(64)]
    public string UserName { get; set; } = "";

    [BindProperty]
    [Required]
    [StringLength(64)]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    [Required]
    public string Password { get; set; } = "";

    [BindProperty]
    [Required]
    [Compare(nameof(Password), ErrorMessage = "differs")]
    public string Again { get; set; } = "";

    /// <summary>Whether those who see more than one branch must show a second factor from the first day.</summary>
    [BindProperty]
    public bool SecondFactors { get; set; }

    public bool Holds { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        SecondFactors = true;
        Holds = await SetUpToken.HoldsAsync(db, Token, clock, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Holds = await SetUpToken.HoldsAsync(db, Token, clock, cancellation);
        if (!Holds || !ModelState.IsValid) return Page();

        var account = new Data.Account
        {
            Id = Guid.CreateVersion7(),
            UserName = UserName.Trim(),
            DisplayName = DisplayName.Trim(),
        };
        foreach (var validator in accounts.PasswordValidators)
            Complain(await validator.ValidateAsync(accounts, account, Password), nameof(Password));
        if (!ModelState.IsValid) return Page();
        Holds = await SetUpToken.SpendAsync(db, Token, clock, cancellation);
        if (!Holds) return Page();
        audit.Note("set-up", account.Id.ToString());
        var result = await accounts.CreateAsync(account, Password);
        if (!result.Succeeded) throw new InvalidOperationException(result.ToString()); // rolls back, and the link lives on
        if (SecondFactors) await rule.SetAsync(SecondFactorRule.Usual, reason: null, cancellation);
        appointments.Add(account.Id, Roles.Security, orgPath: null, madeBy: null);
        await db.SaveChangesAsync(cancellation);
        await sessions.BeginAsync(HttpContext, account, Entrance.Invitation, factor: null, cancellation);
        return LocalRedirect("/");
    }

    private void Complain(IdentityResult result, string field)
    {
        foreach (var error in result.Errors)
            ModelState.AddModelError(field, texts.For("Account").Of(error));
    }
}
