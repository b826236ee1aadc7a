using Hongyan.Platform;

namespace Hongyan.Features.Duties;

internal sealed class DutiesFeature : Feature
{
    public override IReadOnlyList<Verb> Verbs => [new(50, DutiesVerb.Create)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<NightlyDuties>(10)];
}
