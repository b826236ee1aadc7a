using Hongyan.Data;
using Hongyan.Features.Meetings;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>The notice of a meeting to which the member was called. To open it is to have read it.</summary>
public sealed class MeetingModel(HongyanDb db, CheckingIn checkingIn, Actor actor, TimeProvider clock) : PageModel
{
    public BranchMeeting Meeting { get; private set; } = null!;

    public string Branch { get; private set; } = "";

    public bool IsToday => Meeting.OnDate == ChinaDate.Today(clock) && Meeting.CancelledOn is null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.AnnouncedAt != null
            && db.Attendances.Any(a => a.MeetingId == id && a.MemberId == actor.MemberId), cancellation) is not { } meeting)
            return NotFound();
        Meeting = meeting;
        Branch = await db.Organizations.Where(o => o.Path == meeting.OrgPath).Select(o => o.Name).FirstAsync(cancellation);
        await checkingIn.ReadAsync(meeting, cancellation);
        return Page();
    }
}
