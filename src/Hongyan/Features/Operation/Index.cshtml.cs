using Hongyan.Data;
using Hongyan.Features.Backup;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Operation;

/// <summary>/Operation: how the installation fares, for whoever runs the machine. It says nothing of people.</summary>
public sealed class IndexModel(Installation installation, HongyanDb db, BackgroundJobs jobs, Audit audit, Texts texts) : PageModel
{
    private const int Shown = 20;

    public string Version => Release.Version;

    public DateTimeOffset StartedAt => Release.StartedAt;

    public DatabaseFacts? Database { get; private set; }

    public DriveInfo Disk { get; } = new(installation.DataDirectory);

    public FileInfo? LastBackup { get; private set; }

    /// <summary>Each schedule with the row of its last turn, which an earlier server may have written.</summary>
    public IReadOnlyList<(ScheduledWork Work, BackgroundJob? Last)> Schedules { get; private set; } = [];

    /// <summary>What people asked for: what has failed first, then the newest.</summary>
    public IReadOnlyList<BackgroundJob> Requested { get; private set; } = [];

    /// <summary>Holidays that are not published although terms reach into their year.</summary>
    public UnpublishedHolidays? Holidays { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Holidays = await UnpublishedHolidays.FindAsync(db, cancellation);
        var backups = new DirectoryInfo(NightlyBackup.DirectoryOf(installation));
        LastBackup = backups.Exists ? NightlyBackup.FilesIn(backups).MaxBy(file => file.Name, StringComparer.Ordinal) : null;
        Database = await db.Database.SqlQuery<DatabaseFacts>($"""
            select current_setting('server_version') as "Version", pg_database_size(current_database()) as "Bytes",
              (select max(number) from migration) as "Schema",
                   (select rolsuper from pg_class join pg_roles on pg_roles.oid = relowner where pg_class.oid = 'member'::regclass) as "OwnerIsSuperuser",
                   session_user <> {DatabaseRights.Application} as "PagesSignInAsOwner",
                   has_database_privilege({DatabaseRights.Application}, current_database(), 'temporary') as "PagesMakeTemporaryObjects"
            """).SingleAsync(cancellation);
        var turns = await db.BackgroundJobs.AsNoTracking().Where(job => job.Scheduled).ToDictionaryAsync(job => job.Kind, cancellation);
        Schedules = [.. jobs.Schedules.Select(work => (work, turns.GetValueOrDefault(work.Kind)))];
        Requested = await db.BackgroundJobs.AsNoTracking().Where(job => !job.Scheduled)
            .OrderByDescending(job => job.State == BackgroundJob.Failed).ThenByDescending(job => job.AskedAt).Take(Shown).ToListAsync(cancellation);
    }

    /// <summary>The keys of the warnings about what the database's roles may do.</summary>
    public IEnumerable<string> Warnings => Database is not { } found ? [] : new (bool IsOn, string Key)[]
    {
        (found.OwnerIsSuperuser, "rights.superuser"), (found.PagesSignInAsOwner, "rights.owner"), (found.PagesMakeTemporaryObjects, "rights.temporary"),
    }.Where(one => one.IsOn).Select(one => one.Key);

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

    /// <summary>PostgreSQL's version, the size of the database, the newest step of its schema, and what its roles may do that they need not.</summary>
    public sealed record DatabaseFacts(string Version, long Bytes, int Schema, bool OwnerIsSuperuser, bool PagesSignInAsOwner, bool PagesMakeTemporaryObjects);
}
