using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The host branch tells home in every interval how the member is doing.</summary>
[Clause("A-2.2.4b", "C-2.2.2c", "C-3.3", "D-2.2b")]
public sealed class HostFeedback() : DutyRule("host-feedback", Party.HostBranch)
{
    public override IEnumerable<Duty> In(Story story) =>
        OweEach(story, story.Hosted, story.Host, Parameters.FeedbackInterval, happened => happened is Feedback { From: Side.Host });
}
