using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>Home asks the host for its opinion some time before probation ends.</summary>
[Clause("C-2.1.2i")]
public sealed class AskConversionOpinion() : DutyRule("ask-conversion-opinion", Party.HomeBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ConversionOpinionAsked>(Side.Home);

    protected override bool EndsWith(Story story) => story.First<SojournEvent>(happened => happened is Transferred or TransferredIn) is not null;

    public override IEnumerable<Duty> In(Story story)
    {
        foreach (var (away, end, occasion) in Probation.Ends(story))
        {
            var opens = Later(away.First, end.AddDays(-story.Home.Get(Parameters.ProbationAskBefore, end)));
            if (!(story.End < opens))
                yield return Owe(story, opens, end, happened => happened is ConversionOpinionAsked, occasion);
        }
    }
}
