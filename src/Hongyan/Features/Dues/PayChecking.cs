using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Dues;

/// <summary>Between the form and the receipt: what was typed is kept, and shown again to be checked.</summary>
public sealed partial class PayModel
{
    /// <summary>Leads to the page on which the sums are checked, or back into the form.</summary>
    private async Task<IActionResult> KeepAsync(CancellationToken cancellation)
    {
        var id = typedForms.Keep(Address, new TypedPayment(On, Side, Void, Lines, Edit,
            Meanwhile.PostedIn(Request.Form).DistinctBy(one => one.Sojourn).ToDictionary(one => one.Sojourn, one => one.Record)));
        await db.SaveChangesAsync(cancellation);
        var query = new QueryBuilder { { "who", Who.Distinct().Select(stay => stay.ToString()) }, { "check", id.ToString() }, { "back", Way } };
        if (Corrects is { } corrected)
            query.Add("corrects", corrected.ToString());
        return LocalRedirect(Address + query);
    }

    private async Task<IActionResult> CheckAsync(Guid id, CancellationToken cancellation)
    {
        if (await typedForms.FindAsync<TypedPayment>(Address, id, cancellation) is not { } typed)
            return NotFound();
        (On, Side, Void, Lines, Edit) = (typed.On, typed.Side, typed.Void, typed.Lines, typed.Edit);
        meanwhile.Remember(typed.Known);
        if (!await PrepareAsync(held: false, cancellation) || Lines.Exists(line => Payers.All(payer => payer.Sojourn.Id != line.Sojourn)))
            return NotFound();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        Judge();
        return Page();
    }

    /// <summary>A payment as it was typed.</summary>
    /// <param name="Edit">It is to be changed, not checked.</param>
    /// <param name="Known">By stay, the newest record that its writer knew of.</param>
    private sealed record TypedPayment(DateOnly? On, Side? Side, bool Void, List<PayLine> Lines, bool Edit, Dictionary<Guid, Guid> Known);
}
