using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Nobody here knows the home of a guest: he could not say it, or his roster left it blank.</summary>
[Clause("E-2.5")]
public sealed class HomeUnknown() : WarningRule("home-unknown")
{
    public override Warning? In(Story story) =>
        story is { HomeIsOutside: true, HomeWord.KnownFrom: null, Away: { } away } && away.Holds(story.AsOf) ? Warn(story.Arrival?.On ?? away.First) : null;
}
