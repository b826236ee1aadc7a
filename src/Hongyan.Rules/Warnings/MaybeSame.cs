using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Another guest has the same name and nothing tells them apart: a person says whether they are one.</summary>
[Clause("E-2.5")]
public sealed class MaybeSame() : WarningRule("maybe-same")
{
    public override Warning? In(Story story) =>
        story is { HomeIsOutside: true, Member.MaybeSame: true, Away: { } away } && away.Holds(story.AsOf) ? Warn(story.Arrival?.On ?? away.First) : null;
}
