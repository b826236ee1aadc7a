using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Dues;

/// <summary>
/// What a member owes and has paid, month by month, told by the records of his stay. Register, payment, receipt and the member's
/// own page all read this account.
/// </summary>
public sealed class DuesAccount
{
    private readonly Story story;
    private readonly IReadOnlyList<DuesSet> sets;
    private readonly IReadOnlyList<Reduction> reductions;
    private readonly IReadOnlyList<DuesPaid> payments;
    private readonly DateOnly? quarterlyFrom;

    public DuesAccount(Story story)
    {
        this.story = story;
        sets = [.. story.All<DuesSet>()];
        reductions = [.. Reduction.In(story.Events)];
        payments = [.. story.All<DuesPaid>().Where(paid => MayBePaidAt(paid.At, paid.On, story))];
        quarterlyFrom = story.First<DuesQuarterlyAgreed>()?.On;
    }

    public bool IsQuarterly => quarterlyFrom is not null;

    /// <summary>Dues go home; only who holds a certificate may pay at the host, a guest once that is settled. Source: facts §4, article 9.</summary>
    public static bool MayBePaidAt(Side at, DateOnly on, Story story) =>
        story.HomeIsOutside ? at == Side.Host && story.First<DuesAtHost>()?.On <= on
        : at == Side.Home || story.First<CertificateIssued>()?.On <= on;

    /// <summary>The amount that holds for a month: the one from the latest month on, and of two from the same month the later.</summary>
    public DuesSet? SetFor(string month) => sets
        .Where(set => string.CompareOrdinal(set.From, month) <= 0)
        .OrderBy(set => set.From, StringComparer.Ordinal).LastOrDefault();

    /// <summary>The reduction decided last among those that cover the month.</summary>
    public Reduction? ReductionFor(string month) => reductions.LastOrDefault(reduction => reduction.Holds(month));

    /// <summary>What a month costs; nothing while nobody has set it.</summary>
    public decimal? DueFor(string month)
    {
        var normal = SetFor(month)?.Monthly ?? DuesAtHost.MonthlyIn(story) ?? DuesRates.FixedFor(story.Member.Category);
        return ReductionFor(month) is { } reduction && !(normal < reduction.Monthly) ? reduction.Monthly : normal;
    }

    /// <summary>The payment that settled a month.</summary>
    public DuesPaid? PaymentOf(string month) => payments.FirstOrDefault(paid => paid.InFull && paid.Months.Contains(month));

    public DuesMonth Month(Period month)
    {
        var name = month.Name;
        var due = DueFor(name);
        var part = due is null ? 0 : PartOf(name);
        var state = PaymentOf(name) is not null ? DuesState.Paid
            : !IsOwed(month) ? IsAway(month) ? DuesState.Uncounted : DuesState.None
            : due switch
            {
                null => DuesState.Unset,
                0 => DuesState.Waived,
                _ => part > 0 ? DuesState.Part : DuesState.Open,
            };
        var rest = state is DuesState.Paid or DuesState.Waived or DuesState.None or DuesState.Uncounted ? 0 : due - part;
        return new DuesMonth(name, state, due, rest, ReductionFor(name) is not null, DueOn(month));
    }

    /// <summary>The months from one day to another, whether owed or not.</summary>
    public IEnumerable<DuesMonth> Months(DateOnly first, DateOnly last) => Period.Between(Interval.Month, first, last).Select(Month);

    /// <summary>What is owed by a day and was to be paid before it, over the whole stay.</summary>
    public IReadOnlyList<DuesMonth> Arrears(DateOnly today) =>
        story.DuesDays is { } days ? [.. Months(days.First, today).Where(month => month.IsInArrears(today))] : [];

    private bool IsOwed(Period month) =>
        IsAway(month) && !(DueOn(month) < story.DutiesFrom) && !(story.Away?.Last < story.DutiesFrom);

    private bool IsAway(Period month) => story.DuesDays is { } days && days.DaysIn(month) > 0;

    private DateOnly DueOn(Period month) => quarterlyFrom <= month.Last ? Period.Of(Interval.Quarter, month.First).Last : month.Last;

    /// <summary>What was paid towards a month without settling it: such a payment fills its months one after the other.</summary>
    private decimal PartOf(string month)
    {
        decimal filled = 0;
        foreach (var paid in payments.Where(paid => !paid.InFull && paid.Months.Contains(month)))
        {
            var left = paid.Amount ?? 0;
            foreach (var one in paid.Months.Order(StringComparer.Ordinal).TakeWhile(one => one != month))
                left -= DueFor(one) ?? 0;
            filled += Math.Clamp(left, 0, (DueFor(month) ?? 0) - filled);
        }
        return filled;
    }
}
