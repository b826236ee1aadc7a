using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>The home branch asks its committee to lower or waive a member's dues for hardship.</summary>
public sealed class ReductionModel(HongyanDb db, Recording recording, Meanwhile meanwhile, DutyKeeping keeping, Actor actor, TimeProvider clock, Texts texts)
    : PageModel
{
    private readonly DuesReading reading = new(db, keeping);
    private readonly Texts words = texts.For("Dues");

    [BindProperty(SupportsGet = true)]
    public Guid Sojourn { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public ReductionInput Input { get; set; } = new();

    public Payer Payer { get; private set; } = null!;

    public string? Refusal { get; private set; }

    public string Way => Url.Way(Back, "/Dues/Reductions");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(held: false, cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        var today = ChinaDate.Today(clock);
        Input.From = Period.OfMonth(today).Name;
        Input.To = Period.OfMonth(today.AddMonths(5)).Name;
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(held: true, cancellation))
            return NotFound();
        if (Payer.Records.Any(record => record.Id == Id))
            return LocalRedirect(Way); // a second tap
        if (await meanwhile.HappenedAsync(Payer.Sojourn, step: null, cancellation))
            return Page();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        foreach (var (field, error) in Input.Problems(Payer, mustSayWhy: true))
            ModelState.AddModelError($"Input.{field}", words[error]);
        if (!ModelState.IsValid)
            return Page();
        if (!await recording.WriteAsync(Payer.Sojourn, [new Entry(Id, Input.Asked(ChinaDate.Today(clock)))], cancellation))
            return StatusCode(StatusCodes.Status409Conflict);
        await recording.SaveAsync(cancellation);
        TempData["Message"] = words["reduction.asked", Payer.Member.Name];
        return LocalRedirect(Way);
    }

    private async Task<bool> PrepareAsync(bool held, CancellationToken cancellation)
    {
        var stays = await recording.FindAllAsync([Sojourn], held, cancellation);
        if (await reading.OfAsync(stays, ChinaDate.Today(clock), cancellation) is not [var payer])
            return false;
        Payer = payer;
        Refusal = Writers.Refusal("dues-reduction-asked", Side.Home, actor, payer.Sojourn) is { } refusal ? texts.For("Records")[refusal]
            : payer.Waiting is not null && !payer.Records.Any(record => record.Id == Id) ? words["refusal.waiting"]
            : null;
        return true;
    }
}
