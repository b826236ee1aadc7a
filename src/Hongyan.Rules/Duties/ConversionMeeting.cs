using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>When probation ends the home branch discusses the conversion; a silent host does not block it.</summary>
[Clause("A-2.1.5b", "D-2.9c")]
public sealed class ConversionMeeting() : DutyRule("conversion-meeting", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ConversionDecided>(Side.Home);

    internal override bool IsMadeUp => true;

    // The decision of a member who came back is still his branch's, also when it was put off.
    internal override IEnumerable<DateOnly> Turns(Story story) =>
        story.End is not null && Probation.Ends(story).Any(one => one.End > story.Horizon) ? [story.ToldUntil] : [];

    protected override bool EndsWith(Story story) => story.First<SojournEvent>(happened => happened is Transferred or TransferredIn) is not null;

    public override IEnumerable<Duty> In(Story story)
    {
        foreach (var (_, end, occasion) in Probation.Ends(story))
        {
            yield return OweWithin(story, end, story.Home.Get(Parameters.ProbationDiscussWithin, end),
                happened => happened is ConversionDecided, occasion);
        }
    }
}
