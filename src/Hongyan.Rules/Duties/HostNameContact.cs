using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The host branch names its own contact person after the placement, where the profile asks for one.</summary>
[Clause("D-2.2a")]
public sealed class HostNameContact() : DutyRule("host-name-contact", Party.HostBranch)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Hosted is { } hosted && story.Host.Get(Parameters.ContactPersonHost, hosted.First))
        {
            yield return Owe(story, hosted.First,
                story.Host.Get(Parameters.ContactPersonHostWithin, hosted.First).After(hosted.First, story.Calendar),
                happened => happened is ContactPersonNamed { By: Side.Host, FullMember: true });
        }
    }
}
