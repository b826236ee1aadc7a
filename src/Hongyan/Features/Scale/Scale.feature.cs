using Hongyan.Platform;

namespace Hongyan.Features.Scale;

internal sealed class ScaleFeature : Feature
{
    public override IReadOnlyList<Verb> Verbs =>
    [
        new(110, GenerateVerb.Create),
        new(120, ClusterVerb.Create),
    ];
}
