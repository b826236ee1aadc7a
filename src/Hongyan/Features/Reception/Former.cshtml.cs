using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>A guest who moved on, as his former host knew him: its own time and nothing of the present.</summary>
public sealed class FormerModel(HongyanDb db, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public FormerHost One { get; private set; } = null!;

    public string Host { get; private set; } = "";

    public IReadOnlyList<Record> Records { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Organizations { get; private set; } = new Dictionary<string, string>();

    /// <summary>The reader's organisation takes note; those above look on.</summary>
    public bool IsToBeRead => One.ReadAt is null && One.HostPath == actor.OrgPath;

    public async Task<IActionResult> OnGetAsync(Guid member, Guid stay, CancellationToken cancellation)
    {
        if (!await FindAsync(member, stay, cancellation))
            return NotFound();
        audit.Note("guest-former-read", stay.ToString(), member: member);
        await db.SaveChangesAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid member, Guid stay, CancellationToken cancellation)
    {
        if (!await FindAsync(member, stay, cancellation))
            return NotFound();
        if (IsToBeRead)
        {
            One.ReadAt = clock.GetUtcNow();
            await db.SaveChangesAsync(cancellation);
        }
        TempData["Message"] = texts.For("Reception")["former.done", One.Name!];
        return LocalRedirect("/Reception");
    }

    private async Task<bool> FindAsync(Guid member, Guid stay, CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top || (await db.FormerHosts.Where(one => one.MemberId == member && one.SojournId == stay && one.HomePath == null
                && one.Name != null).OrderBy(one => one.HostPath).ToListAsync(cancellation)).Find(one => Writers.Within(one.HostPath, top)) is not { } found)
            return false;
        One = found;
        Host = await db.Organizations.Where(o => o.Path == found.HostPath).Select(o => o.Name).FirstAsync(cancellation);
        Records = await db.Records.AsNoTracking().Where(r => r.OwnerId == member && r.CaseId == stay
            && !db.Records.Any(later => later.OwnerId == member && later.CorrectsId == r.Id))
            .OrderByDescending(r => r.OnDate).ThenByDescending(r => r.RecordedAt).Take(Waiting.Most).ToListAsync(cancellation);
        Organizations = await Placements.NamesAsync(db, Records.Select(record => record.Data), cancellation);
        return true;
    }
}
