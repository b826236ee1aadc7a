using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>At the end of the year committees and the organisation department report upwards, level by level.</summary>
[Clause("A-4.3b")]
public sealed class YearEndReport() : DutyRule("year-end-report", Party.Committees)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var year in Years(story, away))
        {
            var opens = story.Home.Get(Parameters.YearEndOpens, year.First).In(year.First.Year);
            yield return Owe(story, opens, year.Last, happened => happened is ReportSubmitted, year.Name);
        }
    }
}
