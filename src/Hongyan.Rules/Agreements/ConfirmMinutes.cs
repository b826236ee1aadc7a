using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>Who did not write the minutes confirms them or objects. Silence is no consent.</summary>
[Clause("C-3.1b")]
public sealed class ConfirmMinutes() : CaseRule("confirm-minutes", MinutesConfirmed.Type.Name)
{
    public override bool HasSeveralWays => true;

    public override IEnumerable<CaseDuty> In(CaseStory story) =>
        from one in Consulted.AllOf(story)
        let held = one.Consulted.On
        from side in AgreementCourse.Sides
        where side != one.Consulted.By
        from duty in OweWithin(story, side, held, story.Profile.Get(Parameters.AgreementConfirmWithin, held),
            ConsultationField.AnswerTo(story, Consulted.KeyOf(one.Number)),
            $"{one.Number}")
        select duty;
}
