using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>转入: the committee takes over a guest on the letter of his home; from that day he is a member of a branch here, as the same person.</summary>
public sealed class InModel(
    HongyanDb db, TransfersIn transfers, Recording recording, Meanwhile meanwhile, Actor actor, TimeProvider clock, Texts texts)
    : StayTransferModel(db, recording, clock, texts)
{
    private const int MostBranches = 500, LongestNumber = 40, LongestText = 200, MostDays = 366;

    /// <summary>The number of the letter.</summary>
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? IdNumber { get; set; }

    [BindProperty]
    public string? Branch { get; set; }

    /// <summary>The approval that excepts an organisation of floating members.</summary>
    [BindProperty]
    public string? Exception { get; set; }

    protected override string Folder => "/Transfers/In";

    public IReadOnlyList<SelectListItem> Branches { get; private set; } = [];

    public bool MayReceive => Writers.Refusal("transferred-in", Side.Host, actor, Stay.Sojourn) is null;

    private bool IsException => Branches.FirstOrDefault(branch => branch.Value == Branch)?.Group is not null;

    public bool IsIn => Stay.Sojourn.State == SojournState.Transferred;

    public DateOnly? ReceiptOn => Steps.OfType<ReceiptReturned>().LastOrDefault()?.On;

    public bool MayReturn => IsIn && ReceiptOn is null && Writers.Refusal("receipt-returned", Side.Host, actor, Stay.Sojourn) is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (await FindAsync(await SojournFile.FindAsync(Db, actor, Member, Sojourn, cancellation), cancellation) is { } elsewhere)
            return elsewhere;
        (Id, On) = (Guid.CreateVersion7(), Today);
        var shown = Steps.OfType<ReportedIn>().LastOrDefault(arrived => arrived.LetterKind == "transfer");
        (Number, LetterOn) = (shown?.Number, shown?.LetterOn);
        DuesPaidTo = Steps.OfType<DuesAtHost>().LastOrDefault()?.DuesPaidTo;
        Branch = Branches.Any(branch => branch.Value == Stay.Sojourn.HostPath) ? Stay.Sojourn.HostPath : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await HoldAsync("transferred-in", cancellation) is { } answer) return answer;
        if (!MayReceive || Id == Guid.Empty)
            return Refused("refusal.state");
        var number = await CheckAsync(cancellation);
        if (!ModelState.IsValid || number is null)
            return Page();
        var received = new TransferReceived
        {
            On = On!.Value, Number = Plain.Text(Number!), LetterOn = LetterOn, ValidDays = ValidDays, DuesPaidTo = DuesPaidTo,
        };
        var into = new TransferredIn { On = On.Value, Branch = Branch!, Exception = IsException ? Plain.Text(Exception!) : null };
        if (await transfers.ReceiveAsync(Stay.Sojourn, Stay.Person, number, [new Entry(Id, received), Entry.New(into)], cancellation) is { } refusal)
        {
            Db.ChangeTracker.Clear();
            return Wrong(refusal.In(Texts));
        }
        TempData["Message"] = Words["in.done", Stay.Person.Name, Branches.First(branch => branch.Value == Branch).Text];
        return Here();
    }

    public async Task<IActionResult> OnPostReceiptAsync(CancellationToken cancellation)
    {
        if (await HoldAsync("receipt-returned", cancellation) is { } answer)
            return answer;
        if (!MayReturn || Id == Guid.Empty)
            return Refused("refusal.state");
        var received = Steps.OfType<TransferReceived>().Select(one => one.On).DefaultIfEmpty(Stay.Sojourn.DepartedOn).Max();
        CheckDay(nameof(On), On, received);
        if (!ModelState.IsValid)
            return Page();
        return await WriteAsync([new Entry(Id, new ReceiptReturned { On = On!.Value })], "in.receipt.done", cancellation);
    }

    private async Task<IActionResult?> HoldAsync(string step, CancellationToken cancellation)
    {
        var stay = await SojournFile.OfAsync(Db, actor, await Recording.HoldAsync(Member, Sojourn, cancellation), cancellation);
        if (await FindAsync(stay, cancellation) is { } elsewhere)
            return elsewhere;
        if (await Db.Records.AnyAsync(r => r.OwnerId == Member && r.Id == Id, cancellation))
            return Here();
        return await meanwhile.HappenedAsync(Stay.Sojourn, step, cancellation) ? Page() : null;
    }

    /// <summary>Organisations of floating members take no registration but by an exception: they stand apart. Source: D-3.4.</summary>
    private async Task<IActionResult?> FindAsync(SojournFile? stay, CancellationToken cancellation)
    {
        if (stay is null)
            return NotFound();
        if (!stay.Sojourn.HomeIsOutside)
            return LocalRedirect($"/Transfers/Stay/{Member}/{Sojourn}");
        Stay = stay;
        Steps = [.. (await Recording.EventsAsync(stay.Sojourn, cancellation)).OrderBy(one => one.On)];
        var (lo, hi) = (actor.OrgPath ?? "-", (actor.OrgPath ?? "-") + "/");
        var exceptions = new SelectListGroup { Name = Words["in.branch.exceptions"] };
        Branches = [.. (await Db.Organizations.AsNoTracking()
                .Where(o => o.Path.CompareTo(lo) >= 0 && o.Path.CompareTo(hi) < 0 && (o.Kind == "branch" || o.Kind == "floating-organization"))
                .OrderBy(o => o.Kind).ThenBy(o => o.Path).Take(MostBranches).Select(o => new { o.Name, o.Path, o.Kind }).ToListAsync(cancellation))
            .Select(o => new SelectListItem(o.Name, o.Path) { Group = o.Kind == "branch" ? null : exceptions })];
        return null;
    }

    private async Task<IdNumber?> CheckAsync(CancellationToken cancellation)
    {
        if (Stay.Person.Status is not ("full" or "probationary")) ModelState.AddModelError("", Words["in.status"]);
        CheckDay(nameof(On), On, Stay.Sojourn.DepartedOn);
        Needed(nameof(Number), Number, LongestNumber);
        if (LetterOn is not { } written || written > (On ?? Today))
            ModelState.AddModelError(nameof(LetterOn), Words["in.letter-on.wrong"]);
        if (ValidDays is < 1 or > MostDays) ModelState.AddModelError(nameof(ValidDays), Words["invalid.days", MostDays]);
        CheckMonth(latest: Today.AddYears(1));
        if (Branches.All(branch => branch.Value != Branch))
            ModelState.AddModelError(nameof(Branch), Texts["invalid.required"]);
        if (IsException)
            Needed(nameof(Exception), Exception, LongestText);
        var number = IdNumber is null ? null : Rules.Identity.IdNumber.Read(Plain.Compact(IdNumber)).Number;
        if (number is null)
            ModelState.AddModelError(nameof(IdNumber), Words["in.id.wrong"]);
        else if (ModelState.IsValid && await transfers.NumberRefusalAsync(Stay.Person, number, cancellation) is { } known)
            ModelState.AddModelError(nameof(IdNumber), known);
        return number;
    }

    private void Needed(string field, string? typed, int longest)
    {
        if (typed is null || Plain.Text(typed).Length == 0)
            ModelState.AddModelError(field, Texts["invalid.required"]);
        else if (TypedText.TooLong(typed, longest) is { } tooLong)
            ModelState.AddModelError(field, tooLong);
    }
}
