using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.OfficeYears;

/// <summary>At the end of the year committees and the organisation department report upwards, level by level.</summary>
[Clause("A-4.3b")]
public sealed class OfficeReport() : CaseRule("year-end-report", YearReported.Type.Name)
{
    public override bool IsShared => true;

    public override bool TellsAhead => true;

    public override IEnumerable<CaseDuty> In(CaseStory story)
    {
        var year = OfficeYear.YearOf(story);
        var opens = YearEndReport.OpensIn(year, story.Profile);
        return story.Party(OfficeYear.Office).IsCommittee
            ? Owe(story, OfficeYear.Office, opens, year.Last, story.First<YearReported>(report => report.On >= opens), year.Name)
            : [];
    }
}
