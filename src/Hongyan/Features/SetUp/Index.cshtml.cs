using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.SetUp;

/// <summary>/SetUp?token=…: the first administrator of a new installation, who appoints the others.</summary>
public sealed class IndexModel(
    HongyanDb db, UserManager<Data.Account> accounts, Appointments appointments, Invitations invitations, Sessions sessions, SecondFactorRule rule, Audit audit,
    TimeProvider clock, Texts texts) : PageModel
{
    private const string Top = "001";

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

    /// <summary>Who reads the audit log and confirms appointments: another person than the first administrator.</summary>
    [BindProperty]
    [Required]
    [StringLength(64)]
    public string AuditUserName { get; set; } = "";

    [BindProperty]
    [Required]
    [StringLength(64)]
    public string AuditDisplayName { get; set; } = "";

    /// <summary>The organisation at the top of this installation, whose department works with members.</summary>
    [BindProperty]
    [Required]
    [StringLength(200)]
    public string OrganizationName { get; set; } = "";

    [BindProperty]
    [RegularExpression("[0-9]{6}", ErrorMessage = "region.invalid")]
    public string? RegionCode { get; set; }

    /// <summary>Whether those who see more than one branch must show a second factor from the first day.</summary>
    [BindProperty]
    public bool SecondFactors { get; set; }

    public bool Holds { get; private set; }

    /// <summary>The link of the audit administrator, from the end of the set-up until the accounts are opened.</summary>
    public (string UserName, string Link)? Shown { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (TempData.Peek("UserName") is string name && TempData.Peek("Link") is string link)
            Shown = (name, link);
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
        if (string.Equals(UserName.Trim(), AuditUserName.Trim(), StringComparison.OrdinalIgnoreCase))
            ModelState.AddModelError(nameof(AuditUserName), texts.For("SetUp")["audit.same"]);
        if (!ModelState.IsValid) return Page();
        Holds = await SetUpToken.SpendAsync(db, Token, clock, cancellation);
        if (!Holds) return Page();
        audit.Note("set-up", account.Id.ToString());
        var result = await accounts.CreateAsync(account, Password);
        if (!result.Succeeded) throw new InvalidOperationException(result.ToString()); // rolls back, and the link lives on
        if (SecondFactors) await rule.SetAsync(SecondFactorRule.Usual, reason: null, cancellation);
        appointments.AddConfirmed(account.Id, Roles.Security, orgPath: null, madeBy: null);
        await AddAuditAsync(cancellation);
        if (!await db.Organizations.AnyAsync(cancellation))
            db.Organizations.Add(new Organization { Path = Top, Name = OrganizationName.Trim(), Kind = "organization-department", RegionCode = RegionCode });
        await db.SaveChangesAsync(cancellation);
        await sessions.BeginAsync(HttpContext, account, Entrance.Invitation, factor: null, cancellation);
        return RedirectToPage(new { token = (string?)null }); // the link of the audit administrator, before anything else
    }

    private async Task AddAuditAsync(CancellationToken cancellation)
    {
        var auditor = new Data.Account { Id = Guid.CreateVersion7(), UserName = AuditUserName.Trim(), DisplayName = AuditDisplayName.Trim() };
        var result = await accounts.CreateAsync(auditor);
        if (!result.Succeeded) throw new InvalidOperationException(result.ToString());
        appointments.AddConfirmed(auditor.Id, Roles.Audit, orgPath: null, madeBy: null);
        audit.Note("account-created", auditor.Id.ToString(), new { Role = Roles.Audit });
        (TempData["UserName"], TempData["Link"]) = (auditor.UserName, await invitations.MakeAsync(auditor, Request, cancellation));
    }

    private void Complain(IdentityResult result, string field)
    {
        foreach (var error in result.Errors)
            ModelState.AddModelError(field, texts.For("Account").Of(error));
    }
}
