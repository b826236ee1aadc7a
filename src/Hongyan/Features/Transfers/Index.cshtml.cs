using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>Transfers of registration: the letters that come in, those that went out, and what was begun without a letter.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IReadOnlyList<Transfer> Incoming { get; private set; } = [];

    public IReadOnlyList<Transfer> Outgoing { get; private set; } = [];

    public IReadOnlyList<Begun> Started { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } lo)
            return Forbid();
        var hi = lo + "/";
        Incoming = await Newest(db.Transfers.Where(t => t.ToPath!.CompareTo(lo) >= 0 && t.ToPath.CompareTo(hi) < 0 && t.VoidedOn == null))
            .ToListAsync(cancellation);
        var ours = db.Transfers.Where(t => t.HomePath.CompareTo(lo) >= 0 && t.HomePath.CompareTo(hi) < 0);
        Outgoing = await Newest(ours).ToListAsync(cancellation);
        Started = await (
            from record in db.Records.AsNoTracking()
            where record.Type == "transfer-started" && record.HomePath!.CompareTo(lo) >= 0 && record.HomePath.CompareTo(hi) < 0
                && !db.Records.Any(later => later.MemberId == record.MemberId && later.CorrectsId == record.Id)
            join sojourn in db.Sojourns on new { record.MemberId, Id = record.SojournId } equals new { sojourn.MemberId, sojourn.Id }
            where sojourn.EndedOn == null && !db.Transfers.Any(t => t.MemberId == record.MemberId && t.SojournId == record.SojournId)
            join member in db.Members on record.MemberId equals member.Id
            orderby record.OnDate
            select new Begun(record.MemberId, record.SojournId, member.Name, record.OnDate)).Take(Most).ToListAsync(cancellation);
        var paths = Incoming.Concat(Outgoing).Select(t => t.FromPath).Distinct().ToList();
        Names = await db.Organizations.Where(o => paths.Contains(o.Path)).ToDictionaryAsync(o => o.Path, o => o.Name, cancellation);
        return Page();
    }

    /// <summary>Those that wait for somebody first.</summary>
    private static IQueryable<Transfer> Newest(IQueryable<Transfer> letters) => letters.AsNoTracking()
        .OrderBy(t => t.MovedOn != null || t.RefusedOn != null || t.VoidedOn != null)
        .ThenByDescending(t => t.LetterOn)
        .ThenByDescending(t => t.Number)
        .Take(Most);

    /// <summary>A transfer that was begun and has no letter yet.</summary>
    public sealed record Begun(Guid MemberId, Guid SojournId, string Name, DateOnly On);
}
