using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>At the start of the year every organisation sweeps its members and confirms the four clears.</summary>
[Clause("C-2.1.1a", "C-2.3a", "D-2.1a")]
public sealed class Sweep() : DutyRule("sweep", Party.AllOrganizations)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<SweepConfirmed>(Side.Home);

    protected override bool EndsWith(Story story) => true;

    internal static DateOnly DueIn(Period year, Profile profile) => profile.Get(Parameters.SweepBy, year.First).In(year.First.Year);

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var year in Years(story, away))
        {
            var due = DueIn(year, story.Home);
            if (away.First <= due)
                yield return Owe(story, year.First, due, story.First<SweepConfirmed>(sweep => (sweep.Year ?? sweep.On.Year) == year.First.Year), year.Name);
        }
    }
}
