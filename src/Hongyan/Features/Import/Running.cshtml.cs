using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Import;

/// <summary>How far an import is that takes longer than one waits for a page, and why one has failed. It can be stopped.</summary>
public sealed class RunningModel(HongyanDb db, BackgroundJobs jobs, Actor actor, Texts texts) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public BackgroundJob Job { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await ImportJob.FindAsync(db, id, actor, cancellation) is not { } found) return RedirectToPage("Accepted", new { id = (Guid?)null });
        if (!found.IsOver)
        {
            await Task.WhenAny(jobs.Start(id), Task.Delay(Patience, cancellation));
            found = await ImportJob.FindAsync(db, id, actor, cancellation) ?? found;
        }
        Job = found;
        if (found.State == BackgroundJob.Done) return LocalRedirect(JsonSerializer.Deserialize<Outcome>(found.Result!)!.PageOf(id));
        if (found.State != BackgroundJob.Stopped) return Page();
        TempData["Message"] = texts.For("Import")["running.stopped"];
        return RedirectToPage("Preview", new { id });
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await ImportJob.FindAsync(db, id, actor, cancellation) is null) return RedirectToPage("Accepted", new { id = (Guid?)null });
        await Task.WhenAny(await jobs.StopJobAsync(id, cancellation), Task.Delay(10 * Patience, cancellation));
        return RedirectToPage(new { id }); // which says what became of it: it may have been done already
    }
}
