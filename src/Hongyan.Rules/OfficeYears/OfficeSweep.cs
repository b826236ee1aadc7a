using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.OfficeYears;

/// <summary>At the start of the year every organisation sweeps its members, also one of which nobody is away.</summary>
[Clause("C-2.1.1a", "C-2.3a", "D-2.1a")]
public sealed class OfficeSweep() : CaseRule("sweep", YearSwept.Type.Name)
{
    public override bool IsShared => true;

    public override IEnumerable<CaseDuty> In(CaseStory story)
    {
        var year = OfficeYear.YearOf(story);
        return Owe(story, OfficeYear.Office, year.First, Sweep.DueIn(year, story.Profile), story.First<YearSwept>(), year.Name);
    }
}
