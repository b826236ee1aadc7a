using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>Each party signs the version on which they agreed.</summary>
[Clause("C-3.1a")]
public sealed class SignAgreement() : CaseRule("sign-agreement", AgreementSigned.Type.Name)
{
    public override IEnumerable<CaseDuty> In(CaseStory story) =>
        from version in AgreementTexts.Of(story).Versions
        where version.Answer is { Answer: AgreementAnswered.Agree }
        let agreed = version.Answer!.On
        from side in AgreementCourse.Sides
        from duty in OweWithin(story, side, agreed, story.Profile.Get(Parameters.AgreementSignWithin, agreed), version.SignedBy(side), $"{version.Number}")
        select duty;
}
