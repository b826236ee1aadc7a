using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports to an organisation where he now lives, within so many days of departure.</summary>
[Clause("A-2.3.2a", "D-1.2.1")]
public sealed class ReportIn() : DutyRule("report-in", Party.Member)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is { } away)
            yield return Owe(story, away.First, DueOn(story, away), happened => happened is ReportedIn);
    }

    internal static DateOnly DueOn(Story story, Span away) =>
        story.Home.Get(Parameters.ReportInWithin, away.First).After(away.First, story.Calendar);
}
