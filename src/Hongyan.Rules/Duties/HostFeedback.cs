using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Each host branch tells home in every interval how the member is doing.</summary>
[Clause("A-2.2.4b", "C-2.2.2c", "C-3.3", "D-2.2b")]
public sealed class HostFeedback() : PeriodicRule("host-feedback", Party.HostBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Feedback>(Side.Host);

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story) =>
        from host in story.Hostings
        from duty in OweEach(story, host.Days, story.Host, Parameters.FeedbackInterval,
            happened => happened is Feedback { From: Side.Host } && host.Days.Holds(happened.On))
        select (duty with { Part = host.Part, Organization = host.Organization }).ReplacedOn(host.ReplacedOn);
}
