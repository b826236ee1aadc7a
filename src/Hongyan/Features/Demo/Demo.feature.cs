using Hongyan.Platform;

namespace Hongyan.Features.Demo;

internal sealed class DemoFeature : Feature
{
    public override IReadOnlyList<Verb> Verbs => [new(20, DemoVerb.Create)];
}
