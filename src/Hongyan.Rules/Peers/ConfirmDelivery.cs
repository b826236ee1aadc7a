using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Peers;

/// <summary>Messages to a peer that have had no receipt for some days: they arrive after all, or it is told another way.</summary>
[Clause("C-3.3")]
public sealed class ConfirmDelivery() : CaseRule("confirm-delivery", ToldOtherwise.Type.Name)
{
    public override IEnumerable<CaseDuty> In(CaseStory story) =>
        from overdue in story.All<DeliveriesOverdue>()
        let closing = story.Events.FirstOrDefault(happened => happened is ToldOtherwise or DeliveriesConfirmed && happened.On >= overdue.On)
        from duty in OweWithin(story, Peer.Department, overdue.On, story.Profile.Get(Parameters.ExchangeConfirmWithin, overdue.On), closing,
            overdue.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        select duty;
}
