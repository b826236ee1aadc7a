using System.Globalization;
using Hongyan.Documents;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Lists;

/// <summary>The dues of a year, month by month: what was paid, wherever it was paid.</summary>
internal sealed class DuesRegister() : ListPaper("dues-register")
{
    private static readonly string[] Types = ["dues-paid", "dues-set"];

    public override bool HasPeriod => true;

    public override Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var period = asked.Period;
        var months = Enumerable.Range(0, ((period.Last.Year - period.First.Year) * 12) + period.Last.Month - period.First.Month + 1)
            .Select(count => Period.OfMonth(period.First.AddMonths(count)).Name).ToList();
        var stays = new SojournPaperReading(context.Db).ReadAsync(context.Between(period.First, period.Last, asked.Organization), Types, cancellation);
        return Task.FromResult(Sheet(words, asked, stays,
        [
            new(words["column.name"], 9, stay => stay.Member.Name),
            new(words["column.branch"], 20, stay => words.Home(stay.Home)),
            new(words["column.monthly"], 8, stay => stay.Last<DuesSet>()?.Monthly, ColumnKind.Money),
            .. months.Select(month => new Said<SojournOnPaper>(words["column.month", int.Parse(month[5..], CultureInfo.InvariantCulture)], 7,
                stay => Paid(words, stay, month), ColumnKind.Money)),
            new(words["column.total"], 9, stay => Total(stay, months), ColumnKind.Money),
            new(words["column.place"], 9,
                stay => string.Join('、', Payments(stay, months).Select(paid => words[paid.At == Side.Home ? "side.home" : "side.host"]).Distinct())),
            new(words["column.receipt"], 22, stay => Receipts.InRanges(Payments(stay, months).Select(paid => paid.Receipt).OfType<string>())),
            new(words["column.signed"], 9, _ => null),
        ]));
    }

    /// <summary>What was paid for the month; a tick when it was paid and nobody wrote how much.</summary>
    private static object? Paid(Words words, SojournOnPaper stay, string month)
    {
        if (!stay.All<DuesPaid>().Any(paid => paid.Months.Contains(month))) return null;
        return Amounts(stay, month).ToList() is { Count: > 0 } amounts ? amounts.Sum() : words["tick"];
    }

    private static object? Total(SojournOnPaper stay, List<string> months) =>
        months.SelectMany(month => Amounts(stay, month)).ToList() is { Count: > 0 } amounts ? amounts.Sum() : null;

    /// <summary>A payment for several months is spread over them.</summary>
    private static IEnumerable<decimal> Amounts(SojournOnPaper stay, string month) =>
        from paid in stay.All<DuesPaid>()
        where paid.Amount is not null && paid.Months.Contains(month)
        select decimal.Round(paid.Amount!.Value / paid.Months.Count, 2);

    private static IEnumerable<DuesPaid> Payments(SojournOnPaper stay, IEnumerable<string> months) =>
        stay.All<DuesPaid>().Where(paid => paid.Months.Intersect(months).Any());
}
