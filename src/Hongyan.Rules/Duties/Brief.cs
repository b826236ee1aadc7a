using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home briefs the member before he leaves: due on the later of departure and report.</summary>
[Clause("A-2.1.1a", "B-3.1.3.2a", "B-3.1.3.2b", "B-3.1.3.2c", "B-3.1.3.2d", "B-3.3.1", "C-2.1.2c")]
public sealed class Brief() : DutyRule("brief", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Briefed>(Side.Home);

    public override IEnumerable<Duty> In(Story story)
    {
        if (story is { Away: not null, Departure: { } departure })
            yield return Owe(story, departure.On, Later(departure.Departs, departure.On), happened => happened is Briefed);
    }
}
