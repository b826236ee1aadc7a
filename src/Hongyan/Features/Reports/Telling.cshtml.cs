using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reports;

/// <summary>How far the telling of the problems is; a small one is done before the page is told.</summary>
public sealed class TellingModel(HongyanDb db, TellingAll telling, Texts texts) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public SituationTelling Telling { get; private set; } = null!;

    public string Organization { get; private set; } = "";

    public bool Failed { get; private set; }

    public string Report => "/Reports/Situation?" + Query(Telling);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } found)
            return NotFound();
        if (found.ToldAt is null)
        {
            var task = telling.Start(id);
            await Task.WhenAny(task, Task.Delay(Patience, cancellation));
            Failed = task.IsFaulted;
            found = await FindAsync(id, cancellation) ?? found;
        }
        Telling = found;
        if (found.ToldAt is not null)
        {
            TempData["Message"] = texts.For("Reports")["telling.done", found.Total];
            return LocalRedirect(Report + "#problems");
        }
        Organization = await db.Organizations.Where(one => one.Path == found.OrgPath).Select(one => one.Name).SingleAsync(cancellation);
        return Page();
    }

    /// <summary>What was told before stays; what is told by now goes.</summary>
    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } found)
            return NotFound();
        if (await db.SituationTellings.Where(one => one.Id == id && one.ToldAt == null).ExecuteDeleteAsync(cancellation) > 0)
            TempData["Message"] = texts.For("Reports")["telling.stopped"];
        Telling = found;
        return LocalRedirect(Report);
    }

    private Task<SituationTelling?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.SituationTellings.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation);

    private static string Query(SituationTelling one) => string.Create(CultureInfo.InvariantCulture, $"org={one.OrgPath}&on={one.OnDate:yyyy-MM-dd}");
}
