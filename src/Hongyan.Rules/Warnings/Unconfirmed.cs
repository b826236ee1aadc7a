using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>The home of a guest was asked some time ago whether he is its member, and has not answered.</summary>
[Clause("E-2.5")]
public sealed class Unconfirmed() : WarningRule("unconfirmed")
{
    public override Warning? In(Story story) =>
        story is { HomeIsOutside: true, HomeWord.ConfirmedOn: null, Away: { } away } && away.Holds(story.AsOf)
            && SettleUnconfirmed.Unanswered(story) is { } asked
            ? Warn(asked.On, asked.On.AddDays(story.Host.Get(Parameters.GuestUnconfirmedAfter, asked.On)))
            : null;
}
