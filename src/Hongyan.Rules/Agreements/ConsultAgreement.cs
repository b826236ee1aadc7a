using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Agreements;

/// <summary>In every period in force the parties consult; whichever of them records it, it is done for both.</summary>
[Clause("C-3.1b", "D-4.4b")]
public sealed class ConsultAgreement() : PeriodicCaseRule("consult-agreement", Consulted.Type.Name)
{
    public override IEnumerable<CaseDuty> In(CaseStory story) => SpanOf(story) is not { } span ? []
        : AgreementCourse.Sides.SelectMany(side => OweEach(story, side, span, IntervalIn(story), happened => happened.OfType<Consulted>().FirstOrDefault()));

    /// <summary>The days in force, as far as they are known; nothing before both have signed.</summary>
    internal static Span? SpanOf(CaseStory story) => AgreementTexts.Of(story).Held is [var first, .., var last] ? new Span(first.First, last.Last)
        : AgreementTexts.Of(story).Held is [var only] ? new Span(only.First, only.Last) : null;

    /// <summary>How often, by the text that holds on a day; where it says nothing, by the policy.</summary>
    internal static Func<DateOnly, Interval> IntervalIn(CaseStory story)
    {
        var texts = AgreementTexts.Of(story);
        return day => AgreementValues.IntervalOf(texts.InForceOn(day)?.Text.Consult) ?? story.Profile.Get(Parameters.AgreementConsult, day);
    }
}
