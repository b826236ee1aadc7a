using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Account;

/// <summary>An account for somebody who works here. A member's own account is made where the member is, not by an administrator.</summary>
public sealed class NewModel(HongyanDb db, UserManager<Data.Account> accounts, Appointments appointments, Audit audit, Actor actor, Texts texts) : PageModel
{
    private readonly Texts texts = texts.For("Account");

    [BindProperty]
    [Required(ErrorMessage = "user-name.missing")]
    [StringLength(64)]
    public string UserName { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "display-name.missing")]
    [StringLength(64)]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "role.missing")]
    public string Role { get; set; } = "";

    [BindProperty]
    public string? OrgPath { get; set; }

    public IEnumerable<SelectListItem> RoleChoices => AppointmentInput.RoleChoices(texts);

    public IReadOnlyList<Organization> Organizations { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        OrgPath = AppointmentInput.Check(ModelState, texts, Role, OrgPath, Organizations);
        if (ModelState.IsValid
            && await db.Database.SqlQuery<bool>($"select user_name_taken({accounts.NormalizeName(UserName.Trim())}) as \"Value\"").SingleAsync(cancellation))
            ModelState.AddModelError(nameof(UserName), texts["identity.DuplicateUserName"]);
        if (!ModelState.IsValid) return Page();

        var account = new Data.Account
        {
            Id = Guid.CreateVersion7(),
            UserName = UserName.Trim(),
            DisplayName = DisplayName.Trim(),
        };
        audit.Note("account-created", account.Id.ToString(), new { Role, OrgPath });
        var result = await accounts.CreateAsync(account);
        foreach (var error in result.Errors)
            ModelState.AddModelError(nameof(UserName), texts.Of(error));
        if (!result.Succeeded) return Page();
        appointments.Add(account.Id, Role, OrgPath, actor.AccountId);
        TempData["Message"] = texts["accounts.created", account.UserName];
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage("/Account/Index");
    }

    private async Task LoadAsync(CancellationToken cancellation) =>
        Organizations = await db.Organizations.AsNoTracking().OrderBy(organization => organization.Path).ToListAsync(cancellation);
}
