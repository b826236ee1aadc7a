using System.Globalization;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Backup;

/// <summary>A backup every night into DIR/backups; the newest fourteen stay.</summary>
internal sealed class NightlyBackup(Installation installation, ILogger<NightlyBackup> log) : ScheduledWork(installation.Clock)
{
    private const int Kept = 14;
    private static readonly TimeSpan AtNight = TimeSpan.FromHours(2);

    internal static string DirectoryOf(Installation installation) => Path.Combine(installation.DataDirectory, "backups");

    /// <summary>Those of older versions were plain archives.</summary>
    internal static IEnumerable<FileInfo> FilesIn(DirectoryInfo directory) =>
        directory.EnumerateFiles("hongyan-*").Where(file => file.Extension is ".backup" or ".zip");

    protected override TimeSpan Wait(bool first) => ChinaDate.Until(AtNight, installation.Clock);

    public override async Task RunAsync(CancellationToken stopping) => log.LogInformation("Backed up to {File}", await WriteAsync(installation, stopping));

    internal static async Task<string> WriteAsync(Installation installation, CancellationToken cancellation)
    {
        var directory = Directory.CreateDirectory(DirectoryOf(installation)).FullName;
        var file = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"hongyan-{ChinaDate.Today(installation.Clock):yyyy-MM-dd}.backup"));
        await new BackupWriter(installation).WriteAsync(file, progress: null, cancellation);
        foreach (var old in FilesIn(new DirectoryInfo(directory)).Select(old => old.FullName).OrderDescending(StringComparer.Ordinal).Skip(Kept))
            File.Delete(old);
        return file;
    }
}
