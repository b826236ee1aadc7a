using Hongyan.Features.Backup;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Hongyan.Features.Operation;

/// <summary>/Operation: how the installation fares, for whoever runs the machine. It says nothing of people.</summary>
public sealed class IndexModel(Installation house, IEnumerable<IHostedService> services) : PageModel
{
    public string Version => Release.Version;

    public DateTimeOffset StartedAt => Release.StartedAt;

    /// <summary>PostgreSQL's version, the size of the database and the newest step of its schema; nothing when it does not answer.</summary>
    public (string Version, long Bytes, int Schema)? Database { get; private set; }

    public DriveInfo Disk { get; } = new(house.DataDirectory);

    public FileInfo? LastBackup { get; private set; }

    internal IReadOnlyList<Recurring> Jobs { get; } = [.. services.OfType<Recurring>()];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var backups = new DirectoryInfo(NightlyBackup.DirectoryOf(house));
        LastBackup = backups.Exists ? backups.EnumerateFiles("hongyan-*.zip").MaxBy(file => file.Name, StringComparer.Ordinal) : null;
        await using var command = house.DataSource.CreateCommand(
            "select current_setting('server_version'), pg_database_size(current_database()), (select max(number) from migration)");
        await using var row = await command.ExecuteReaderAsync(cancellation);
        if (await row.ReadAsync(cancellation))
            Database = (row.GetString(0), row.GetInt64(1), row.GetInt32(2));
    }

    /// <summary>1.2 GB, 340 MB.</summary>
    public static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
