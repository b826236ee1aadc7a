using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Account;

/// <summary>The codes on paper, shown once.</summary>
public sealed class CodesModel : PageModel
{
    public IReadOnlyList<string> Shown { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (TempData["Codes"] is not string[] codes) return RedirectToPage("/Account/Own");
        Shown = codes;
        return Page();
    }
}
