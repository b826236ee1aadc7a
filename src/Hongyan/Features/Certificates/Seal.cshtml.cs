using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>The committee seals: first a page to check names and numbers, then all of them in one act.</summary>
public sealed class SealModel(HongyanDb db, Sealing sealing, Recording recording, TimeProvider clock, Texts texts) : PageModel
{
    public const int Most = 200;
    private readonly Texts words = texts.For("Certificates");

    /// <summary>member.sojourn for each stay.</summary>
    [BindProperty(SupportsGet = true, Name = "stay")]
    public List<string> Stays { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The day of the seal.</summary>
    [BindProperty]
    public DateOnly? On { get; set; }

    public IReadOnlyList<SealLine> Lines { get; private set; } = [];

    public bool CanSeal => Lines.Count > 0 && Lines.All(line => line.Refusal is null);

    public string Way => Url.Way(Back, "/Certificates");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!Read(out var stays))
            return NotFound();
        On = ChinaDate.Today(clock);
        Lines = await sealing.LinesAsync(stays, hold: false, cancellation);
        return Lines.Count == stays.Count ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Read(out var stays))
            return NotFound();
        Lines = await sealing.LinesAsync(stays, hold: true, cancellation);
        if (Lines.Count != stays.Count)
            return NotFound();
        if (await AreWrittenAsync(stays, cancellation))
            return Done();
        if (On is null || On > ChinaDate.Today(clock) || On < new DateOnly(1990, 1, 1))
        {
            db.ChangeTracker.Clear();
            if (ModelState.IsValid)
                ModelState.AddModelError(nameof(On), words[On is null ? "invalid.required" : "invalid.day"]);
            return Page();
        }
        if ((await sealing.SealAsync(Lines, On.Value, cancellation)).Refusal is { } refusal)
        {
            db.ChangeTracker.Clear();
            if (CanSeal)
                ModelState.AddModelError(nameof(On), Words(refusal, ""));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        await recording.SaveAsync(cancellation);
        return Done();
    }

    /// <summary>A reason in words: of this folder, or one that every form of a record knows.</summary>
    public string Reason(SealLine line) => Words(line.Refusal!, line.Committee);

    private string Words(Refusal refusal, string committee) => words.Has(refusal.Text)
        ? words[refusal.Text, committee]
        : refusal.In(texts);

    private bool Read(out IReadOnlyList<NamedStay> stays)
    {
        stays = NamedStay.ReadAll(Stays) ?? [];
        return stays.Count is > 0 and <= Most;
    }

    private async Task<bool> AreWrittenAsync(IReadOnlyList<NamedStay> stays, CancellationToken cancellation)
    {
        List<Guid> records = [.. stays.Select(stay => stay.Record)];
        return await db.Records.CountAsync(r => records.Contains(r.Id), cancellation) == stays.Count;
    }

    private LocalRedirectResult Done()
    {
        TempData["Message"] = Lines.Count == 1 && Lines[0].Refusal is null
            ? words["sealed.one", Lines[0].Name, Lines[0].Number]
            : words["sealed.several", Lines.Count];
        db.ChangeTracker.Clear();
        return LocalRedirect(Way);
    }
}
