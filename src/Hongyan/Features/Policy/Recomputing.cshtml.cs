using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Policy;

/// <summary>How far the duties are after a change of policy. A small change is done before the page is told.</summary>
public sealed class RecomputingModel(HongyanDb db, Recomputing recomputing, Texts texts) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    internal Recomputation Recomputation { get; private set; } = null!;

    public bool Failed { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await Recomputation.FindAsync(db, id, cancellation) is not { } found)
            return NotFound();
        if (!found.Finished)
        {
            var task = recomputing.Start(id);
            await Task.WhenAny(task, Task.Delay(Patience, cancellation));
            Failed = task.IsFaulted;
            found = await Recomputation.FindAsync(db, id, cancellation) ?? found;
        }
        Recomputation = found;
        if (!found.Finished)
            return Page();
        TempData["Message"] = texts.For("Policy")["recomputing.done", found.Changed, found.Total];
        return found.Code is null ? RedirectToPage("/Policy/Index") : RedirectToPage("/Policy/Profile", new { code = found.Code });
    }
}
