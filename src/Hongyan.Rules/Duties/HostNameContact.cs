using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Each host branch names its own contact person after the placement, where the profile asks for one.</summary>
[Clause("D-2.2a")]
public sealed class HostNameContact() : DutyRule("host-name-contact", Party.HostBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ContactPersonNamed>(Side.Host);

    internal override bool IsMadeUp => true;

    protected override bool EndsWith(Story story) => true;

    public override IEnumerable<Duty> In(Story story)
    {
        foreach (var host in story.Hostings.Where(host => story.Host.Get(Parameters.ContactPersonHost, host.Days.First)))
        {
            var duty = OweWithin(story, host.Days.First, story.Host.Get(Parameters.ContactPersonHostWithin, host.Days.First),
                happened => happened is ContactPersonNamed { By: Side.Host, FullMember: true } && host.IsOf(happened), host.Part);
            yield return (duty with { Organization = host.Organization }).ReplacedOn(host.ReplacedOn);
        }
    }
}
