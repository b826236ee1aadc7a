using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Nobody here has seen the ID number of a guest, which is asked for and never demanded.</summary>
[Clause("E-2.5")]
public sealed class IdentityOpen() : WarningRule("identity-open")
{
    public override Warning? In(Story story) =>
        story is { HomeIsOutside: true, Member.IdentityOpen: true, Away: { } away } && away.Holds(story.AsOf) ? Warn(story.Arrival?.On ?? away.First) : null;
}
