using Hongyan.Rules.Calendar;

namespace Hongyan.Records;

/// <summary>The months of a period in which a stay had begun: 2026-Q1 → 2026-02,2026-03.</summary>
public static class Months
{
    public static string? Of(string? period, DateOnly departedOn) => Period.Read(period) is { Interval: Interval.Quarter } quarter
        ? string.Join(',', Period.Between(Interval.Month, quarter.First, quarter.Last).Where(month => month.Last >= departedOn).Select(month => month.Name))
        : period;
}
