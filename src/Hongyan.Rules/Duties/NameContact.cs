using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home names a full member as contact person: due on the later of departure and report.</summary>
[Clause("B-3.1.3.1a", "B-3.1.3.1b", "E-3.2c", "D-2.2a")]
public sealed class NameContact() : DutyRule("name-contact", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ContactPersonNamed>(Side.Home);

    internal override bool IsMadeUp => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is { Away: not null, Departure: { } departure })
        {
            yield return Owe(story, departure.On, Later(departure.Departs, departure.On),
                happened => happened is ContactPersonNamed { By: Side.Home, FullMember: true });
        }
    }
}
