using Hongyan.Data;
using Hongyan.Rules.Calendar;

namespace Hongyan.Features.Papers;

/// <summary>What a list is asked for.</summary>
/// <param name="On">The day as of which it is told.</param>
/// <param name="Interval">How long a register goes back: the month, quarter or year of that day.</param>
/// <param name="WithNumbers">ID numbers in full, where the reader is home.</param>
internal sealed record Asked(Organization Organization, DateOnly On, Interval Interval, bool WithNumbers)
{
    public Period Period => Period.Of(Interval, On);
}
