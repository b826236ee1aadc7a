using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Correspondence;

/// <summary>What home, host and member say to each other about a stay.</summary>
public sealed class MessagesModel(HongyanDb db, Recording recording, Meanwhile meanwhile, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int Longest = 1000;
    private readonly Texts words = texts.For("Correspondence");

    /// <summary>The id of the record to be: however often the form is sent, there is one message.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public Side? From { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public SojournFile Stay { get; private set; } = null!;

    public IReadOnlyList<Said> Thread { get; private set; } = [];

    /// <summary>Why nothing can be written; nothing when it can.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid member, Guid sojourn, CancellationToken cancellation)
    {
        if (await SojournFile.FindAsync(db, actor, member, sojourn, cancellation) is not { } stay)
            return NotFound();
        await ShowAsync(stay, cancellation);
        Id = Guid.CreateVersion7();
        await SeeAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid member, Guid sojourn, CancellationToken cancellation)
    {
        if (await SojournFile.OfAsync(db, actor, await recording.HoldAsync(member, sojourn, cancellation), cancellation) is not { } stay)
            return NotFound();
        if (await db.Records.AnyAsync(r => r.OwnerId == member && r.Id == Id, cancellation))
        {
            if (!meanwhile.IsAsked(sojourn)) return Sent();
            Id = Guid.CreateVersion7(); // sent before with other words: told below
        }
        await ShowAsync(stay, cancellation);
        if (Refusal is not null || Id == Guid.Empty)
            return Forbid();
        if (await meanwhile.SameHappenedAsync(stay.Sojourn, "message", cancellation))
            return Page();
        if (string.IsNullOrWhiteSpace(Text))
            ModelState.AddModelError(nameof(Text), texts["invalid.required"]);
        else if (TypedText.TooLong(Text, Longest) is { } tooLong)
            ModelState.AddModelError(nameof(Text), tooLong);
        if (!ModelState.IsValid)
            return Page();
        var message = new Message
        {
            On = ChinaDate.Today(clock),
            From = From == Side.Host ? Writer.Host : Writer.Home,
            Text = Text!.Trim().ReplaceLineEndings("\n"),
        };
        await recording.WriteAsync(stay.Sojourn, [new Entry(Id, message)], cancellation);
        await recording.SaveAsync(cancellation);
        return Sent();
    }

    private async Task ShowAsync(SojournFile stay, CancellationToken cancellation)
    {
        Stay = stay;
        if (From is not { } side || !stay.Sides.Contains(side))
            From = stay.Usual;
        Refusal = Writers.Refusal("message", From.Value, actor, stay.Sojourn) is { } refusal ? texts.For("Records")[refusal] : null;
        var rows = await db.Records.AsNoTracking()
            .Where(r => r.OwnerId == stay.Sojourn.MemberId && r.CaseId == stay.Sojourn.Id && r.Type == "message")
            .OrderBy(r => r.RecordedAt).ThenBy(r => r.Id)
            .Select(r => new { r.Data, r.RecordedAt, Person = db.Accounts.Where(a => a.Id == r.AccountId).Select(a => a.DisplayName).FirstOrDefault() })
            .ToListAsync(cancellation);
        Thread = [.. rows.Select(row => new Said((Message)EventJson.Read(row.Data), row.Person))];
    }

    /// <summary>Opening the thread is reading it; whoever looks down from above both sides reads for neither.</summary>
    private async Task SeeAsync(CancellationToken cancellation)
    {
        if (actor.Role == Roles.Department)
            return;
        var now = clock.GetUtcNow();
        var here = db.Exchanges.Where(e => e.MemberId == Stay.Sojourn.MemberId && e.SojournId == Stay.Sojourn.Id && e.Kind == "message");
        if (Stay.Sides.Contains(Side.Home))
            await here.Where(e => e.HomeSeenAt == null).ExecuteUpdateAsync(set => set.SetProperty(e => e.HomeSeenAt, now), cancellation);
        if (Stay.Sides.Contains(Side.Host) && Stay.Sojourn.HostPath is not null)
            await here.Where(e => e.HostSeenAt == null).ExecuteUpdateAsync(set => set.SetProperty(e => e.HostSeenAt, now), cancellation);
    }

    private RedirectToPageResult Sent()
    {
        TempData["Message"] = words["message.sent"];
        return RedirectToPage();
    }

    /// <summary>One message, and who of that side wrote it.</summary>
    public sealed record Said(Message Message, string? Person);
}
