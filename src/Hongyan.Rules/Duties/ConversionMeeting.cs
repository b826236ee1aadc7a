using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>When probation ends the home branch discusses the conversion; a silent host does not block it.</summary>
[Clause("A-2.1.5b", "D-2.9c")]
public sealed class ConversionMeeting() : DutyRule("conversion-meeting", Party.HomeBranch)
{
    public override IEnumerable<Duty> In(Story story)
    {
        foreach (var (_, end, occasion) in Probation.Ends(story))
        {
            yield return Owe(story, end, story.Home.Get(Parameters.ProbationDiscussWithin, end).After(end, story.Calendar),
                happened => happened is ConversionDecided, occasion);
        }
    }
}
