using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>Before its last day the parties renew it, end it, or say that they let it run out. On the day after, it is missed for good.</summary>
[Clause("C-3.1b")]
public sealed class RenewAgreement() : CaseRule("renew-agreement", AgreementLetLapse.Type.Name)
{
    public override bool HasSeveralWays => true;

    public override IEnumerable<CaseDuty> In(CaseStory story)
    {
        var texts = AgreementTexts.Of(story);
        foreach (var version in texts.Versions.Where(version => version.InForceFrom <= story.AsOf))
        {
            var until = version.Text.Until;
            var opens = until.AddDays(-story.Profile.Get(Parameters.AgreementRenewBefore, until));
            var closing = Closing(story, texts, version);
            if (closing is not null && closing.On < opens)
                continue; // renewed or ended long before
            foreach (var duty in AgreementCourse.Sides.SelectMany(side =>
                Owe(story, side, opens, until, closing, part: $"{version.Number}", missed: until.AddDays(1))))
                yield return duty;
        }
    }

    private static PartyEvent? Closing(CaseStory story, AgreementTexts texts, TextVersion version) =>
        new[]
        {
            texts.Versions.FirstOrDefault(later => later.Number > version.Number && later.Signatures.Count == 2)?.Signatures[1],
            story.First<AgreementEnded>(ended => ended.On <= version.Text.Until),
            (PartyEvent?)story.First<AgreementLetLapse>(let => let.On >= version.InForceFrom && let.On <= version.Text.Until),
        }.Where(one => one is not null).MinBy(one => one!.On);
}
