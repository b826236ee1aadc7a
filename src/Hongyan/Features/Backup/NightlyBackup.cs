using System.Globalization;
using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Backup;

/// <summary>A backup every night into DIR/backups; the newest fourteen stay.</summary>
internal sealed class NightlyBackup(Installation house, ILogger<NightlyBackup> log) : BackgroundService
{
    private const int Kept = 14;
    private static readonly TimeSpan AtNight = TimeSpan.FromHours(2);

    public static void Services(IServiceCollection services) => services.AddHostedService<NightlyBackup>();

    internal static string DirectoryOf(Installation house) => Path.Combine(house.DataDirectory, "backups");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(ChinaDate.Until(AtNight, house.Clock), house.Clock, stoppingToken);
                log.LogInformation("Backed up to {File}", await RunAsync(house, stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "The nightly backup failed; the next attempt is tomorrow");
            }
        }
    }

    internal static async Task<string> RunAsync(Installation house, CancellationToken cancellation)
    {
        var directory = Directory.CreateDirectory(DirectoryOf(house)).FullName;
        var file = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"hongyan-{ChinaDate.Today(house.Clock):yyyy-MM-dd}.zip"));
        await new BackupWriter(house).WriteAsync(file, progress: null, cancellation);
        foreach (var old in Directory.EnumerateFiles(directory, "hongyan-*.zip").OrderDescending(StringComparer.Ordinal).Skip(Kept))
            File.Delete(old);
        return file;
    }
}
