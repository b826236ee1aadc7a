using Hongyan.Data;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Meetings;

/// <summary>The meetings of the reader's branches: those to come, then those that were, with how many came.</summary>
public sealed class IndexModel(HongyanDb db, OwnBranches branches, Actor actor, TimeProvider clock) : PageModel
{
    private const int RowsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    /// <summary>The day of a meeting of <see cref="Org"/> that is looked for; where there is none, <see cref="Otherwise"/> is the way on.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Otherwise { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IReadOnlyList<OwnBranch> Choices { get; private set; } = [];

    public OwnBranch? Branch { get; private set; }

    public IReadOnlyList<MeetingRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Choices = await branches.AllAsync(cancellation);
        if (Org is not null && (Branch = await branches.FindAsync(Org, cancellation)) is null)
            return NotFound();
        if (On is { } day && Branch is not null)
            return LocalRedirect(await OnDayAsync(Branch.Path, day, cancellation));
        P = Math.Max(P, 1);
        var (lo, hi) = (Org ?? actor.OrgPath ?? "", (Org ?? actor.OrgPath) + "/");
        var mine = db.Meetings.AsNoTracking().Where(m => m.OrgPath.CompareTo(lo) >= 0 && m.OrgPath.CompareTo(hi) < 0);
        Pages = (await mine.CountAsync(cancellation) + RowsOnPage - 1) / RowsOnPage;
        var shown = await mine.OrderByDescending(m => m.OnDate).ThenByDescending(m => m.Id).Skip((P - 1) * RowsOnPage).Take(RowsOnPage)
            .Select(m => new { Meeting = m, Branch = db.Organizations.Where(o => o.Path == m.OrgPath).Select(o => o.Name).First() })
            .ToListAsync(cancellation);
        var ids = shown.ConvertAll(one => one.Meeting.Id);
        var lines = await db.Attendances.Where(a => ids.Contains(a.MeetingId)).GroupBy(a => a.MeetingId)
            .Select(of => new { Meeting = of.Key, Called = of.Count(), Read = of.Count(a => a.ReadAt != null), Came = of.Count(a => a.State == "attended") })
            .ToDictionaryAsync(of => of.Meeting, cancellation);
        Rows = shown.ConvertAll(one =>
        {
            var (m, of) = (one.Meeting, lines.GetValueOrDefault(one.Meeting.Id));
            return new MeetingRow(m.Id, m.Kind, m.Title, m.OnDate, m.AnnouncedAt, m.CancelledOn, one.Branch, of?.Called ?? 0, of?.Read ?? 0, of?.Came ?? 0);
        });
        return Page();
    }

    /// <summary>The meeting that day; what was announced without one is told in the member's own form.</summary>
    private async Task<string> OnDayAsync(string branch, DateOnly day, CancellationToken cancellation)
    {
        var meeting = await db.Meetings.Where(m => m.OrgPath == branch && m.OnDate == day && m.CancelledOn == null)
            .OrderBy(m => m.AnnouncedAt == null).ThenBy(m => m.Id).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(cancellation);
        return meeting is { } found ? $"/Meetings/{found}" : Url.Way(Otherwise, "/Meetings");
    }

    public sealed record MeetingRow(
        Guid Id, string Kind, string Title, DateOnly OnDate, DateTimeOffset? AnnouncedAt, DateOnly? CancelledOn, string Branch, int Called, int Read, int Came);
}
