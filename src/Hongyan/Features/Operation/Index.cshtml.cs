using Hongyan.Data;
using Hongyan.Features.Backup;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Hongyan.Features.Operation;

/// <summary>/Operation: how the installation fares, for whoever runs the machine. It says nothing of people.</summary>
public sealed class IndexModel(Installation house, HongyanDb db, IEnumerable<IHostedService> services) : PageModel
{
    public string Version => Release.Version;

    public DateTimeOffset StartedAt => Release.StartedAt;

    public DatabaseFacts? Database { get; private set; }

    public DriveInfo Disk { get; } = new(house.DataDirectory);

    public FileInfo? LastBackup { get; private set; }

    internal IReadOnlyList<Recurring> Jobs { get; } = [.. services.OfType<Recurring>()];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var backups = new DirectoryInfo(NightlyBackup.DirectoryOf(house));
        LastBackup = backups.Exists ? NightlyBackup.FilesIn(backups).MaxBy(file => file.Name, StringComparer.Ordinal) : null;
        Database = await db.Database.SqlQuery<DatabaseFacts>($"""
            select current_setting('server_version') as "Version", pg_database_size(current_database()) as "Bytes", (select max(number) from migration) as "Schema",
                   (select rolsuper from pg_class join pg_roles on pg_roles.oid = relowner where pg_class.oid = 'member'::regclass) as "OwnerIsSuperuser",
                   session_user <> {DatabaseRights.Application} as "PagesSignInAsOwner",
                   has_database_privilege({DatabaseRights.Application}, current_database(), 'temporary') as "PagesMakeTemporaryObjects"
            """).SingleAsync(cancellation);
    }

    /// <summary>The keys of the warnings about what the database's roles may do.</summary>
    public IEnumerable<string> Warnings => Database is not { } found ? [] : new (bool IsOn, string Key)[]
    {
        (found.OwnerIsSuperuser, "rights.superuser"), (found.PagesSignInAsOwner, "rights.owner"), (found.PagesMakeTemporaryObjects, "rights.temporary"),
    }.Where(one => one.IsOn).Select(one => one.Key);

    /// <summary>1.2 GB, 340 MB.</summary>
    public static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");

    /// <summary>PostgreSQL's version, the size of the database, the newest step of its schema, and what its roles may do that they need not.</summary>
    public sealed record DatabaseFacts(string Version, long Bytes, int Schema, bool OwnerIsSuperuser, bool PagesSignInAsOwner, bool PagesMakeTemporaryObjects);
}
