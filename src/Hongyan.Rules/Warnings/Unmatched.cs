using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>One side knows of the stay and the other does not, a home outside has not confirmed it, or refused it and nobody has settled that yet.</summary>
[Clause(Facts = "facts §11")]
public sealed class Unmatched() : WarningRule("unmatched")
{
    public override Warning? In(Story story) =>
        story.Away is not { } away || !away.Holds(story.AsOf) ? null
        : story.HomeIsOutside && story.HomeWord.ConfirmedOn is null ? Warn(story.Arrival?.On ?? away.First)
        : !story.HomeIsOutside && story.Departure is null != (story.Arrival is null) ? Warn(away.First)
        : SettleRefusal.Unsettled(story) is { } refused ? Warn(refused.On)
        : null;
}
