using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports his thoughts and work to home in every interval; a report may name the interval it is about, and then comes late.</summary>
[Clause("A-2.3.3a", "E-3.1c", "D-1.2.5")]
public sealed class MemberReport() : DutyRule("member-report", Party.Member)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.OfPeriod<MemberReported>(Side.Home, "period");

    protected override bool RestsWhileLost => true;

    public override IEnumerable<Duty> In(Story story) => OweEach(story, story.Away, story.Home, Parameters.MemberReportInterval,
        (period, opens) => story.First<MemberReported>(report => report.On >= opens && IsAbout(report, period)));

    private static bool IsAbout(MemberReported report, Period period) =>
        report.Period is { } named ? named == period.Name : Period.Of(period.Interval, report.On) == period;
}
