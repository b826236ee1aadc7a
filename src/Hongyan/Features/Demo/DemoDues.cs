using Hongyan.Data;
using Hongyan.Features.Dues;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>The dues of the county: amounts set at departure, a few hardships, sums and receipts for what was paid.</summary>
internal sealed class DemoDues(DateOnly today)
{
    private static readonly decimal[] Wages = [2600, 3000, 3800, 4600, 5200, 6800, 8400];
    private readonly Dictionary<(string Org, int Year), int> last = [];

    /// <summary>What the branch sets when the member leaves, and what it asks of its committee.</summary>
    public IEnumerable<SojournEvent> Before(int number, PlannedSojourn stay, string category, DepartureReported departure)
    {
        if (departure.On > today)
            yield break;
        var wage = DuesRates.BandsOf(category).Count > 0 ? Draw.For("wage", number).OneOf(Wages) : (decimal?)null;
        yield return new DuesSet
        {
            On = departure.On,
            From = Month(departure.Departs < departure.On ? departure.Departs : departure.On),
            Category = category,
            Base = wage,
            Monthly = DuesRates.Monthly(category, wage ?? 0),
        };
        if (stay is { State: "away", Departed: 41 })
            yield return Asked(today.AddDays(-3), months: 6, monthly: 0, "家中老人住院，本人停工照料。");
        if (stay is { State: "placed", Departed: 220 })
        {
            yield return Asked(today.AddDays(-70), months: 6, monthly: 0, "工伤休养，没有收入。");
            yield return new DuesReductionDecided { On = today.AddDays(-62), Approved = true };
            yield return new Care { On = today.AddDays(-60), By = Side.Home, Kind = "relief", Amount = 500, Note = "临时救助，已送到家属手中。" };
        }
        if (stay is { State: "placed", Departed: 290 })
        {
            yield return Asked(today.AddDays(-40), months: 3, monthly: 0.1m, "子女就学，负担较重。");
            yield return new DuesReductionDecided { On = today.AddDays(-33), Approved = false, Reason = "收入稳定，可通过其他方式帮扶。" };
        }
    }

    /// <summary>The payments of all stays with their sums and the numbers of their receipts, in the order of their days.</summary>
    public void Number(IReadOnlyList<(SojournCase Known, string Home, string? Host, List<SojournEvent> Events)> stays)
    {
        var payments = stays.SelectMany(stay => stay.Events.OfType<DuesPaid>(), (stay, paid) => (stay, paid)).OrderBy(one => one.paid.On).ToList();
        foreach (var (stay, paid) in payments)
        {
            var story = (stay.Known with { Events = [.. stay.Events.Where(happened => happened is not DuesPaid)] }).AsOf(today);
            var at = DuesAccount.MayBePaidAt(paid.At, paid.On, story) ? paid.At : Side.Home;
            var account = new DuesAccount(story);
            var months = paid.Months.Where(month => account.DueFor(month) is > 0).ToList();
            stay.Events.Remove(paid);
            if (months.Count == 0)
                continue;
            var key = (at == Side.Host ? stay.Host ?? stay.Home : stay.Home, paid.On.Year);
            last[key] = last.GetValueOrDefault(key) + 1;
            stay.Events.Add(paid with
            {
                At = at,
                Months = months,
                Amount = months.Sum(month => account.DueFor(month)!.Value),
                Receipt = NumberSeries.DuesReceipt.NumberOf(paid.On.Year, last[key]),
            });
        }
    }

    /// <summary>The counters go on where the county leaves off.</summary>
    public async Task SaveAsync(HongyanDb db, CancellationToken cancellation)
    {
        foreach (var ((org, year), number) in last)
            await NumberSeries.DuesReceipt.ContinueAsync(db, org, year, number, cancellation);
    }

    private static DuesReductionAsked Asked(DateOnly on, int months, decimal monthly, string reason) =>
        new() { On = on, From = Month(on), To = Month(on.AddMonths(months - 1)), Monthly = monthly, Reason = reason };

    private static string Month(DateOnly day) => Period.OfMonth(day).Name;
}
