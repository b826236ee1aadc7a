using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Features.Meetings;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>The notice of an election or a major matter at home. To open it is to have read it; until the day he can say what he thinks.</summary>
public sealed class NoticeModel(HongyanDb db, MyNotices notices, Recording recording, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestOpinion = 1000;

    /// <summary>The id of the record to be.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty, Required, StringLength(LongestOpinion)]
    public string? Opinion { get; set; }

    public Announcement Announced { get; private set; } = null!;

    public string Home { get; private set; } = "";

    public bool IsProbationary { get; private set; }

    public bool HasAnswered { get; private set; }

    /// <summary>Why no opinion can be given any more, in a sentence.</summary>
    public string? Closed { get; private set; }

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(Guid stay, string occasion, CancellationToken cancellation)
    {
        var sojourn = await recording.HoldAsync(actor.MemberId ?? Guid.Empty, stay, cancellation);
        if (sojourn is null || await notices.FindAsync(stay, occasion, cancellation) is not { } found)
            return NotFound();
        await ShowAsync(sojourn, found.Announced, cancellation);
        (Id, Opinion, HasAnswered) = (Guid.CreateVersion7(), found.Opinion, found.OpinionId is not null);
        if (!found.Read && Writers.MemberRefusal("notified", actor, sojourn) is null)
        {
            await recording.AddAsync(sojourn, [new Notified { On = Today, Event = occasion, How = "opened" }], cancellation);
            await recording.SaveAsync(cancellation);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid stay, string occasion, CancellationToken cancellation)
    {
        var sojourn = await recording.HoldAsync(actor.MemberId ?? Guid.Empty, stay, cancellation);
        if (sojourn is null || await notices.FindAsync(stay, occasion, cancellation) is not { } found)
            return NotFound();
        await ShowAsync(sojourn, found.Announced, cancellation);
        HasAnswered = found.OpinionId is not null;
        if (Closed is not null)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }
        if (!ModelState.IsValid || Id == Guid.Empty)
            return Page();
        var text = Opinion!.Trim();
        if (text != found.Opinion && !await db.Records.AnyAsync(r => r.OwnerId == sojourn.MemberId && r.Id == Id, cancellation))
        {
            await recording.WriteAsync(sojourn, [new Entry(Id, new OpinionGiven { On = Today, Event = occasion, Text = text }, found.OpinionId)], cancellation);
            await recording.SaveAsync(cancellation);
        }
        TempData["Message"] = texts.For("Mine")["opinion.given"];
        return LocalRedirect("/Mine");
    }

    private async Task ShowAsync(Sojourn sojourn, Announcement announced, CancellationToken cancellation)
    {
        Announced = announced;
        Home = await db.Organizations.Where(o => o.Path == sojourn.HomePath).Select(o => o.Name).FirstAsync(cancellation);
        IsProbationary = await db.Members.AnyAsync(m => m.Id == sojourn.MemberId && m.Status == "probationary", cancellation);
        var refusal = Writers.MemberRefusal("opinion-given", actor, sojourn);
        Closed = refusal is not null ? texts.For("Records")[refusal] : announced.TakesPlace < Today ? texts.For("Mine")["opinion.closed"] : null;
    }
}
