using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Import;

/// <summary>How far an import is that takes longer than one waits for a page; it can be stopped.</summary>
public sealed class RunningModel(Importing importing, Actor actor, Texts texts) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public ImportWork Work { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (importing.Find(id, actor) is not { } work) return RedirectToPage("Accepted", new { id = (Guid?)null });
        Work = work;
        return await work.WaitAsync(Patience, cancellation) is { } outcome ? Answer(id, outcome) : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (importing.Find(id, actor) is not { } work) return RedirectToPage("Accepted", new { id = (Guid?)null });
        work.Stop();
        await work.WaitAsync(10 * Patience, cancellation);
        return RedirectToPage(new { id }); // which says what became of it: it may have been done already
    }

    private IActionResult Answer(Guid id, Outcome outcome)
    {
        importing.Forget(id, actor);
        if (outcome == Outcome.Stopped) TempData["Message"] = texts.For("Import")["running.stopped"];
        return LocalRedirect(outcome.PageOf(id));
    }
}
