using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Away long enough to be recorded and watched, not yet long enough to be called floating.</summary>
[Clause("E-1.7", "E-3.5d")]
public sealed class ShortOutflow() : WarningRule("short-outflow")
{
    public override Warning? In(Story story)
    {
        if (story.Away is not { } away || !away.Holds(story.AsOf))
            return null;
        var watched = away.First.AddMonths(story.Home.Get(Parameters.WatchFromMonths, away.First));
        var floating = away.First.AddMonths(story.Home.Get(Parameters.FloatingMinMonths, away.First));
        return story.AsOf >= watched && story.AsOf < floating ? Warn(away.First, floating) : null;
    }
}
