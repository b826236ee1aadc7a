using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports a change of place, employer, residence or phone soon after it.</summary>
[Clause("A-2.3.3b", "D-1.3")]
public sealed class ReportChange() : DutyRule("report-change", Party.Member)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var day in story.All<Changed>().Select(changed => changed.On).Where(day => away.Holds(day)).Distinct())
        {
            yield return Owe(story, day, story.Home.Get(Parameters.ChangeWithin, day).After(day, story.Calendar),
                happened => happened is ChangeReported, NameOf(day));
        }
    }
}
