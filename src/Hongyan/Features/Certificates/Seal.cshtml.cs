using Hongyan.Features.Batch;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Certificates;

/// <summary>
/// The committee seals: first a page to check names and numbers, then whoever is ticked; one that cannot be sealed stays ticked. Numbers are drawn
/// while the ranges of the committee are held, for all at once; what was sealed is noted as a batch, which shows it and takes it back.
/// </summary>
public sealed class SealModel(Sealing sealing, Batches batches, TimeProvider clock, Texts texts) : PageModel
{
    public const int Most = 200;
    private readonly Texts words = texts.For("Certificates");

    /// <summary>member.sojourn for each stay.</summary>
    [BindProperty(SupportsGet = true, Name = "stay")]
    public List<string> Stays { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The act, from which and the stay the id of each record follows.</summary>
    [BindProperty]
    public Guid Act { get; set; }

    /// <summary>The day of the seal.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    public IReadOnlyList<SealLine> Lines { get; private set; } = [];

    /// <summary>Those that are not sealed yet.</summary>
    public IEnumerable<SealLine> Open => Lines.Where(line => !line.IsSealed);

    public IReadOnlyList<SealLine> Sealed => [.. Lines.Where(line => line.IsSealed)];

    /// <summary>Whether one can be sealed, or was refused for a day that can be changed.</summary>
    public bool CanSeal => Open.Any(line => line.Refusal is null or { Field: "on" });

    public string Way => Url.Way(Back, "/Certificates");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!Read(out var stays))
            return NotFound();
        if (Act == Guid.Empty)
            Act = Guid.CreateVersion7();
        stays = [.. stays.Select(stay => stay with { Record = Entry.IdOf(Act, stay.Sojourn) })];
        if (On is null || On > ChinaDate.Today(clock))
            On = ChinaDate.Today(clock);
        Lines = await sealing.LinesAsync(stays, On.Value, cancellation);
        return Lines.Count == stays.Count ? Page() : NotFound();
    }

    /// <summary>Looks again at whoever is ticked, for another day; nothing is sealed.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellation)
    {
        if (Request.Form["stay"].OfType<string>().ToList() is { Count: > 0 } ticked)
            Stays = ticked;
        if (On is null || On > ChinaDate.Today(clock))
            ModelState.AddModelError(nameof(On), words[On is null ? "invalid.required" : "invalid.day"]);
        return await OnGetAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var ticked = Request.Form["stay"].OfType<string>().ToList();
        if (ticked.Count == 0)
        {
            ModelState.AddModelError("", texts.For("Batch")["nobody"]);
            return await OnGetAsync(cancellation);
        }
        Stays = ticked; // who is not ticked stands in the address still
        if (!Read(out var stays))
            return NotFound();
        if (On is null || On > ChinaDate.Today(clock) || On < new DateOnly(1990, 1, 1))
        {
            Lines = await sealing.LinesAsync(stays, ChinaDate.Today(clock), cancellation);
            if (Lines.Count != stays.Count)
                return NotFound();
            if (ModelState.IsValid)
                ModelState.AddModelError(nameof(On), words[On is null ? "invalid.required" : "invalid.day"]);
            return Page();
        }
        Lines = await sealing.SealAsync(stays, On.Value, cancellation);
        if (Lines.Count != stays.Count)
            return NotFound();
        await batches.NoteAsync(Act, CertificateSealed.Type.Name, Side.Home, period: null,
            [.. Sealed.Where(line => line.Stay.Record == Entry.IdOf(Act, line.Stay.Sojourn)).Select(line => line.Stay.Sojourn)], cancellation);
        if (!Open.Any())
            return Done();
        foreach (var reason in Open.Where(line => line.Refusal is { Field: "on" }).Select(line => words["left", line.Name, Reason(line)]))
            ModelState.AddModelError(nameof(On), reason);
        if (Sealed.Count == 0)
            Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <summary>A reason in words: of this folder, or one that every form of a record knows.</summary>
    public string Reason(SealLine line) => Words(line.Refusal!, line.Committee);

    private string Words(Refusal refusal, string committee) => words.Has(refusal.Text)
        ? words[refusal.Text, committee]
        : refusal.In(texts);

    private bool Read(out IReadOnlyList<SojournReference> stays)
    {
        stays = SojournReference.ReadAll(Stays) ?? [];
        return stays.Count is > 0 and <= Most;
    }

    private LocalRedirectResult Done()
    {
        TempData["Message"] = Lines.Count == 1 && Lines[0].Number is not null
            ? words["sealed.one", Lines[0].Name, Lines[0].Number]
            : words["sealed.several", Lines.Count];
        return LocalRedirect(Way);
    }
}
