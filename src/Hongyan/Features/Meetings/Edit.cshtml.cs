using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Meetings;

/// <summary>Changes a meeting until it is held. The day moves only while nobody was told of it: then it is called off and planned anew.</summary>
public sealed class EditModel(HongyanDb db, Inviting inviting, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Meetings");

    [BindProperty, Required, StringLength(60)]
    public string? Heading { get; set; }

    [BindProperty]
    public DateOnly? OnDate { get; set; }

    [BindProperty]
    public string? StartsAt { get; set; }

    [BindProperty, StringLength(100)]
    public string? Place { get; set; }

    [BindProperty]
    public bool Online { get; set; }

    [BindProperty, StringLength(1000)]
    public string? Agenda { get; set; }

    /// <summary>What the meeting was when the form was opened.</summary>
    [BindProperty]
    public string? Known { get; set; }

    public BranchMeeting Meeting { get; private set; } = null!;

    /// <summary>Somebody else changed it in the meantime: what it is now.</summary>
    public bool Changed { get; private set; }

    public string? Refusal { get; private set; }

    public bool CanMove => Meeting.AnnouncedAt is null;

    public string Present => Inviting.Told(Meeting);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await PrepareAsync(id, cancellation))
            return NotFound();
        (Heading, OnDate, Place, Online, Agenda) = (Meeting.Title, Meeting.OnDate, Meeting.Place, Meeting.Online, Meeting.Agenda);
        StartsAt = Meeting.StartsAt?.ToString("HH:mm", CultureInfo.InvariantCulture);
        Known = Present;
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await PrepareAsync(id, cancellation))
            return NotFound();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        Check();
        if (Wanted() == Present)
            return Done(); // nothing changed, or a second tap
        if (Known != Present)
        {
            Changed = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.Remove(nameof(Known));
            Known = Present;
            return Page();
        }
        if (!ModelState.IsValid)
            return Page();
        var before = Present;
        (Meeting.Title, Meeting.Place, Meeting.StartsAt) = (Heading!.Trim(), Ticked.Tidy(Place), Ticked.Time(StartsAt));
        (Meeting.Online, Meeting.Agenda) = (Online, Ticked.Tidy(Agenda));
        if (CanMove)
            Meeting.OnDate = OnDate!.Value;
        await inviting.ChangeAsync(Meeting, before, cancellation);
        await db.SaveChangesAsync(cancellation);
        return Done();
    }

    private string Wanted() =>
        Inviting.Told(Heading?.Trim() ?? "", CanMove ? OnDate ?? default : Meeting.OnDate, Ticked.Time(StartsAt), Ticked.Tidy(Place), Online,
            Ticked.Tidy(Agenda));

    private void Check()
    {
        var today = ChinaDate.Today(clock);
        if (CanMove && (OnDate is not { } day || day < today || day > today.AddDays(NewModel.DaysAhead)))
            ModelState.AddModelError(nameof(OnDate), words["invalid.coming"]);
        if (StartsAt?.Trim() is { Length: > 0 } && Ticked.Time(StartsAt) is null)
            ModelState.AddModelError(nameof(StartsAt), words["invalid.time"]);
    }

    private async Task<bool> PrepareAsync(Guid id, CancellationToken cancellation)
    {
        if (await inviting.HoldAsync(id, cancellation) is not { } meeting || !Writers.Within(meeting.OrgPath, actor.OrgPath))
            return false;
        Meeting = meeting;
        Refusal = meeting.CancelledOn is not null ? words["refusal.cancelled"]
            : meeting.OnDate < ChinaDate.Today(clock) || await db.Attendances.AnyAsync(a => a.MeetingId == id && a.State == "attended", cancellation)
            ? words["refusal.held"]
            : null;
        return true;
    }

    private LocalRedirectResult Done()
    {
        TempData["Message"] = words["changed", Meeting.Title];
        return LocalRedirect($"/Meetings/{Meeting.Id}");
    }
}
