using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Cases;

/// <summary>A second person confirms or declines that a record is taken back or corrected; who asked for it can withdraw it here.</summary>
public sealed class SecondModel(HongyanDb db, CaseRecording recording, Actor actor, Texts texts) : HeldCaseModel(db, recording, texts)
{
    private const int LongestReason = 200;

    /// <summary>The row that asks.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Asked { get; set; }

    [BindProperty, StringLength(LongestReason)]
    public string? Reason { get; set; }

    public CaseHappening Happening { get; private set; } = null!;

    /// <summary>The record that it is about.</summary>
    public Record Row => Happening.Earlier!;

    public bool IsOwn => Happening.Row.AccountId == actor.AccountId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        !await ReadAsync(cancellation) || !Happening.IsWaiting ? NotFound() : this.PageUnless(Refusal);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation)
    {
        if (!await HoldAsync(cancellation))
            return NotFound();
        var message = Happening.Row.Type == Undoing.StrikeAsked ? "struck.done" : "corrected.done";
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (!Happening.IsWaiting)
            return Done(message, Row.Type); // a second tap, or somebody else was first
        Refusal = (await Recording.ConfirmAsync(Held, Happening.Row, cancellation)).Refusal;
        return await SavedAsync(message, cancellation);
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken cancellation)
    {
        if (!await HoldAsync(cancellation))
            return NotFound();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (!Happening.IsWaiting)
            return Done("declined.done", Row.Type);
        if (!ModelState.IsValid)
            return Page();
        Refusal = Recording.Decline(Held, Happening.Row, string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim()).Refusal;
        return await SavedAsync("declined.done", cancellation);
    }

    protected override bool Find()
    {
        var found = Recording.TimelineOf(Held).FirstOrDefault(happening => happening.Row.Id == Asked && happening.Row.AsksId is not null);
        if (found?.Earlier is null)
            return false;
        Happening = found;
        Refusal = IsOwn ? null : CaseRows.AnswerRefusal(found.Row, actor, Held.Parties);
        return true;
    }

    private async Task<IActionResult> SavedAsync(string message, CancellationToken cancellation)
    {
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        await Recording.SaveAsync(cancellation);
        return Done(message, Row.Type);
    }
}
