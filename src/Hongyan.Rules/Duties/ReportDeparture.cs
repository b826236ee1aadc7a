using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports before he leaves: due on the day of departure.</summary>
[Clause("A-2.3.1a", "D-1.1")]
public sealed class ReportDeparture() : DutyRule("report-departure", Party.Member)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<DepartureReported>(Side.Home);

    /// <summary>A late registration by the branch is the one late thing that counts.</summary>
    internal override bool CountsFromTheStart => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        var opens = story.Departure is { } reported && reported.On < away.First ? reported.On : away.First;
        yield return Owe(story, opens, away.First, story.Departure);
    }
}
