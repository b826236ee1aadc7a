using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>At the end of the year committees and the organisation department report upwards, level by level.</summary>
[Clause("A-4.3b")]
public sealed class YearEndReport() : DutyRule("year-end-report", Party.Committees)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ReportSubmitted>(Side.Home);

    protected override bool EndsWith(Story story) => true;

    internal static DateOnly OpensIn(Period year, Profile profile) => profile.Get(Parameters.YearEndOpens, year.First).In(year.First.Year);

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var year in Years(story, away))
        {
            yield return Owe(story, OpensIn(year, story.Home), year.Last,
                story.First<ReportSubmitted>(report => report.On >= OpensIn(year, story.Home) && (report.Year ?? report.On.Year) == year.First.Year),
                year.Name);
        }
    }
}
