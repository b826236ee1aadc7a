using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>The home branch asks its committee to lower or waive a member's dues for hardship.</summary>
public sealed class ReductionModel(HongyanDb db, Recording recording, DutyKeeping keeping, Actor actor, TimeProvider clock, Texts texts) : PageModel
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

    public string Way => Back is not null && Url.IsLocalUrl(Back) ? Back : "/Dues/Reductions";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(held: false, cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        var today = ChinaDate.Today(clock);
        Input.From = today.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        Input.To = today.AddMonths(5).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(held: true, cancellation))
            return NotFound();
        if (Payer.Records.Any(record => record.Id == Id))
            return LocalRedirect(Way); // a second tap
        if (Refusal is not null)
            return Shown();
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
        var stays = held
            ? await DuesReading.HoldAsync(db, recording, [Sojourn], cancellation)
            : await db.Sojourns.AsNoTracking().Where(s => s.Id == Sojourn).ToListAsync(cancellation);
        if (await reading.OfAsync(stays, ChinaDate.Today(clock), cancellation) is not [var payer])
            return false;
        Payer = payer;
        Refusal = Writers.Refusal("dues-reduction-asked", Side.Home, actor, payer.Sojourn) is { } refusal ? texts.For("Records")[refusal]
            : payer.Waiting is not null && !payer.Records.Any(record => record.Id == Id) ? words["refusal.waiting"]
            : null;
        return true;
    }

    private PageResult Shown()
    {
        if (Refusal is not null)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
