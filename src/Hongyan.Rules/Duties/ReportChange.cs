using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports a change of place, employer, residence or phone soon after it; a report of another change does not count.</summary>
[Clause("A-2.3.3b", "D-1.3")]
public sealed class ReportChange() : DutyRule("report-change", Party.Member)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        foreach (var changes in story.All<Changed>().Where(changed => away.Holds(changed.On)).GroupBy(changed => changed.On))
        {
            var day = changes.Key;
            yield return Owe(story, day, story.Home.Get(Parameters.ChangeWithin, day).After(day, story.Calendar), LastReport(story, day, changes), NameOf(day));
        }
    }

    /// <summary>The report that completes those of one day's changes; nothing while one is unreported. A report in a case file may leave out what changed.</summary>
    private static ChangeReported? LastReport(Story story, DateOnly day, IEnumerable<Changed> changes)
    {
        List<ChangeReported?> reports = [.. changes.Select(changed => changed.What).Distinct()
            .Select(what => story.First<ChangeReported>(reported => reported.On >= day && (reported.What ?? what) == what))];
        return reports.Contains(null) ? null : reports.MaxBy(reported => reported!.On);
    }
}
