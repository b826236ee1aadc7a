using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>The partner answers each version that it is sent.</summary>
[Clause("C-3.1a")]
public sealed class AnswerAgreement() : CaseRule("answer-agreement", AgreementAnswered.Type.Name)
{
    public override IEnumerable<CaseDuty> In(CaseStory story) =>
        from version in AgreementTexts.Of(story).Versions
        let sent = version.Sent.On
        from duty in OweWithin(story, AgreementCourse.Partner, sent, story.Profile.Get(Parameters.AgreementAnswerWithin, sent), version.Answer,
            $"{version.Number}")
        select duty;
}
