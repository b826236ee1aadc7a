using Hongyan.Data;
using Hongyan.Features.Backup;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Features.Operation;

/// <summary>/Operation: how the installation fares, for whoever runs the machine. It says nothing of people.</summary>
public sealed class IndexModel(Installation house, HongyanDb db, BackgroundJobs jobs, Audit audit, Texts texts) : PageModel
{
    private const int Shown = 20;

    public string Version => Release.Version;

    public DateTimeOffset StartedAt => Release.StartedAt;

    /// <summary>PostgreSQL's version, the size of the database and the newest step of its schema; nothing when it does not answer.</summary>
    public (string Version, long Bytes, int Schema)? Database { get; private set; }

    public DriveInfo Disk { get; } = new(house.DataDirectory);

    public FileInfo? LastBackup { get; private set; }

    /// <summary>Each schedule with the row of its last turn, which an earlier server may have written.</summary>
    public IReadOnlyList<(ScheduledWork Work, BackgroundJob? Last)> Schedules { get; private set; } = [];

    /// <summary>What people asked for: what has failed first, then the newest.</summary>
    public IReadOnlyList<BackgroundJob> Requested { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var backups = new DirectoryInfo(NightlyBackup.DirectoryOf(house));
        LastBackup = backups.Exists ? backups.EnumerateFiles("hongyan-*.zip").MaxBy(file => file.Name, StringComparer.Ordinal) : null;
        await using var command = house.DataSource.CreateCommand(
            "select current_setting('server_version'), pg_database_size(current_database()), (select max(number) from migration)");
        await using var row = await command.ExecuteReaderAsync(cancellation);
        if (await row.ReadAsync(cancellation))
            Database = (row.GetString(0), row.GetInt64(1), row.GetInt32(2));
        var turns = await db.BackgroundJobs.AsNoTracking().Where(job => job.Scheduled).ToDictionaryAsync(job => job.Kind, cancellation);
        Schedules = [.. jobs.Schedules.Select(work => (work, turns.GetValueOrDefault(work.Kind)))];
        Requested = await db.BackgroundJobs.AsNoTracking().Where(job => !job.Scheduled)
            .OrderByDescending(job => job.State == BackgroundJob.Failed).ThenByDescending(job => job.AskedAt).Take(Shown).ToListAsync(cancellation);
    }

    /// <summary>A schedule has its next turn now.</summary>
    public async Task<IActionResult> OnPostTurnAsync(string kind, CancellationToken cancellation)
    {
        if (jobs.Schedules.FirstOrDefault(work => work.Kind == kind) is not { } work) return NotFound();
        audit.Note("job-restarted", subject: null, new { work.Kind });
        await db.SaveChangesAsync(cancellation);
        work.Hurry();
        TempData["Message"] = texts.For("Operation")["job.hurried"];
        return RedirectToPage();
    }

    /// <summary>A job that has failed starts again. An import only its owner can accept again.</summary>
    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancellation)
    {
        var found = await db.BackgroundJobs.AsNoTracking().FirstOrDefaultAsync(job => job.Id == id && job.State == BackgroundJob.Failed, cancellation);
        if (found is null || !MayRestart(found)) return NotFound();
        audit.Note("job-restarted", id.ToString(), new { found.Kind });
        await db.SaveChangesAsync(cancellation);
        await jobs.RestartAsync(id, cancellation);
        return RedirectToPage();
    }

    public static bool MayRestart(BackgroundJob job) => job.State == BackgroundJob.Failed && job.Kind != nameof(Import.ImportJob);

    /// <summary>1.2 GB, 340 MB.</summary>
    public static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
