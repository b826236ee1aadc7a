using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member reports his thoughts and work to home in every interval.</summary>
[Clause("A-2.3.3a", "E-3.1c", "D-1.2.5")]
public sealed class MemberReport() : DutyRule("member-report", Party.Member)
{
    public override IEnumerable<Duty> In(Story story) =>
        OweEach(story, story.Away, story.Home, Parameters.MemberReportInterval, happened => happened is MemberReported);
}
