using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home tells the host about the member: soon after the placement, then in every interval that begins later.</summary>
[Clause("C-2.1.2b", "B-3.2.1c")]
public sealed class HomeInform() : DutyRule("home-inform", Party.HomeBranch)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Hosted is not { } hosted)
            return [];
        var first = Owe(story, hosted.First, story.Home.Get(Parameters.InformWithin, hosted.First).After(hosted.First, story.Calendar), Closes);
        return OweEach(story, hosted, story.Home, Parameters.InformInterval, Closes).Where(duty => duty.OpensOn > hosted.First).Prepend(first);
    }

    private static bool Closes(SojournEvent happened) => happened is Feedback { From: Side.Home };
}
