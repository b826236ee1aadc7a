using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dues;

/// <summary>One stay in the register of a year.</summary>
/// <param name="PaidAtHost">The months of the year that were paid at the host.</param>
/// <param name="Paid">What was taken in during the year, by the day of payment.</param>
public sealed record DuesLine(
    Payer Payer, IReadOnlyList<Side> Sides, string Category, decimal? Base, decimal? Monthly, IReadOnlyList<DuesMonth> Months,
    IReadOnlySet<string> PaidAtHost, decimal Paid, IReadOnlyList<DuesMonth> Arrears)
{
    public decimal Owed => Arrears.Sum(month => month.Rest ?? 0);

    public static DuesLine Of(Payer payer, int year, DateOnly today, Actor actor)
    {
        var account = payer.Account;
        List<DuesMonth> months = [.. account.Months(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31))];
        var now = year == today.Year ? Period.OfMonth(today).Name : months[^1].Name;
        var set = account.SetFor(now) ?? account.SetFor(months[^1].Name);
        return new DuesLine(
            payer,
            payer.Sojourn.HostPath is null ? [Side.Home] : Writers.SidesOf(actor, payer.Sojourn.HomePath, payer.Sojourn.HostPath),
            set?.Category ?? payer.Member.Category, set?.Base, set?.Monthly ?? DuesRates.FixedFor(payer.Member.Category), months,
            months.Where(month => account.PaymentOf(month.Name) is { At: Side.Host }).Select(month => month.Name).ToHashSet(),
            payer.Payments.Where(one => one.Paid.On.Year == year).Sum(one => one.Paid.Amount ?? 0),
            account.Arrears(today));
    }
}
