using Hongyan.Data;
using Hongyan.Features.Dues;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Dues;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>The member's own dues: what he owes by the month, what he has paid, his receipts.</summary>
public sealed class DuesModel(HongyanDb db, DutyKeeping keeping, Actor actor, TimeProvider clock) : PageModel
{
    private const int MonthsAhead = 2;

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IReadOnlyList<Payer> Stays { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var stays = await db.Sojourns.AsNoTracking().Where(s => s.MemberId == actor.MemberId && s.State != "cancelled")
            .OrderByDescending(s => s.DepartedOn).ToListAsync(cancellation);
        Stays = await new DuesReading(db, keeping).OfAsync(stays, Today, cancellation);
    }

    /// <summary>What is to be paid now or soon, the oldest first.</summary>
    public IReadOnlyList<DuesMonth> Owed(Payer stay) =>
        [.. stay.Account
            .Months(stay.Sojourn.DepartedOn, Today.AddMonths(MonthsAhead))
            .Where(month => month.State is DuesState.Open or DuesState.Part or DuesState.Unset)];
}
