using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>The committee approves a reduction, as asked or otherwise, or declines it.</summary>
public sealed class DecisionModel(HongyanDb db, Recording recording, Meanwhile meanwhile, DutyKeeping keeping, Actor actor, TimeProvider clock, Texts texts)
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

    [BindProperty]
    public bool? Approved { get; set; }

    public Payer Payer { get; private set; } = null!;

    public DuesReductionAsked? Asked { get; private set; }

    public string? Refusal { get; private set; }

    public string Way => Url.Way(Back, "/Dues/Reductions");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(held: false, cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        if (Asked is { } asked)
            Input = new ReductionInput { From = asked.From, To = asked.To, Monthly = asked.Monthly.ToString(CultureInfo.InvariantCulture) };
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(held: true, cancellation))
            return NotFound();
        if (Payer.Records.Any(record => record.Id == Id))
            return LocalRedirect(Way); // a second tap
        if (await meanwhile.HappenedAsync(Payer.Sojourn, "dues-reduction-decided", cancellation))
            return Page();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        var problems = Approved == true ? Input.Problems(Payer, mustSayWhy: false)
            : Approved is null ? [(nameof(Approved), "invalid.decision")]
            : string.IsNullOrWhiteSpace(Input.Reason) ? [(nameof(Input.Reason), "invalid.reason")]
            : Input.Reason.Length > RecordForm.LongestText ? [(nameof(Input.Reason), "invalid.length")] : [];
        foreach (var (field, error) in problems)
            ModelState.AddModelError(field == nameof(Approved) ? field : $"Input.{field}", words[error]);
        if (!ModelState.IsValid)
            return Page();
        var today = ChinaDate.Today(clock);
        var decided = Approved == true ? Input.Approved(today)
            : new DuesReductionDecided { On = today, Approved = false, Reason = ReductionInput.Said(Input.Reason) };
        if (!await recording.WriteAsync(Payer.Sojourn, [new Entry(Id, decided)], cancellation))
            return StatusCode(StatusCodes.Status409Conflict);
        await recording.SaveAsync(cancellation);
        TempData["Message"] = words[decided.Approved ? "reduction.approved" : "reduction.declined", Payer.Member.Name];
        return LocalRedirect(Way);
    }

    private async Task<bool> PrepareAsync(bool held, CancellationToken cancellation)
    {
        var stays = await recording.FindAllAsync([Sojourn], held, cancellation);
        if (await reading.OfAsync(stays, ChinaDate.Today(clock), cancellation) is not [var payer])
            return false;
        Payer = payer;
        Asked = payer.Waiting?.Happened as DuesReductionAsked;
        Refusal = Writers.Refusal("dues-reduction-decided", Side.Home, actor, payer.Sojourn) is { } refusal ? texts.For("Records")[refusal]
            : Asked is null && !payer.Records.Any(record => record.Id == Id) ? words["refusal.nothing-asked"]
            : null;
        return true;
    }
}
