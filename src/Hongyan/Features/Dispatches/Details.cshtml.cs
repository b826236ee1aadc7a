using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Correspondence;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Dispatches;

/// <summary>One letter: what it says, where it is, and what its organisation enters of it.</summary>
[RequestSizeLimit(ToldInput.MostBytes), FormLimits(Bytes = ToldInput.MostBytes)]
public sealed class DetailsModel(
    DispatchReading reading, DispatchPaper paper, Sending sending, Drafting drafting, SinceDrafted since, CaseFiles files, Texts texts) : PageModel
{
    private const int LongestRemark = 200;
    private readonly Texts words = texts.For("Dispatches");

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public int? Sheets { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Sent { get; set; }

    [BindProperty]
    public string? Tracking { get; set; }

    [BindProperty]
    public string? State { get; set; }

    [BindProperty]
    public string? Remark { get; set; }

    [BindProperty]
    public IFormFile? Scan { get; set; }

    /// <summary>Scans of the letter and of its answer.</summary>
    public IReadOnlyList<KeptCaseFile> Scans { get; private set; } = [];

    internal LetterOnPaper One { get; private set; } = null!;

    public Document Document { get; private set; } = null!;

    /// <summary>What was recorded since its text was written, when it is a draft.</summary>
    public string? Since { get; private set; }

    public bool IsOwn => reading.IsOwn(One.Letter);

    public string Packed => PackedIds.Write([One.Letter.Id]);

    /// <summary>What can become of it by an entry here; it leaves by the form, and is answered by its slip.</summary>
    public IEnumerable<string> Next => DispatchState.After(One.Letter.State).Where(state => state is not (DispatchState.Sent or DispatchState.Answered));

    public bool MayBeAnswered => DispatchState.MayFollow(One.Letter.State, DispatchState.Answered);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await FindAsync(id, cancellation) ? Fresh() : NotFound();
    }

    public async Task<IActionResult> OnPostTextAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is not { } letter)
            return NotFound();
        if (string.IsNullOrWhiteSpace(Text))
            ModelState.AddModelError(nameof(Text), words["invalid.text"]);
        else if (TypedText.TooLong(Text, Letter.Longest) is { } tooLong)
            ModelState.AddModelError(nameof(Text), tooLong);
        if (Sheets is not (>= 1 and <= 999))
            ModelState.AddModelError(nameof(Sheets), words["invalid.sheets"]);
        if (!ModelState.IsValid)
            return Page();
        if (!await sending.SaveTextAsync(letter, Text!.Trim().ReplaceLineEndings("\n"), Sheets!.Value, isRead: true, cancellation))
            return await RefusedAsync(id, words["refusal.left"], cancellation);
        return Done("text.done");
    }

    /// <summary>Drafts the letter anew from what is recorded now; its number and slip stay.</summary>
    public async Task<IActionResult> OnPostAnewAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is not { } letter)
            return NotFound();
        if (!await drafting.AnewAsync(letter, cancellation))
            return await RefusedAsync(id, words["refusal.left"], cancellation);
        return Done("anew.done");
    }

    public async Task<IActionResult> OnPostSendAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is null)
            return NotFound();
        if (SendingForm.Read(On, Sent, Tracking, sending.Today, ModelState, words) is not { } departure)
            return Page();
        if ((await sending.SendAsync([id], departure, cancellation)).Refused is [var refused])
            return await RefusedAsync(id, refused.Why, cancellation);
        return Done("sent.one");
    }

    public async Task<IActionResult> OnPostMarkAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is not { } letter)
            return NotFound();
        var isWithdrawn = State == DispatchState.Withdrawn;
        if (On is null || On > sending.Today || On < letter.DraftedOn)
            ModelState.AddModelError(nameof(On), words[On > sending.Today ? "invalid.future" : "invalid.day"]);
        if (isWithdrawn && string.IsNullOrWhiteSpace(Remark))
            ModelState.AddModelError(nameof(Remark), words["invalid.reason"]);
        else if (TypedText.TooLong(Remark, LongestRemark) is { } tooLong)
            ModelState.AddModelError(nameof(Remark), tooLong);
        if (!ModelState.IsValid)
            return Page();
        if (State is null || !await sending.MarkAsync(letter, State, On!.Value, string.IsNullOrWhiteSpace(Remark) ? null : Remark.Trim(), cancellation))
        {
            ModelState.AddModelError(nameof(State), words["invalid.state"]);
            return Page();
        }
        return Done("mark.done");
    }

    /// <summary>Keeps a scan of the letter or of its answer.</summary>
    public async Task<IActionResult> OnPostScanAsync(Guid id, CancellationToken cancellation)
    {
        if (await HoldAsync(id, cancellation) is not { } letter)
            return NotFound();
        if (await sending.KeepScanAsync(letter, Scan, cancellation) is { } error)
        {
            ModelState.AddModelError(nameof(Scan), error);
            return Page();
        }
        return Done("scan.done");
    }

    /// <summary>The letter as it is now, which a colleague may have changed, and why nothing was done.</summary>
    private async Task<PageResult> RefusedAsync(Guid id, string why, CancellationToken cancellation)
    {
        await FindAsync(id, cancellation);
        ModelState.AddModelError("", why);
        return Page();
    }

    private PageResult Fresh()
    {
        (Text, Sheets, On, Sent) = (One.Letter.Content, One.Letter.Sheets, sending.Today, One.Letter.Way ?? DispatchKind.Ways[0]);
        return Page();
    }

    private LocalRedirectResult Done(string key)
    {
        TempData["Message"] = words[key, One.Letter.Numbered];
        return LocalRedirect("/Dispatches/" + One.Letter.Id);
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await reading.FindAsync(id, cancellation) is not { } found)
            return false;
        (One, Document) = (found, paper.Of([found]));
        Scans = await files.OfLetterAsync(found.Letter.PersonId, id, cancellation);
        Since = (await since.OfAsync([found.Letter], cancellation)).GetValueOrDefault(id);
        return true;
    }

    /// <summary>The letter of the reader's own organisation, held.</summary>
    private async Task<Dispatch?> HoldAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) && IsOwn && await sending.HoldAsync([id], cancellation) is [var letter] ? letter : null;
}
