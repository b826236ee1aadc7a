using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Meetings;

/// <summary>The code on the wall, on the day of the meeting.</summary>
public sealed class CodeModel(HongyanDb db, Installation installation, Actor actor, TimeProvider clock) : PageModel
{
    public BranchMeeting Meeting { get; private set; } = null!;

    public bool IsToday => Meeting.OnDate == ChinaDate.Today(clock) && Meeting.CancelledOn is null;

    /// <summary>What a camera reads: the check-in page with the code filled in, where members reach this installation.</summary>
    public string Address =>
        $"{installation.Options.PublicAddress?.ToString().TrimEnd('/') ?? $"{Request.Scheme}://{Request.Host}"}/CheckIn/{Meeting.Code}";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } meeting
            || !Writers.Within(meeting.OrgPath, actor.OrgPath))
            return NotFound();
        Meeting = meeting;
        return Page();
    }
}
