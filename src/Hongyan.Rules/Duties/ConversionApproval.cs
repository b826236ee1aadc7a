using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The home committee approves what the branch decided about a conversion.</summary>
[Clause(Facts = "facts §6")]
public sealed class ConversionApproval() : DutyRule("conversion-approval", Party.HomeCommittee)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ConversionApproved>(Side.Home);

    internal override bool IsMadeUp => true;

    protected override bool EndsWith(Story story) => story.First<SojournEvent>(happened => happened is Transferred or TransferredIn) is not null;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is null)
            yield break;
        foreach (var (decided, occasion) in Occasions<ConversionDecided>(story))
        {
            yield return OweWithin(story, decided.On, story.Home.Get(Parameters.ProbationApproveWithin, decided.On),
                happened => happened is ConversionApproved, occasion);
        }
    }
}
