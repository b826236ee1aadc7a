using Hongyan.Platform;
using Hongyan.Platform.Forms;
using Hongyan.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Drafts;

/// <summary>Deletes, soon after the start and in the night, drafts that were kept for their time.</summary>
internal sealed class DraftRetention(Installation installation, ILogger<DraftRetention> log)
    : NightlyWork(installation.Clock, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(50))
{
    public override async Task RunAsync(CancellationToken stopping)
    {
        await using var db = installation.OpenDb();
        if (await new DraftStore(db, installation.Secrets, installation.Clock).ForgetOldAsync(stopping) is > 0 and var deleted)
            log.LogInformation("Drafts deleted after their time: {Count}", deleted);
    }
}
