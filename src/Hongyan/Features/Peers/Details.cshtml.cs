using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>A peer: its card, the next step of its introduction, and its freezing and end.</summary>
public sealed partial class DetailsModel(
    HongyanDb db, OwnCard own, PeerActs acts, CardChanges changes, ResyncActs resyncs, Doubts doubts, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestDigits = 80;
    private const int LongestReason = 2000;
    private readonly Texts words = texts.For("Peers");

    [BindProperty]
    public ComparedInput Compared { get; set; } = new();

    [BindProperty]
    public StoppedInput Stopped { get; set; } = new();

    public KeptPeer One { get; private set; } = null!;

    public IReadOnlyList<PeerOrganization> Organizations { get; private set; } = [];

    public string? OwnFingerprint { get; private set; }

    /// <summary>How far the two directions are; nothing before the peer was confirmed.</summary>
    public KeptLine? Line { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>Whether the reader's own department introduced it: others only look.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>Whether it was frozen once: then people look through what came from it.</summary>
    public bool WasFrozen { get; private set; }

    public bool MayConfirm => acts.SecondRefusal(One) is null;

    public DateOnly Today => ChinaDate.Today(clock);

    public sealed class ComparedInput
    {
        [StringLength(100)]
        public string? With { get; set; }

        [StringLength(LongestDigits)]
        public string? Heard { get; set; }

        public DateOnly? On { get; set; }
    }

    public sealed class StoppedInput
    {
        [StringLength(LongestReason)]
        public string? Reason { get; set; }

        public DateOnly? Since { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Compared.On = Today;
        return Page();
    }

    public Task<IActionResult> OnPostCompareAsync(Guid id, CancellationToken cancellation) =>
        ComparedAsync(id, (with, heard, on) => acts.CompareAsync(One, with, heard, on, cancellation), cancellation);

    /// <param name="seen">The fingerprint that the page showed: another card may have been loaded meanwhile.</param>
    public async Task<IActionResult> OnPostConfirmAsync(Guid id, string? seen, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !IsOwn)
            return NotFound();
        return Answer(acts.SecondRefusal(One) ?? (seen == One.Fingerprint ? await acts.ConfirmAsync(One, cancellation) : "refusal.state"), "confirmed");
    }

    public Task<IActionResult> OnPostFreezeAsync(Guid id, CancellationToken cancellation) =>
        StopAsync(id, () => acts.FreezeAsync(One, Stopped.Reason!.Trim(), Stopped.Since, cancellation), "frozen", cancellation);

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellation) =>
        StopAsync(id, () => acts.EndAsync(One, Stopped.Reason!.Trim(), cancellation), "ended", cancellation);

    /// <summary>What somebody heard on the telephone is held against the card: the first one, or a changed one.</summary>
    private async Task<IActionResult> ComparedAsync(Guid id, Func<string, string, DateOnly, Task<string?>> compare, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !IsOwn)
            return NotFound();
        Require(Compared.With, "Compared.With");
        Require(Compared.Heard, "Compared.Heard");
        Require(Compared.On, "Compared.On");
        if (!ModelState.IsValid)
            return Page();
        return Answer(await compare(Compared.With!.Trim(), Compared.Heard!.Trim(), Compared.On!.Value), "compared", "refusal.fingerprint", "Compared.Heard");
    }

    private async Task<IActionResult> StopAsync(Guid id, Func<Task<string?>> stop, string done, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !IsOwn)
            return NotFound();
        Require(Stopped.Reason, "Stopped.Reason");
        if (!ModelState.IsValid)
            return Page();
        return Answer(await stop(), done, "invalid.future", "Stopped.Since");
    }

    private void Require(object? value, string field)
    {
        if (value is null or "" || (value is string text && string.IsNullOrWhiteSpace(text)))
            ModelState.AddModelError(field, words["invalid.required"]);
    }

    private IActionResult Answer(string? refusal, string done, string? ofField = null, string? field = null)
    {
        if (refusal is null)
        {
            TempData["Message"] = words["done." + done, One.Name];
            return LocalRedirect("/Peers/" + One.Id);
        }
        db.ChangeTracker.Clear();
        if (refusal == ofField || refusal == "refusal.fingerprint")
            ModelState.AddModelError(field ?? "Compared.Heard", words[refusal]);
        else
            Refusal = words[refusal];
        return Page();
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Peers.SingleOrDefaultAsync(one => one.Id == id, cancellation) is not { } found)
            return false;
        One = found;
        Organizations = PeerCard.ReadOrganizations(found.Organizations);
        OwnFingerprint = (await own.ReadAsync(cancellation))?.Fingerprint;
        Line = await db.ExchangeLines.AsNoTracking().FirstOrDefaultAsync(one => one.PeerId == id, cancellation);
        WasFrozen = Line is not null && await doubts.OfAsync(found, cancellation) is not null;
        Changed = CardChanges.CardOf(found);
        Resyncs = await resyncs.OpenAsync(found, cancellation);
        IsOwn = await db.Organizations.AnyAsync(o => o.Id == found.OwnerId && o.Path == actor.OrgPath, cancellation);
        return true;
    }
}
