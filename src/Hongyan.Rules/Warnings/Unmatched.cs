using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>One side knows of the stay and the other does not.</summary>
[Clause(Facts = "facts §11")]
public sealed class Unmatched() : WarningRule("unmatched")
{
    public override Warning? In(Story story) =>
        story.Away is { } away && away.Holds(story.AsOf) && story.Departure is null != (story.Arrival is null)
            ? Warn(away.First)
            : null;
}
