using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports a change of place, employer, residence or phone soon after it; a report is about one change.</summary>
[Clause("A-2.3.3b", "D-1.3")]
public sealed class ReportChange() : DutyRule("report-change", Party.Member)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        var used = new HashSet<ChangeReported>(ReferenceEqualityComparer.Instance);
        foreach (var changes in story.All<Changed>().Where(changed => away.Holds(changed.On)).GroupBy(changed => changed.On))
        {
            var what = changes.Select(changed => changed.What).ToHashSet();
            var report = story.First<ChangeReported>(told => told.On >= changes.Key && !used.Contains(told) && (told.What is null || what.Contains(told.What)));
            if (report is not null)
                used.Add(report);
            yield return OweWithin(story, changes.Key, story.Home.Get(Parameters.ChangeWithin, changes.Key), happened => ReferenceEquals(happened, report), NameOf(changes.Key));
        }
    }
}
