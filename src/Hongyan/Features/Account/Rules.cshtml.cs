using System.ComponentModel.DataAnnotations;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Account;

/// <summary>Which roles have to show a second factor, and the rules of signing in that are fixed.</summary>
public sealed class RulesModel(SecondFactorRule rule, Installation installation, Texts texts) : PageModel
{
    [BindProperty]
    public string[] Demanded { get; set; } = [];

    [BindProperty]
    [Required]
    [StringLength(200)]
    public string Reason { get; set; } = "";

    public IReadOnlyList<string> Offered => SecondFactorRule.Offered;

    public string? Provider => installation.Options.Provider?.Name;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        Demanded = await rule.RolesAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid) return Page();
        await rule.SetAsync(Demanded.Intersect(Offered), Reason.Trim(), cancellation);
        TempData["Message"] = texts.For("Account")["rules.done"];
        return RedirectToPage();
    }
}
