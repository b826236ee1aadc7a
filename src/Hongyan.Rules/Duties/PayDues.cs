using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>
/// The member pays his dues for each month, or for each quarter when the branch has agreed; he may pay ahead. A month that the
/// committee has waived is not owed.
/// </summary>
[Clause("A-2.3.2c", "D-1.2.3")]
public sealed class PayDues() : DutyRule("pay-dues", Party.Member)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.OfPeriod<DuesPaid>(Side.Home, "months");

    protected override bool RestsWhileLost => true;

    /// <summary>A guest owes it his host.</summary>
    protected override Side SideOf(Party owedBy, Story story) => story.HomeIsOutside ? Side.Host : Side.Home;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.DuesDays is not { } away)
            yield break;
        var reductions = Reduction.In(story.Events).ToList();
        var quarterlyFrom = story.First<DuesQuarterlyAgreed>()?.On;
        for (var day = away.First; day <= story.Horizon && away.Holds(day);)
        {
            var month = Period.Of(Interval.Month, day);
            var period = quarterlyFrom <= month.Last ? Period.Of(Interval.Quarter, day) : month;
            var months = Period.Between(Interval.Month, day, Earlier(period.Last, away.Last)).Where(owed => Counts(away, owed, story.OwnPolicy)).ToList();
            if (months.Count > 0)
                yield return Owed(story, reductions, day, period, months);
            day = period.Last.AddDays(1);
        }
    }

    /// <summary>Paid by the last of its payments; where an approved waiver leaves nothing to pay, there is no demand any more.</summary>
    private Duty Owed(Story story, IReadOnlyList<Reduction> reductions, DateOnly opens, Period period, IReadOnlyList<Period> months)
    {
        var settling = months.Select(month => Settling(story, reductions, month.Name)).ToList();
        if (settling.Contains(null))
            return Owe(story, opens, period.Last, closing: null, period.Name);
        var last = settling.OfType<SojournEvent>().MaxBy(happened => happened.On)!;
        return settling.Exists(happened => happened is DuesPaid)
            ? Owe(story, opens, period.Last, last, period.Name)
            : Owe(story, opens, period.Last, closing: null, period.Name).MootFrom(last.On, "dues-waived");
    }

    /// <summary>The payment of a month in full, or the decision that waived it; nothing while it is owed.</summary>
    private static SojournEvent? Settling(Story story, IReadOnlyList<Reduction> reductions, string month)
    {
        SojournEvent? payment = story.First<DuesPaid>(paid => paid.InFull && paid.Months.Contains(month) && DuesAccount.MayBePaidAt(paid.At, paid.On, story));
        return payment ?? (reductions.LastOrDefault(reduction => reduction.Holds(month)) is { IsWaiver: true } waiver ? waiver.Decision : null);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly? other) => other < one ? other.Value : one;
}
