using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Six months without dues, counted from the last payment; from the last month paid when that lies ahead of it.</summary>
[Clause("E-2.3b")]
public sealed class SixMonthsDues() : SixMonths("six-months-dues")
{
    protected override DateOnly? CountsUntil(SojournEvent happened) => happened is not DuesPaid paid ? null
        : paid.Months.Select(Period.ReadMonth).Where(month => month?.First > paid.On).Max(month => month?.Last) ?? paid.On;
}
