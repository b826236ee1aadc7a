using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Duties;

/// <summary>Renews the duties soon after the server starts and then after every midnight in China.</summary>
internal sealed class NightlyDuties(Installation installation, ILogger<NightlyDuties> log)
    : NightlyWork(installation.Clock, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(10))
{
    public override async Task RunAsync(CancellationToken stopping)
    {
        var all = await new DutyRenewal(installation).RunAsync(count => log.LogInformation("Duties of {Count} stays renewed so far", count), stopping);
        await using var db = installation.OpenDb();
        if (await UnpublishedHolidays.FindAsync(db, stopping) is { } unpublished)
            log.LogWarning("Holidays of {Year} not yet published: {Duties} duties have terms of working days that reach into it",
                unpublished.Year, unpublished.Duties);
        log.LogInformation("Duties renewed: {Count} stays", all);
    }
}
