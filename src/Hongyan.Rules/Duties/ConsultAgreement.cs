using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The two parties of an agreement consult in every interval while it is in force.</summary>
[Clause("C-3.1b", "D-4.4b")]
public sealed class ConsultAgreement() : PeriodicRule("consult-agreement", Party.AgreementParties)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<Consulted>(Side.Home);

    // An agreement outlives the stay on which it is recorded.
    internal override IEnumerable<DateOnly> Turns(Story story) => story.First<AgreementInForce>() switch
    {
        null => [],
        { Until: { } until } when until <= story.AsOf => [],
        { Until: { } until } => [until.AddDays(-1), story.ToldUntil],
        _ => [story.ToldUntil],
    };

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.First<AgreementInForce>() is not { } agreement)
            yield break;
        foreach (var duty in OweEach(story, new Span(agreement.On, agreement.Until), story.Home, Parameters.AgreementConsult,
            happened => happened is Consulted))
        {
            yield return agreement.Until is { } until && until <= duty.DueOn && until <= story.AsOf
                ? duty.MootFrom(until, "agreement-ended")
                : duty;
        }
    }
}
