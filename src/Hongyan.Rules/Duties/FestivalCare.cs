using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home greets the member at Spring Festival and 1 July, in the days around them; for some time afterwards a greeting is late.</summary>
[Clause("B-3.1.3.3b")]
public sealed class FestivalCare() : PeriodicRule("festival-care", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Contact>(Side.Home, "topic", "greeting");

    /// <summary>A greeting is given to many; a talk is had with each.</summary>
    public override ClosingRecord ClosedForMany(Party? owedBy) => ClosingRecord.By<Care>(Side.Home, "kind", "greeting");

    protected override bool RestsWhileLost => true;

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var festival in Years(story, away).SelectMany(year => Festival.In(year.First.Year, story.Home.Get(Parameters.CareDates, year.First))))
        {
            if (!away.Holds(festival.Day))
                continue;
            var opens = Later(away.First, festival.Day.AddDays(-story.Home.Get(Parameters.CareOpensBeforeDays, festival.Day)));
            var due = festival.Day.AddDays(story.Home.Get(Parameters.CareDueAfterDays, festival.Day));
            yield return Owe(story, story.Home, opens, due, due.AddDays(story.Home.Get(Parameters.MissedAfter, due)),
                happened => happened is Care { By: Side.Home } || (happened is Contact { By: Side.Home, Reached: true } talk && talk.IsAbout("greeting")),
                festival.Period);
        }
    }
}
