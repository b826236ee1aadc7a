using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home urges a member who has not reported in: from the day after his own term, for so many days.</summary>
[Clause("C-2.1.2e", "D-2.1b")]
public sealed class UrgeReportIn() : DutyRule("urge-report-in", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Contact>(Side.Home, "topic", "report-in");

    protected override bool EndsWith(Story story) => true;

    internal override IEnumerable<DateOnly> Turns(Story story) =>
        story is { Away: { } away, End: null } ? [ReportIn.DueOn(story, away)] : [];

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        var missed = ReportIn.DueOn(story, away);
        var inTime = story.First<ReportedIn>(reported => reported.On >= away.First)?.On <= missed;
        if (story.AsOf > missed && !inTime && !(story.End <= missed))
        {
            yield return Owe(story, missed.AddDays(1), story.Home.Get(Parameters.ReportInUrgeWithin, missed).After(missed, story.Calendar),
                happened => happened is ReportedIn || (happened is Contact { By: Side.Home, Reached: true } talk && talk.IsAbout("report-in")));
        }
    }
}
