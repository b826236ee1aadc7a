using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>How far the duties are after a change of policy. A small change is done before the page is told.</summary>
public sealed class RecomputingModel(HongyanDb db, BackgroundJobs jobs, Audit audit, Texts texts) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public BackgroundJob Job { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } found) return NotFound();
        if (!found.IsOver)
        {
            await Task.WhenAny(jobs.Start(id), Task.Delay(Patience, cancellation));
            found = await FindAsync(id, cancellation) ?? found;
        }
        Job = found;
        if (found.State != BackgroundJob.Done) return Page();
        var (did, reach) = (JsonSerializer.Deserialize<Recomputed>(found.Result!)!, JsonSerializer.Deserialize<Reach>(found.Input!)!);
        TempData["Message"] = texts.For("Policy")["recomputing.done", did.Duties, did.Sojourns];
        return reach.Code is null ? RedirectToPage("/Policy/Index") : RedirectToPage("/Policy/Profile", new { code = reach.Code });
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } found) return NotFound();
        audit.Note("job-restarted", id.ToString(), new { found.Kind });
        await db.SaveChangesAsync(cancellation);
        await jobs.RestartAsync(id, cancellation);
        return RedirectToPage(new { id });
    }

    private Task<BackgroundJob?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.BackgroundJobs.AsNoTracking().FirstOrDefaultAsync(job => job.Id == id && job.Kind == nameof(RecomputationJob), cancellation);
}
