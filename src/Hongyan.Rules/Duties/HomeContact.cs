using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The contact person at home speaks with the member in every interval; less often with members studying abroad.</summary>
[Clause("B-3.1.3.1c", "B-3.1.3.1d", "C-2.1.2f", "A-2.1.3a", "D-2.2a")]
public sealed class HomeContact() : PeriodicRule("home-contact", Party.ContactPerson)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Contact>(Side.Home);

    protected override bool RestsWhileLost => true;

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story) =>
        OweEach(story, story.Away, story.Home,
            story.Member.Abroad ? Parameters.ContactHomeAbroadInterval : Parameters.ContactHomeInterval,
            happened => happened is Contact { By: Side.Home, Reached: true });
}
