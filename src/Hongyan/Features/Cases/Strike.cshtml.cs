using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>Takes back a record of a case that was made in error, with a reason; where another side has acted on it, a second person confirms.</summary>
public sealed class StrikeModel(HongyanDb db, CaseRecording recording, Texts texts) : PageModel
{
    private const int LongestReason = 200;

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid Owner { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Record { get; set; }

    [BindProperty, Required, StringLength(LongestReason)]
    public string? Reason { get; set; }

    public HeldCase Held { get; private set; } = null!;

    public Record Row { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public string Address => $"/Cases/{KindName}/{Owner}/{Id}";

    public bool NeedsSecond => CaseRows.IsActedOn(Row, Held.Rows);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        var one = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.OwnerId == Owner && c.Id == Id, cancellation);
        return !await FindAsync(one, cancellation) || CaseRows.LaterThan(Row, Held.Rows) is not null ? NotFound() : this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(await recording.HoldAsync(Owner, Id, cancellation), cancellation))
            return NotFound();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (CaseRows.LaterThan(Row, Held.Rows) is not null)
            return Done("struck"); // a second tap
        if (!ModelState.IsValid)
            return Page();
        var answer = await recording.UndoAsync(Held, Row, instead: null, Reason!.Trim(), cancellation);
        Refusal = answer.Refusal;
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        await recording.SaveAsync(cancellation);
        return Done(answer.IsAsked ? "undo.asked" : "struck");
    }

    private async Task<bool> FindAsync(KeptCase? one, CancellationToken cancellation)
    {
        if (one is null || one.Kind != KindName)
            return false;
        Held = await recording.ReadAsync(one, cancellation);
        if (Held.Row(Record) is not { } row || Undoing.IsAboutRecord(row.Type))
            return false;
        Row = row;
        Refusal = recording.UndoRefusal(Held, row, strikes: true);
        return true;
    }

    private LocalRedirectResult Done(string message)
    {
        var words = texts.For("Cases");
        TempData["Message"] = words[message + ".done", texts.For("Records")["record." + Row.Type]];
        return LocalRedirect(Address);
    }
}
