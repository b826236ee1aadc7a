using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>Reductions of dues for hardship: those that wait for the committee first, then those decided. Home's own matter; a host sees none.</summary>
public sealed class ReductionsModel(HongyanDb db, DutyKeeping keeping, Actor actor, TimeProvider clock) : PageModel
{
    private const int Most = 200;

    public IReadOnlyList<Asking> Requests { get; private set; } = [];

    public bool CanDecide => actor.Can(Access.Clerk);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        var asked = await db.Records.AsNoTracking()
            .Where(r => r.Type == "dues-reduction-asked" && r.HomePath!.CompareTo(top) >= 0 && r.HomePath.CompareTo(top + "/") < 0)
            .OrderByDescending(r => r.RecordedAt).Select(r => r.SojournId).Take(Most).ToListAsync(cancellation);
        var stays = await db.Sojourns.AsNoTracking().Where(s => asked.Contains(s.Id)).ToListAsync(cancellation);
        var payers = await new DuesReading(db, keeping).OfAsync(stays, ChinaDate.Today(clock), cancellation);
        Requests = [.. payers.SelectMany(Of).OrderBy(request => !request.IsWaiting).ThenByDescending(request => request.Asked.On)];
        return Page();
    }

    private static IEnumerable<Asking> Of(Payer payer)
    {
        foreach (var one in payer.Records.Where(record => record.Happened is DuesReductionAsked))
        {
            var decision = payer.Records.Where(record => record.Happened is DuesReductionDecided && record.RecordedAt > one.RecordedAt)
                .MinBy(record => record.RecordedAt)?.Happened as DuesReductionDecided;
            yield return new Asking(payer, (DuesReductionAsked)one.Happened, decision);
        }
    }

    public sealed record Asking(Payer Payer, DuesReductionAsked Asked, DuesReductionDecided? Decision)
    {
        public bool IsWaiting => Decision is null;
    }
}
