using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reports;

/// <summary>How far the report of problems is; a small one is done before the page is shown.</summary>
public sealed class ProblemReportModel(HongyanDb db, BackgroundJobs jobs, Audit audit, Texts texts) : PageModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public KeptProblemReport Kept { get; private set; } = null!;

    public BackgroundJob Job { get; private set; } = null!;

    public string Organization { get; private set; } = "";

    public string Report => "/Reports/Situation?" + Query(Kept);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } found)
            return NotFound();
        if (found.ToldAt is null)
        {
            await Task.WhenAny(jobs.Start(id), Task.Delay(Patience, cancellation));
            found = await FindAsync(id, cancellation) ?? found;
        }
        Kept = found;
        if (found.ToldAt is not null)
        {
            TempData["Message"] = texts.For("Reports")["telling.done", found.Total];
            return LocalRedirect(Report + "#problems");
        }
        Job = await db.BackgroundJobs.AsNoTracking().SingleAsync(job => job.Id == id, cancellation);
        Organization = await db.Organizations.Where(one => one.Path == found.OrgPath).Select(one => one.Name).SingleAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is null)
            return NotFound();
        audit.Note("job-restarted", id.ToString(), new { Kind = nameof(ProblemReportJob) });
        await db.SaveChangesAsync(cancellation);
        await jobs.RestartAsync(id, cancellation);
        return RedirectToPage(new { id });
    }

    /// <summary>The report made before stays; what this run has found is deleted.</summary>
    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } found)
            return NotFound();
        if (await db.ProblemReports.Where(one => one.Id == id && one.ToldAt == null).ExecuteDeleteAsync(cancellation) > 0)
        {
            await jobs.StopJobAsync(id, cancellation);
            TempData["Message"] = texts.For("Reports")["telling.stopped"];
        }
        Kept = found;
        return LocalRedirect(Report);
    }

    private Task<KeptProblemReport?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.ProblemReports.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation);

    private static string Query(KeptProblemReport one) => string.Create(CultureInfo.InvariantCulture, $"org={one.OrgPath}&on={one.OnDate:yyyy-MM-dd}");
}
