using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Six months without dues, counted from the last payment; from the last month paid when that lies ahead of it.</summary>
[Clause("E-2.3b")]
public sealed class SixMonthsDues() : SixMonths("six-months-dues")
{
    protected override DateOnly? CountsUntil(SojournEvent happened) => happened is not DuesPaid { Months.Count: > 0 } paid ? null
        : paid.Months.Select(Period.ReadMonth).Where(month => month?.First > paid.On).Max(month => month?.Last) ?? paid.On;

    protected override Span? Counted(Story story) => story.DuesDays;

    // A month that was waived is not an unpaid one.
    protected override IEnumerable<DateOnly> Excused(Story story) => Reduction.In(story.Events)
        .Where(reduction => reduction.IsWaiver && Period.ReadMonth(reduction.From)?.First <= story.AsOf)
        .Select(reduction => Period.ReadMonth(reduction.To)?.Last).OfType<DateOnly>()
        .Select(last => last < story.AsOf ? last : story.AsOf);
}
