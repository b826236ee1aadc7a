using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The member pays his dues for each month, or for each quarter when the branch has agreed; he may pay ahead.</summary>
[Clause("A-2.3.2c", "D-1.2.3")]
public sealed class PayDues() : DutyRule("pay-dues", Party.Member)
{
    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Away is not { } away)
            yield break;
        var quarterlyFrom = story.First<DuesQuarterlyAgreed>()?.On;
        for (var day = away.First; day <= story.Horizon && away.Holds(day);)
        {
            var month = Period.Of(Interval.Month, day);
            var period = quarterlyFrom <= month.Last ? Period.Of(Interval.Quarter, day) : month;
            var months = Period.Between(Interval.Month, day, Earlier(period.Last, away.Last)).Where(owed => Counts(away, owed, story.Home)).ToList();
            if (months.Count > 0)
                yield return Owe(story, day, period.Last, LastFor(story, months), period.Name);
            day = period.Last.AddDays(1);
        }
    }

    /// <summary>The payment with which the last of the months was paid; nothing while one is missing.</summary>
    private static DuesPaid? LastFor(Story story, IReadOnlyList<Period> months)
    {
        DuesPaid? last = null;
        foreach (var month in months.Select(month => month.Name))
        {
            if (story.First<DuesPaid>(paid => paid.InFull && paid.Months.Contains(month) && MayPayAt(story, paid)) is not { } payment)
                return null;
            if (last is null || payment.On > last.On)
                last = payment;
        }
        return last;
    }

    // Only the holder of a certificate may pay at the host.
    private static bool MayPayAt(Story story, DuesPaid paid) =>
        paid.At == Side.Home || story.First<CertificateIssued>()?.On <= paid.On;

    private static DateOnly Earlier(DateOnly one, DateOnly? other) => other < one ? other.Value : one;
}
