using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Forms;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>Takes the dues of one or several members: months ticked, sums worked out, checked, then one receipt each.</summary>
public sealed partial class PayModel(
    HongyanDb db, Recording recording, Meanwhile meanwhile, DutyKeeping keeping, TypedForms typedForms, Actor actor, TimeProvider clock, Texts texts)
    : PageModel
{
    private const string Address = "/Dues/Pay";
    public const int MostStays = 60;
    private readonly DuesReading reading = new(db, keeping);
    private readonly Texts words = texts.For("Dues");

    /// <summary>The stays for which is paid.</summary>
    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<Guid> Who { get; set; } = [];

    /// <summary>The same for one stay, as the link of a duty says it.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Sojourn { get; set; }

    [BindProperty(SupportsGet = true)]
    public Side? Side { get; set; }

    /// <summary>The month or quarter of the duty that is to be closed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    /// <summary>The payment that was written down wrongly.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>What was typed and is to be checked.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Check { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public List<PayLine> Lines { get; set; } = [];

    /// <summary>The payment that is corrected never took place; its receipt keeps its number and is void.</summary>
    [BindProperty]
    public bool Void { get; set; }

    /// <summary>The sums have been seen and found right.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    /// <summary>The sums have been seen and are to be changed.</summary>
    [BindProperty]
    public bool Edit { get; set; }

    public IReadOnlyList<Payer> Payers { get; private set; } = [];

    /// <summary>Those of several from whom nothing can be taken.</summary>
    public IReadOnlyList<Apart> Apart { get; private set; } = [];

    /// <summary>What is to be taken, once nothing is wrong with it.</summary>
    public IReadOnlyList<Taken> ToTake { get; private set; } = [];

    public string? Refusal { get; private set; }

    /// <summary>The payment that is corrected.</summary>
    public DuesPaid? Old { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    /// <summary>The sides from which the reader may take money for all of these.</summary>
    public IReadOnlyList<Side> Sides { get; private set; } = [];

    public string Way => Url.Way(Back, "/Dues");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Who.Count == 0 && Sojourn is null)
            return LocalRedirect(Way); // nobody was ticked
        if (Check is { } check)
            return await CheckAsync(check, cancellation);
        if (!await PrepareAsync(held: false, cancellation))
            return NotFound();
        On = Old?.On ?? Today;
        foreach (var payer in Payers.Except(Apart.Select(one => one.Payer)))
        {
            var months = Old?.Months ?? MonthsToPay.Preset(payer, Period, Today);
            Lines.Add(new PayLine { Sojourn = payer.Sojourn.Id, Id = Guid.CreateVersion7(), Months = [.. months] });
        }
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Who = [.. Who.Union(Lines.Select(line => line.Sojourn))]; // those named apart stand in the address
        if (!await PrepareAsync(held: true, cancellation))
            return NotFound();
        var ids = Lines.Select(line => line.Id).ToList();
        var members = Payers.Select(payer => payer.Member.Id).ToList();
        if (await db.Records.AnyAsync(r => members.Contains(r.OwnerId) && ids.Contains(r.Id), cancellation))
            return LocalRedirect(Way); // a second tap: all is recorded
        if (await meanwhile.HappenedAsync(Payers.Select(payer => payer.Sojourn), step: null, cancellation))
            return Page();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        Judge();
        if (!ModelState.IsValid)
            return Page();
        if (!Checked || Edit)
            return await KeepAsync(cancellation);
        if (await TakeAsync(cancellation) is not { } numbers)
            return StatusCode(StatusCodes.Status409Conflict);
        TempData["Message"] = numbers.Count == 1
            ? words["paid.one", ToTake[0].Payer.Member.Name, ToTake[0].Amount, numbers[0]]
            : words["paid.several", numbers.Count, ToTake.Sum(one => one.Amount), numbers[0], numbers[^1]];
        return numbers.Count == 1
            ? LocalRedirect($"/Dues/Receipt/{ToTake[0].Payer.Member.Id}/{ToTake[0].Line.Id}?back={Uri.EscapeDataString(Way)}")
            : LocalRedirect(Way);
    }

    /// <summary>The months that can be ticked.</summary>
    public IReadOnlyList<DuesMonth> Offered(Payer payer, PayLine line) => MonthsToPay.Of(payer, line.Months, Today);

    /// <summary>The stays, all within sight and reach; false when one is not.</summary>
    private async Task<bool> PrepareAsync(bool held, CancellationToken cancellation)
    {
        if (Sojourn is { } one && Who.Count == 0)
            Who = [one];
        if (Who.Count is 0 or > MostStays)
            return false;
        var stays = await recording.FindAllAsync(Who, held, cancellation);
        Payers = await reading.OfAsync(stays, Today, cancellation, Corrects);
        if (Payers.Count != Who.Distinct().Count())
            return false;
        if (Corrects is { } corrected)
        {
            if (Payers is not [var payer] || await Corrections.PresentAsync(db, payer.Member.Id, corrected, cancellation) is not { Type: "dues-paid" } old)
                return false;
            Corrects = old.Id;
            Old = (DuesPaid)EventJson.Read(old.Data);
            Refusal = Corrections.Refusal(old, actor) is { } reason ? texts.For("Records")[reason] : null;
        }
        Sides = [.. new[] { Hongyan.Rules.Sojourns.Side.Home, Hongyan.Rules.Sojourns.Side.Host }
            .Where(side => Payers.All(payer => RefusalFor(side, payer) is null))];
        if (Sides.Count == 0)
            Sides = [.. new[] { Hongyan.Rules.Sojourns.Side.Home, Hongyan.Rules.Sojourns.Side.Host }
                .Where(side => Payers.Any(payer => RefusalFor(side, payer) is null))];
        var asked = Side ?? Old?.At ?? (Sides.Count > 0 ? Sides[0] : Hongyan.Rules.Sojourns.Side.Home);
        Side = asked;
        if (Payers is [var only])
            Refusal ??= RefusalFor(asked, only) is { } refusal ? texts.For("Records")[refusal] : null;
        else
            Apart = [.. from payer in Payers let why = WhyNot(asked, payer) where why is not null select new Apart(payer, why)];
        return true;
    }

    private string? RefusalFor(Side side, Payer payer) =>
        Writers.Refusal("dues-paid", side, actor, payer.Sojourn) is { } refusal && !(Corrects is not null && refusal == "refusal.state") ? refusal : null;

    private string? WhyNot(Side side, Payer payer) =>
        RefusalFor(side, payer) is { } refusal ? texts.For("Records")[refusal]
        : !DuesAccount.MayBePaidAt(side, Today, payer.Story) ? words["refusal.certificate"]
        : Offered(payer, new PayLine()) is { Count: > 0 } months && months.All(month => month.State == DuesState.Unset) ? words["apart.unset"]
        : null;
}
