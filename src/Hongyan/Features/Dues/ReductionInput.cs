using Hongyan.Records;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dues;

/// <summary>The months and the amount of a reduction, as typed.</summary>
public sealed class ReductionInput
{
    private const int MostMonths = 12;

    public string? From { get; set; }

    public string? To { get; set; }

    /// <summary>What is paid a month instead; 0 waives it.</summary>
    public string? Monthly { get; set; }

    public string? Reason { get; set; }

    /// <summary>What is wrong: the field and a key of the texts.</summary>
    public IEnumerable<(string Field, string Error)> Problems(Payer payer, bool mustSayWhy)
    {
        var (from, to) = (Period.ReadMonth(From?.Trim() ?? ""), Period.ReadMonth(To?.Trim() ?? ""));
        if (from is null)
            yield return (nameof(From), "invalid.month");
        if (to is null)
            yield return (nameof(To), "invalid.month");
        if (from is { } first && to is { } last && (last.First < first.First || last.First >= first.First.AddMonths(MostMonths)))
            yield return (nameof(To), "invalid.months.range");
        if (PayCheck.Money(Monthly ?? "") is not { } monthly)
            yield return (nameof(Monthly), "invalid.amount");
        else if (from is { } month && payer.Account.SetFor(month.Name) is { } set && monthly >= set.Monthly)
            yield return (nameof(Monthly), "invalid.no-reduction");
        if (mustSayWhy && string.IsNullOrWhiteSpace(Reason))
            yield return (nameof(Reason), "invalid.reason");
        if (Reason?.Length > RecordForm.LongestText)
            yield return (nameof(Reason), "invalid.length");
    }

    public DuesReductionAsked Asked(DateOnly on) =>
        new() { On = on, From = From!.Trim(), To = To!.Trim(), Monthly = PayCheck.Money(Monthly!)!.Value, Reason = Reason!.Trim() };

    public DuesReductionDecided Approved(DateOnly on) =>
        new() { On = on, Approved = true, From = From!.Trim(), To = To!.Trim(), Monthly = PayCheck.Money(Monthly!)!.Value, Reason = Said(Reason) };

    public static string? Said(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
}
