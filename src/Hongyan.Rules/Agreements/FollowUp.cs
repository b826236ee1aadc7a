using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>Whoever was given something to do at a consultation does it by its day.</summary>
[Clause("C-3.1b")]
public sealed class FollowUp() : CaseRule("follow-up", FollowUpDone.Type.Name)
{
    public override IEnumerable<CaseDuty> In(CaseStory story) =>
        from one in FollowUpDone.All(story)
        from side in AgreementCourse.SidesOf(one.Decision.Owes)
        from duty in Owe(story, side, one.At.On, one.Decision.On, FollowUpDone.Of(story, one.Key, side), part: one.Key)
        select duty;

    public override string? About(CaseStory story, string part) => FollowUpDone.All(story).FirstOrDefault(one => one.Key == part).Decision?.Text;
}
