using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dues;

/// <summary>Judges what a branch sets: the table says the amount, the branch may round it or set more, less only the committee grants.</summary>
internal sealed class SetCheck(Period from, DateOnly today, string? reason, Texts words)
{
    private const int RoundedTo = 10; // branches round to a tenth of a yuan

    public List<(string Field, string Sentence)> Errors { get; } = [];

    public DuesSet? Judge(Payer payer, SetLine line)
    {
        Errors.Clear();
        if (line.Category is not { } category || !DuesRates.Categories.Contains(category))
        {
            Errors.Add((nameof(line.Category), words["invalid.category"]));
            return null;
        }
        var income = PayCheck.Money(line.Base ?? "");
        if (DuesRates.BandsOf(category).Count > 0 && income is null)
            Errors.Add((nameof(line.Base), words["invalid.base"]));
        var typed = PayCheck.Money(line.Monthly ?? "");
        if (typed is null && !string.IsNullOrWhiteSpace(line.Monthly))
            Errors.Add((nameof(line.Monthly), words["invalid.amount"]));
        if (Errors.Count > 0)
            return null;
        var reckoned = DuesRates.Monthly(category, income ?? 0);
        var monthly = typed ?? Math.Min(reckoned, DuesRates.UsualMost);
        if (category == "farmer" && monthly is < DuesRates.FarmerLeast or > DuesRates.FarmerMost)
            Errors.Add((nameof(line.Monthly), words["invalid.farmer", DuesRates.FarmerLeast, DuesRates.FarmerMost]));
        else if (monthly < Math.Min(Rounded(reckoned), DuesRates.UsualMost))
            Errors.Add((nameof(line.Monthly), words["refusal.less", reckoned]));
        else if (monthly > DuesRates.UsualMost && reason is null)
            Errors.Add((nameof(line.Monthly), words["refusal.most", DuesRates.UsualMost]));
        if (IsSetForTheYear(payer) && reason is null)
            Errors.Add(("", words["refusal.year"]));
        return Errors.Count > 0 ? null : new DuesSet { On = today, From = from.Name, Category = category, Base = income, Monthly = monthly, Note = reason };
    }

    /// <summary>Whether an amount holds for the year already, where amounts are set once a year.</summary>
    private bool IsSetForTheYear(Payer payer) =>
        payer.Story.Home.Get(Parameters.DuesAmountHolds, from.First) == "year"
        && payer.Account.SetFor(from.Name) is { } set && set.From[..4] == from.Name[..4];

    private static decimal Rounded(decimal amount) => decimal.Floor(amount * RoundedTo) / RoundedTo;
}
