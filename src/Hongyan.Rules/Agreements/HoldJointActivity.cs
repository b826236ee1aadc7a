using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>The parties of a pairing do so many things together in each half-year as they agreed.</summary>
[Clause("C-3.2")]
public sealed class HoldJointActivity() : PeriodicCaseRule("joint-activity", JointActivity.Type.Name)
{
    public override IEnumerable<CaseDuty> In(CaseStory story)
    {
        if (story.Kind.Name != Pairing.Name || ConsultAgreement.SpanOf(story) is not { } span)
            return [];
        var number = AgreementTexts.Of(story).InForceOn(story.AsOf < span.First ? span.First : story.AsOf > span.Last ? span.Last!.Value
            : story.AsOf)?.Text.Activities ?? 1;
        return AgreementCourse.Sides.SelectMany(side =>
            OweEach(story, side, span, _ => Interval.HalfYear, happened => happened.OfType<JointActivity>().Skip(number - 1).FirstOrDefault()));
    }
}
