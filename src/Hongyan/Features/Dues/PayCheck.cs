using System.Globalization;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dues;

/// <summary>A payment that may be taken.</summary>
/// <param name="IsLate">Some of its months lie further back than back payment normally reaches.</param>
public sealed record Taken(Payer Payer, PayLine Line, IReadOnlyList<string> Months, decimal Amount, decimal Due, bool IsLate)
{
    public bool IsInFull => Amount >= Due;
}

/// <summary>Judges what was typed for one stay: whether its months can be paid so, by how much, and what is wrong.</summary>
internal sealed class PayCheck(Side at, DateOnly on, Texts words)
{
    private const int LongestReason = 200;

    /// <summary>What is wrong: the field of the line and a sentence.</summary>
    public List<(string Field, string Sentence)> Errors { get; } = [];

    public Taken? Judge(Payer payer, PayLine line)
    {
        var before = Errors.Count;
        var account = payer.Account;
        List<Period> months = [.. line.Months.Select(Period.ReadMonth).OfType<Period>().DistinctBy(month => month.Name).OrderBy(month => month.First)];
        if (months.Count == 0)
            Wrong(nameof(line.Months), words["invalid.months"]);
        if (!DuesAccount.MayBePaidAt(at, on, payer.Story))
            Wrong("", words["refusal.certificate"]);
        foreach (var month in months)
        {
            var found = account.Month(month);
            if (account.PaymentOf(month.Name) is { } paid)
                Wrong(nameof(line.Months), words["refusal.paid", Of(month), DateText.Of(paid.On), paid.Receipt ?? words["receipt.none"]]);
            else if (found.State == DuesState.Waived)
                Wrong(nameof(line.Months), words["refusal.waived", Of(month)]);
            else if (found.State == DuesState.Unset)
                Wrong(nameof(line.Months), words["refusal.unset", Of(month)]);
            else if (found.State == DuesState.None)
                Wrong(nameof(line.Months), words["refusal.none", Of(month)]);
            else if (found.State == DuesState.Uncounted)
                Wrong(nameof(line.Months), words["refusal.uncounted", Of(month)]);
        }
        var reach = payer.Story.Home.Get(Parameters.DuesBackMonths, on);
        var late = months.Where(month => MonthsBack(month) > reach).ToList();
        if (late.Count > 0 && string.IsNullOrWhiteSpace(line.Reason))
            Wrong(nameof(line.Reason), words["refusal.late", reach, string.Join(words["and"], late.Select(Of))]);
        if (line.Reason?.Length > LongestReason)
            Wrong(nameof(line.Reason), words["invalid.length"]);
        if (Errors.Count > before)
            return null;
        var due = months.Sum(month => account.Month(month).Rest ?? 0);
        var amount = string.IsNullOrWhiteSpace(line.Amount) ? due : Money(line.Amount);
        if (amount is null or 0)
            Wrong(nameof(line.Amount), words["invalid.amount"]);
        else if (amount > due)
            Wrong(nameof(line.Amount), words["refusal.more", due]);
        return Errors.Count > before ? null : new Taken(payer, line, [.. months.Select(month => month.Name)], amount!.Value, due, late.Count > 0);
    }

    /// <summary>Yuan and fen as people type them; nothing when it is no amount.</summary>
    public static decimal? Money(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount <= 1_000_000 && decimal.Round(amount, 2) == amount ? amount : null;

    private int MonthsBack(Period month) => ((on.Year - month.First.Year) * 12) + on.Month - month.First.Month;

    private string Of(Period month) => PeriodText.OfMonth(month.Name, words.For("Duties"));

    private void Wrong(string field, string sentence) => Errors.Add((field, sentence));
}
