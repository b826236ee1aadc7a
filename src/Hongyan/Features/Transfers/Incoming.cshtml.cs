using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>A letter addressed to the reader's organisation: received and its receipt returned in one act, or refused with a reason.</summary>
public sealed class IncomingModel(HongyanDb db, Recording recording, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestReason = 200;
    private readonly Texts words = texts.For("Transfers");

    /// <summary>The id of the record to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    /// <summary>The branch that takes the member.</summary>
    [BindProperty]
    public string? Branch { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Transfer Letter { get; private set; } = null!;

    public Member Person { get; private set; } = null!;

    public string From { get; private set; } = "";

    public string? FromPhone { get; private set; }

    public IReadOnlyList<SelectListItem> Branches { get; private set; } = [];

    /// <summary>Why it could not be received, when the case does not allow it.</summary>
    public string? Refusal { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public string State => LetterState.Of(Letter, Today);

    public bool IsOpen => State == "under-way";

    public async Task<IActionResult> OnGetAsync(Guid member, Guid letter, CancellationToken cancellation)
    {
        if (!await FindAsync(member, letter, cancellation))
            return NotFound();
        if (Refused() is { } no)
            return no;
        (Id, On) = (Guid.CreateVersion7(), Today);
        Branch = Branches is [var only] ? only.Value : null;
        audit.Note("transfer-letter-read", letter.ToString(), member: member);
        await db.SaveChangesAsync(cancellation);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid member, Guid letter, CancellationToken cancellation) => ActAsync(member, letter, () =>
    {
        if (Branches.All(branch => branch.Value != Branch))
            ModelState.AddModelError(nameof(Branch), texts["invalid.required"]);
        if (On > Letter.ValidUntil)
            ModelState.AddModelError(nameof(On), words["invalid.lapsed", Letter.ValidUntil]);
        return
        [
            new Entry(Id, new TransferReceived { On = On ?? Today, Letter = letter }),
            Entry.New(new ReceiptReturned { On = Today, Letter = letter }),
            Entry.New(new Transferred { On = Today, Branch = Branch }),
        ];
    }, "received.done", cancellation);

    public Task<IActionResult> OnPostRefuseAsync(Guid member, Guid letter, CancellationToken cancellation) => ActAsync(member, letter, () =>
    {
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), words["invalid.reason"]);
        else if (TypedText.TooLong(Reason, LongestReason) is { } tooLong)
            ModelState.AddModelError(nameof(Reason), tooLong);
        return [new Entry(Id, new TransferRefused { On = On ?? Today, Letter = letter, Reason = Reason?.Trim() ?? "" })];
    }, "refused.done", cancellation);

    private async Task<IActionResult> ActAsync(Guid member, Guid letter, Func<Entry[]> decide, string done, CancellationToken cancellation)
    {
        await Receiving.OpenAsync(db, member, cancellation);
        if (await db.Transfers.AsNoTracking().FirstOrDefaultAsync(t => t.MemberId == member && t.Id == letter, cancellation) is not { } asked)
            return NotFound();
        var sojourn = await recording.HoldAsync(member, asked.SojournId, cancellation);
        if (!await FindAsync(member, letter, cancellation) || sojourn is null)
            return NotFound();
        if (Refused() is { } no)
            return no;
        if (await db.Records.AnyAsync(r => r.OwnerId == member && r.Id == Id, cancellation))
            return Done(done);
        if (!IsOpen || Id == Guid.Empty)
            return Wrong(words["closed." + State]);
        if (On is not { } on || on > Today || on < Letter.LetterOn)
            ModelState.AddModelError(nameof(On), words["invalid.on", Letter.LetterOn]);
        var entries = decide();
        if (!ModelState.IsValid)
            return Page();
        if ((await recording.WriteAsync(sojourn, entries, cancellation)).Refusal is { } refusal)
        {
            db.ChangeTracker.Clear();
            return Wrong(refusal.In(texts));
        }
        await recording.SaveAsync(cancellation);
        return Done(done);
    }

    private async Task<bool> FindAsync(Guid member, Guid letter, CancellationToken cancellation)
    {
        await Receiving.OpenAsync(db, member, cancellation);
        if (await db.Transfers.AsNoTracking().FirstOrDefaultAsync(t => t.MemberId == member && t.Id == letter, cancellation) is not { ToPath: { } to } found
            || !Writers.Within(to, actor.OrgPath)
            || await db.Members.FirstOrDefaultAsync(m => m.Id == member, cancellation) is not { } person)
            return false;
        (Letter, Person) = (found, person);
        var from = await db.Organizations.AsNoTracking().FirstAsync(o => o.Path == found.FromPath, cancellation);
        (From, FromPhone) = (from.Name, from.Phone);
        var hi = to + "/";
        Branches = await db.Organizations.Where(o => o.Path.CompareTo(to) >= 0 && o.Path.CompareTo(hi) < 0 && o.Kind == "branch")
            .OrderBy(o => o.Path).Select(o => new SelectListItem(o.Name, o.Path)).ToListAsync(cancellation);
        return true;
    }

    /// <summary>A letter is received by the committee, not by a branch.</summary>
    private ForbidResult? Refused() => Receiving.May(actor, Letter) ? null : Forbid();

    private PageResult Wrong(string refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private LocalRedirectResult Done(string done)
    {
        TempData["Message"] = words[done, Letter.Name];
        return LocalRedirect("/Transfers");
    }
}
