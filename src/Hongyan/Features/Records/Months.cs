using System.Globalization;
using Hongyan.Rules.Calendar;

namespace Hongyan.Features.Records;

/// <summary>The months of a period in which a stay had begun: 2026-Q1 → 2026-02,2026-03.</summary>
public static class Months
{
    public static string? Of(string? period, DateOnly departedOn)
    {
        if (period is null || period.Length < 7 || !int.TryParse(period.AsSpan(0, 4), CultureInfo.InvariantCulture, out var year))
            return period;
        if (period[5] != 'Q')
            return period;
        var first = new DateOnly(year, ((period[6] - '1') * 3) + 1, 1);
        return string.Join(',', Enumerable.Range(0, 3).Select(first.AddMonths)
            .Where(month => month.AddMonths(1) > departedOn).Select(month => new Period(Interval.Month, month).Name));
    }
}
