using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Account;

/// <summary>/Account/Everybody: ends every session but the one that asks for it.</summary>
public sealed class EverybodyModel(HongyanDb db, Sessions sessions, Audit audit, Texts texts) : PageModel
{
    [BindProperty]
    [Required]
    [StringLength(200)]
    public string Reason { get; set; } = "";

    public int Open { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        Open = await sessions.CountOthersAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            Open = await sessions.CountOthersAsync(cancellation);
            return Page();
        }
        var ended = await sessions.EndOthersAsync(cancellation);
        audit.Note("everybody-signed-out", details: new { Sessions = ended }, reason: Reason.Trim());
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = texts.For("Account")["everybody.done", ended];
        return RedirectToPage("/Account/Index");
    }
}
