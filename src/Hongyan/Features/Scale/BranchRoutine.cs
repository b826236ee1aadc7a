using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Scale;

/// <summary>How a branch does its duties, and what it does for all its members on one day.</summary>
internal sealed class BranchRoutine
{
    private readonly SeededRandom random;
    private readonly DateOnly today;
    private readonly List<SojournEvent> together = [];

    public BranchRoutine(Order order, int branch)
    {
        random = new SeededRandom(order.Seed, (int)Purpose.Branch, branch);
        today = order.Today;
        Care = random.Share() switch { < 0.15 => 0.55, < 0.35 => 0.8, _ => 0.95 };
        Contact = $"联系人{branch % 1000:000}";
        var first = order.Today.AddDays((-366 * order.Years) - 60);
        foreach (var quarter in Period.Between(Interval.Quarter, first, today))
        {
            if (random.Chance(Care))
                Add(new LedgerConfirmed { On = quarter.First.AddDays(random.Between(20, 88)) });
        }
        foreach (var year in Period.Between(Interval.Year, first, today))
        {
            if (random.Chance(Care))
                Add(new SweepConfirmed { On = year.First.AddDays(random.Between(20, 88)) });
            if (random.Chance(Care))
                Add(new ReportSubmitted { On = year.Last.AddDays(-random.Between(0, 25)) });
            if (random.Chance(0.1))
                Add(new Election { On = year.First.AddDays(150), TakesPlace = year.First.AddDays(172), Name = "支部委员会换届选举" });
        }
    }

    /// <summary>The share of what is owed that is done in time.</summary>
    public double Care { get; }

    public string Contact { get; }

    /// <summary>What a branch did once for everybody, as far as a stay lay in it.</summary>
    public IEnumerable<SojournEvent> During(DateOnly from, DateOnly to) => together.Where(one => one.On >= from && one.On <= to);

    private void Add(SojournEvent done)
    {
        if (done.On <= today)
            together.Add(done);
    }
}
