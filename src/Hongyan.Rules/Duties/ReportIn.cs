using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports to an organisation where he now lives, within so many days of departure.</summary>
[Clause("A-2.3.2a", "D-1.2.1")]
public sealed class ReportIn() : DutyRule("report-in", Party.Member)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ReportedIn>(Side.Host);

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is { } away)
            yield return Owe(story, away.First, DueOn(story, away), happened => happened is ReportedIn);
    }

    /// <summary>Within the term after departure; of a case entered later, within the term after its duties begin.</summary>
    internal static DateOnly DueOn(Story story, Span away)
    {
        var term = story.Home.Get(Parameters.ReportInWithin, away.First);
        var due = term.After(away.First, story.Calendar);
        return story.DutiesFrom is { } from && due < from ? term.After(from, story.Calendar) : due;
    }
}
