using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>A second person confirms or declines that a record is taken back or corrected; who asked for it can withdraw it here.</summary>
public sealed class SecondModel(HongyanDb db, CaseRecording recording, Actor actor, Texts texts) : PageModel
{
    private const int LongestReason = 200;

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid Owner { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The row that asks.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Asked { get; set; }

    [BindProperty, StringLength(LongestReason)]
    public string? Reason { get; set; }

    public HeldCase Held { get; private set; } = null!;

    public CaseHappening Happening { get; private set; } = null!;

    /// <summary>The record that it is about.</summary>
    public Record Row => Happening.Earlier!;

    public Refusal? Refusal { get; private set; }

    public bool IsOwn => Happening.Row.AccountId == actor.AccountId;

    public string Address => $"/Cases/{KindName}/{Owner}/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var one = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.OwnerId == Owner && c.Id == Id, cancellation);
        return !await FindAsync(one, cancellation) || !Happening.IsWaiting ? NotFound() : this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(await recording.HoldAsync(Owner, Id, cancellation), cancellation))
            return NotFound();
        var message = Happening.Row.Type == Undoing.StrikeAsked ? "struck.done" : "corrected.done";
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (!Happening.IsWaiting)
            return Done(message); // a second tap, or somebody else was first
        Refusal = (await recording.ConfirmAsync(Held, Happening.Row, cancellation)).Refusal;
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        await recording.SaveAsync(cancellation);
        return Done(message);
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(await recording.HoldAsync(Owner, Id, cancellation), cancellation))
            return NotFound();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (!Happening.IsWaiting)
            return Done("declined.done");
        if (!ModelState.IsValid)
            return Page();
        Refusal = recording.Decline(Held, Happening.Row, string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim()).Refusal;
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        await recording.SaveAsync(cancellation);
        return Done("declined.done");
    }

    private async Task<bool> FindAsync(KeptCase? one, CancellationToken cancellation)
    {
        if (one is null || one.Kind != KindName)
            return false;
        Held = await recording.ReadAsync(one, cancellation);
        var found = recording.TimelineOf(Held).FirstOrDefault(happening => happening.Row.Id == Asked && happening.Row.AsksId is not null);
        if (found?.Earlier is null)
            return false;
        Happening = found;
        Refusal = IsOwn ? null : CaseRows.AnswerRefusal(found.Row, actor, Held.Parties);
        return true;
    }

    private LocalRedirectResult Done(string message)
    {
        TempData["Message"] = texts.For("Cases")[message, texts.For("Records")["record." + Row.Type]];
        return LocalRedirect(Address);
    }
}
