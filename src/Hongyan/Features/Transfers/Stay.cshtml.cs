using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>The course of a transfer: condition, urging, letters, receipt; and the form of the step home can take.</summary>
public sealed partial class SojournTransferModel(
    HongyanDb db, Recording recording, Meanwhile meanwhile, Superiors superiors, Policies policies, Actor actor, TimeProvider clock, Texts texts)
    : StayTransferModel(db, recording, clock, texts)
{
    private const int MostHosts = 300;
    private const int DaysWithin = 10;
    private const int DaysElsewhere = 30;

    /// <summary>An organisation of this installation by its name, or any other in words.</summary>
    [BindProperty]
    public string? To { get; set; }

    /// <summary>The day on which the receiving committee took the member over, as the receipt says.</summary>
    [BindProperty]
    public DateOnly? ReceivedOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    protected override string Folder => "/Transfers/Stay";

    public IReadOnlyList<Transfer> Letters { get; private set; } = [];

    public IReadOnlyList<string> Receivers { get; private set; } = [];

    public int MaxDays { get; private set; }

    /// <summary>The last letter: the one that counts.</summary>
    public Transfer? Letter => Letters is [var last, ..] ? last : null;

    public string? State => Letter is { } letter ? LetterState.Of(letter, Today) : null;

    public bool IsHome => Stay.Sides.Contains(Side.Home);

    /// <summary>A letter that is still under way is given up when a new one is issued.</summary>
    public bool MayIssue =>
        State is not ("received" or "moved") && Writers.Refusal("transfer-letter-issued", Side.Home, actor, Stay.Sojourn) is null
            && Stay.Sojourn.EndedOn is null;

    /// <summary>The receipt of an organisation outside comes on paper, and home writes it down.</summary>
    public bool MayNoteReceipt => Letter is { ToPath: null } && State is "under-way" or "lapsed" && IsHome && Stay.Sojourn.EndedOn is null;

    public bool MayReceive => Letter is { } letter && State == "under-way" && Receiving.May(actor, letter);

    public IEnumerable<(Side Side, string Type)> Possible => Stay.Sojourn.EndedOn is not null || State is "under-way" or "received" or "moved" ? [] :
        from side in Stay.Sides.Take(1)
        from type in new[] { "transfer-condition-met", "transfer-urged", "transfer-started", "transfer-not-wanted" }
        where Writers.Refusal(type, side, actor, Stay.Sojourn) is null
        select (side, type);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await SojournFile.FindAsync(Db, actor, Member, Sojourn, cancellation) is not { } stay)
            return NotFound();
        if (stay.Sojourn.HomeIsOutside) // his letter was issued elsewhere
            return LocalRedirect($"/Transfers/In/{Member}/{Sojourn}");
        await ShowAsync(stay, cancellation);
        (Id, On, LetterOn, ReceivedOn) = (Guid.CreateVersion7(), Today, Today, Today);
        DuesPaidTo = !MayIssue ? null : (await Recording.EventsAsync(stay.Sojourn, cancellation)).OfType<DuesPaid>()
            .Where(paid => paid.InFull).SelectMany(paid => paid.Months).DefaultIfEmpty().Max(StringComparer.Ordinal);
        To = stay.Sojourn.HostPath is null ? stay.Host : await CommitteeNameAsync(stay.Sojourn.HostPath, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostLetterAsync(CancellationToken cancellation)
    {
        if (await PrepareAsync("transfer-letter-issued", cancellation) is { } answer)
            return answer;
        if (!MayIssue || Id == Guid.Empty)
            return Refused("refusal.state");
        var paths = await Db.Organizations.Where(o => o.Name == To).Select(o => o.Path).Order().Take(2).ToListAsync(cancellation);
        var to = paths is [var only] ? only : null;
        var from = (await superiors.CommitteeOfAsync(Stay.Sojourn.HomePath, cancellation))!;
        CheckDay(nameof(LetterOn), LetterOn, Letter?.LetterOn ?? Stay.Sojourn.DepartedOn);
        if (string.IsNullOrWhiteSpace(To) || To.Length > 100)
            ModelState.AddModelError(nameof(To), Texts["invalid.required"]);
        else if (to is not null && await superiors.CommitteeOfAsync(to, cancellation) == from)
            ModelState.AddModelError(nameof(To), Words["invalid.same-committee"]);
        var days = ValidDays ?? (to is null ? DaysElsewhere : DaysWithin);
        if (days < 1 || days > MaxDays)
            ModelState.AddModelError(nameof(ValidDays), Words["invalid.days", MaxDays]);
        CheckMonth();
        if (!ModelState.IsValid)
            return Page();
        var letter = new TransferLetterIssued
        {
            On = LetterOn!.Value,
            Letter = Id,
            Number = await NumberSeries.TransferLetter.NextAsync(Db, from, LetterOn.Value.Year, cancellation),
            To = To!.Trim(),
            ToPath = to,
            ValidDays = days,
            DuesPaidTo = DuesPaidTo,
        };
        return await WriteAsync([new Entry(Id, letter)], "letter.done", cancellation);
    }

    public async Task<IActionResult> OnPostReceiptAsync(CancellationToken cancellation)
    {
        if (await PrepareAsync("transfer-received", cancellation) is { } answer)
            return answer;
        if (!MayNoteReceipt || Id == Guid.Empty)
            return Refused("refusal.state");
        CheckDay(nameof(ReceivedOn), ReceivedOn, Letter!.LetterOn);
        if (ReceivedOn > Letter.ValidUntil)
            ModelState.AddModelError(nameof(ReceivedOn), Words["invalid.lapsed", Letter.ValidUntil]);
        CheckDay(nameof(On), On, ReceivedOn ?? Letter.LetterOn);
        if (!ModelState.IsValid)
            return Page();
        return await WriteAsync(
        [
            new Entry(Id, new TransferReceived { On = ReceivedOn!.Value, Letter = Letter.Id }),
            Entry.New(new ReceiptReturned { On = On!.Value, Letter = Letter.Id }),
            Entry.New(new Transferred { On = On.Value }),
        ], "receipt.done", cancellation);
    }

    public async Task<IActionResult> OnPostRefusedAsync(CancellationToken cancellation)
    {
        if (await PrepareAsync("transfer-refused", cancellation) is { } answer)
            return answer;
        if (!MayNoteReceipt || Id == Guid.Empty)
            return Refused("refusal.state");
        CheckDay(nameof(On), On, Letter!.LetterOn);
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > 200)
            ModelState.AddModelError(nameof(Reason), Words["invalid.reason"]);
        if (!ModelState.IsValid)
            return Page();
        return await WriteAsync(
            [new Entry(Id, new TransferRefused { On = On!.Value, Letter = Letter.Id, Reason = Reason!.Trim() })], "refused.noted", cancellation);
    }
}
