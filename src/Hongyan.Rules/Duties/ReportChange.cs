using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports a change of place, employer, residence or phone soon after it; a report of another change does not count.</summary>
[Clause("A-2.3.3b", "D-1.3")]
public sealed class ReportChange() : DutyRule("report-change", Party.Member)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ChangeReported>(Side.Home);

    /// <summary>A guest owes it his host.</summary>
    protected override Side SideOf(Party owedBy, Story story) => story.HomeIsOutside ? Side.Host : Side.Home;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Answered is not { } away)
            yield break;
        var used = new HashSet<ChangeReported>(ReferenceEqualityComparer.Instance);
        foreach (var changes in story.All<Changed>().Where(changed => away.Holds(changed.On)).GroupBy(changed => changed.On))
        {
            var last = LastReport(story, changes, used);
            var term = story.OwnPolicy.Get(Parameters.ChangeWithin, changes.Key);
            yield return OweWithin(story, changes.Key, term, happened => ReferenceEquals(happened, last), NameOf(changes.Key));
        }
    }

    /// <summary>The report that completes those of one day's changes, each of which reports one; nothing while one is unreported.</summary>
    private static ChangeReported? LastReport(Story story, IGrouping<DateOnly, Changed> changes, HashSet<ChangeReported> used)
    {
        ChangeReported? last = null;
        var isComplete = true;
        foreach (var what in changes.Select(changed => changed.What).Distinct())
        {
            // A report in a case file may leave out what changed.
            var report = story.First<ChangeReported>(told => told.On >= changes.Key && !used.Contains(told) && (told.What ?? what) == what);
            isComplete &= report is not null && used.Add(report);
            last = report is not null && !(last?.On > report.On) ? report : last;
        }
        return isComplete ? last : null;
    }
}
