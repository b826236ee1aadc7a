using Hongyan.Platform;

namespace Hongyan.Features.Backup;

internal sealed class BackupFeature : Feature
{
    public override IReadOnlyList<Verb> Verbs =>
    [
        new(60, BackupVerb.CreateBackup),
        new(61, BackupVerb.CreateRestore),
    ];

    public override IReadOnlyList<Job> Jobs => [Job.Of<NightlyBackup>(30)];
}
