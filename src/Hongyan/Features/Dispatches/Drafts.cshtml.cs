using Hongyan.Data;
using Hongyan.Features.Correspondence;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>Drafted letters to be read and put right, printed together, and entered as sent together.</summary>
[FormLimits(Values = 2000, Bytes = MostBytes), RequestSizeLimit(MostBytes)]
public sealed class DraftsModel(HongyanDb db, DispatchReading reading, Sending sending, SinceDrafted since, Actor actor, Texts texts) : PageModel
{
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Texts words = texts.For("Dispatches");

    /// <summary>The letters, packed; without them all drafts of the organisation.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Ids { get; set; }

    /// <summary>By letter what it says now.</summary>
    [BindProperty]
    public Dictionary<string, string?> Text { get; set; } = [];

    /// <summary>Letters whose text somebody says is right although more was recorded since.</summary>
    [BindProperty]
    public IReadOnlyList<Guid> Read { get; set; } = [];

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Sent { get; set; }

    [BindProperty]
    public string? Tracking { get; set; }

    internal IReadOnlyList<LetterOnPaper> Letters { get; private set; } = [];

    /// <summary>By letter what was recorded since its text was written.</summary>
    public IReadOnlyDictionary<Guid, string> Since { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>What stands in the field of a letter: what was typed, also nothing, or what the draft says.</summary>
    internal string? TextOf(Dispatch letter) => Text.TryGetValue(letter.Id.ToString(), out var typed) ? typed : letter.Content;

    public string Packed => PackedIds.Write(Letters.Select(one => one.Letter.Id));

    public static IEnumerable<string> Ways => DispatchKind.Ways;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        await ReadAsync(cancellation);
        (On, Sent) = (sending.Today, DispatchKind.Ways[0]);
    }

    /// <summary>Keeps what was typed, then enters the letters as sent.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (!await KeepAsync(cancellation))
            return Page();
        if (SendingForm.Read(On, Sent, Tracking, sending.Today, ModelState, words) is not { } departure)
            return Page();
        var (sent, refused) = await sending.SendAsync([.. Letters.Select(one => one.Letter.Id)], departure, cancellation);
        foreach (var (letter, why) in sent == 0 ? refused : [])
            ModelState.AddModelError("", words["sent.refused", letter.Numbered, why]);
        if (!ModelState.IsValid)
        {
            Since = await since.OfAsync(Letters.Select(one => one.Letter), cancellation); // recorded while the page stood open
            return Page();
        }
        TempData["Message"] = refused.Count == 0 ? words["sent.done", sent]
            : words["sent.some", sent, refused.Count, words["sent.refused", refused[0].Letter.Numbered, refused[0].Why]];
        return LocalRedirect(refused.Count == 0 ? "/Dispatches" : "/Dispatches/Drafts?ids=" + PackedIds.Write(refused.Select(one => one.Letter.Id)));
    }

    /// <summary>Keeps what was typed, to be printed or to go on later.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (!await KeepAsync(cancellation))
            return Page();
        return LocalRedirect("/Dispatches/Print?ids=" + Packed);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var asked = PackedIds.Read(Ids);
        var org = actor.OrgPath;
        var ids = await db.Dispatches.Where(letter => letter.OrgPath == org && letter.State == DispatchState.Drafted)
            .Where(letter => Ids == null || asked.Contains(letter.Id)).OrderBy(letter => letter.Year).ThenBy(letter => letter.Number)
            .Take(Drafting.Most).Select(letter => letter.Id).ToListAsync(cancellation);
        Letters = await reading.OnPaperAsync(ids, cancellation);
        Since = await since.OfAsync(Letters.Select(one => one.Letter), cancellation);
    }

    private async Task<bool> KeepAsync(CancellationToken cancellation)
    {
        foreach (var id in Letters.Select(one => one.Letter.Id).Where(id => Text.ContainsKey(id.ToString())))
        {
            var text = Text[id.ToString()];
            if (string.IsNullOrWhiteSpace(text))
                ModelState.AddModelError($"Text[{id}]", words["invalid.text"]);
            else if (TypedText.TooLong(text, Letter.Longest) is { } tooLong)
                ModelState.AddModelError($"Text[{id}]", tooLong);
        }
        if (!ModelState.IsValid)
            return false;
        foreach (var letter in await sending.HoldAsync([.. Letters.Select(one => one.Letter.Id)], cancellation))
        {
            if (Text.GetValueOrDefault(letter.Id.ToString()) is { } text)
                await sending.SaveTextAsync(letter, text.Trim().ReplaceLineEndings("\n"), letter.Sheets, Read.Contains(letter.Id), cancellation);
        }
        Letters = await reading.OnPaperAsync([.. Letters.Select(one => one.Letter.Id)], cancellation);
        return true;
    }
}
