using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Dues;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>What a month costs: category and base, the rate, the amount. Nothing of it is kept.</summary>
public sealed class CalculatorModel(HongyanDb db, Actor actor, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Dues");

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    /// <summary>Yuan a month; for farmers, what the branch has set.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Base { get; set; }

    public decimal? Amount { get; private set; }

    public decimal Income { get; private set; }

    public IReadOnlyList<DuesBand> Bands => DuesRates.BandsOf(Category ?? "employee");

    public DuesBand? Band => Amount is null ? null : Bands.FirstOrDefault(band => band.Holds(Income));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (Category is null)
        {
            Category = await db.Members.Where(m => m.Id == actor.MemberId).Select(m => m.Category).FirstOrDefaultAsync(cancellation) ?? "employee";
            return;
        }
        if (!DuesRates.Categories.Contains(Category))
            Category = "employee";
        var typed = PayCheck.Money(Base ?? "");
        if (DuesRates.FixedFor(Category) is { } one)
            Amount = one;
        else if (Category == "farmer")
            Amount = typed is null && string.IsNullOrWhiteSpace(Base) ? DuesRates.FarmerLeast
                : typed is >= DuesRates.FarmerLeast and <= DuesRates.FarmerMost ? typed
                : Wrong(words["invalid.farmer", DuesRates.FarmerLeast, DuesRates.FarmerMost]);
        else if (typed is { } income)
            (Income, Amount) = (income, DuesRates.Monthly(Category, income));
        else
            Wrong(words["invalid.base"]);
    }

    public string Percent(decimal rate) => (rate * 100).ToString("0.#", CultureInfo.CurrentCulture) + "%";

    private decimal? Wrong(string sentence)
    {
        ModelState.AddModelError(nameof(Base), sentence);
        return null;
    }
}
