using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Cases;

/// <summary>Takes back a record of a case that was made in error, with a reason; where another side has acted on it, a second person confirms.</summary>
public sealed class StrikeModel(HongyanDb db, CaseRecording recording, Texts texts) : HeldCaseModel(db, recording, texts)
{
    private const int LongestReason = 200;

    [BindProperty(SupportsGet = true)]
    public Guid Record { get; set; }

    [BindProperty, Required, StringLength(LongestReason)]
    public string? Reason { get; set; }

    public Record Row { get; private set; } = null!;

    public bool NeedsSecond => CaseRows.IsActedOn(Row, Held.Rows);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return !await ReadAsync(cancellation) || CaseRows.LaterThan(Row, Held.Rows) is not null ? NotFound() : this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await HoldAsync(cancellation))
            return NotFound();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (CaseRows.LaterThan(Row, Held.Rows) is not null)
            return Done("struck.done", Row.Type); // a second tap
        if (!ModelState.IsValid)
            return Page();
        var answer = await Recording.UndoAsync(Held, Row, instead: null, Reason!.Trim(), cancellation);
        Refusal = answer.Refusal;
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        await Recording.SaveAsync(cancellation);
        return Done(answer.IsAsked ? "undo.asked.done" : "struck.done", Row.Type);
    }

    protected override bool Find()
    {
        if (Held.Row(Record) is not { } row || Undoing.IsAboutRecord(row.Type))
            return false;
        Row = row;
        Refusal = Recording.UndoRefusal(Held, row, strikes: true);
        return true;
    }
}
