using Hongyan.Platform;

namespace Hongyan.Features; // Hongyan.Features.Rules would hide Hongyan.Rules from its neighbours

internal sealed class RulesFeature : Feature
{
    public override IReadOnlyList<Verb> Verbs =>
    [
        new(130, RulesVerb.Create),
        new(140, TraceVerb.Create),
    ];
}
