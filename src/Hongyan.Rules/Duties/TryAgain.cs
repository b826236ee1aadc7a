using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>While a member is marked as out of contact, home tries once a quarter to find him, from the next quarter on.</summary>
[Clause("A-3.1e", Facts = "facts §3, §7")]
public sealed class TryAgain() : PeriodicRule("try-again", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Attempt>(Side.Home);

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        foreach (var lost in story.Lost)
        {
            var last = (lost.Last?.AddDays(1) ?? story.Horizon) is var until && story.End < until ? story.End.Value : until;
            foreach (var quarter in Period.Between(Interval.Quarter, lost.First, last).Skip(1))
                yield return Owe(story, story.Home, quarter.First, quarter.Last, quarter.Last, happened => happened is Attempt or Found, quarter.Name);
        }
    }
}
