using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>The acceptance of a file. It uses up the draft in the same transaction, so a second tap finds nothing to do.</summary>
public sealed class AcceptedModel(HongyanDb db, ImportJob importing, BackgroundJobs jobs, Actor actor) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Saved { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Rejected { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Unchanged { get; set; }

    /// <summary>Without a kind: the file was accepted before, or is too old.</summary>
    public bool IsResult => Kind is not null && ImportKind.All.Contains(Kind);

    public void OnGet()
    {
    }

    /// <summary>A file of some thousand rows is imported before the page is told; a larger one shows how far it is.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, bool validOnly, bool allPeriods, CancellationToken cancellation)
    {
        if (!await db.ImportDrafts.AnyAsync(draft => draft.Id == id && draft.AccountId == actor.AccountId, cancellation)) return Page();
        var import = await importing.StartAsync(jobs, id, actor, new Acceptance(validOnly, allPeriods), cancellation);
        await Task.WhenAny(import, Task.Delay(Patience, cancellation));
        return RedirectToPage("Running", new { id });
    }
}
