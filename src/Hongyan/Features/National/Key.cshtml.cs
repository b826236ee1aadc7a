using Hongyan.Data;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.National;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.National;

/// <summary>
/// One stay in the order and codes of the national system, each value a field that the keyboard reaches and selects. Whole numbers are shown when
/// somebody asks for them, and that is noted. 已录入 writes the record and goes on to the next.
/// </summary>
public sealed class KeyModel(HongyanDb db, ToKeyIn keying, Recording recording, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int LongestNumber = 60;
    private readonly Texts words = texts.For("National");

    [BindProperty(SupportsGet = true)]
    public string? Side { get; set; }

    /// <summary>The list from which it was opened.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>The id of the record to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Act { get; set; }

    /// <summary>The number that the registration got there.</summary>
    [BindProperty]
    public string? Number { get; set; }

    public string Name => Stay.Member.Name;

    internal SojournOnPaper Stay { get; private set; } = null!;

    internal IReadOnlyList<KeyInValue> Values { get; private set; } = [];

    /// <summary>Whether the whole numbers are shown.</summary>
    public bool IsOpen { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid member, Guid sojourn, CancellationToken cancellation)
    {
        if (!await FindAsync(member, sojourn, inFull: false, cancellation))
            return NotFound();
        Act = Guid.CreateVersion7();
        return Page();
    }

    /// <summary>Shows the whole numbers, not after a redirect: what is open now is covered again with the next page.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid member, Guid sojourn, CancellationToken cancellation)
    {
        if (!await FindAsync(member, sojourn, inFull: true, cancellation))
            return NotFound();
        ModelState.Clear();
        (IsOpen, Act) = (true, Guid.CreateVersion7());
        audit.Note("details-opened", member.ToString(), reason: words["purpose"], member: member);
        await db.SaveChangesAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid member, Guid sojourn, CancellationToken cancellation)
    {
        if (await recording.HoldAsync(member, sojourn, cancellation) is not { } held || !await FindAsync(member, sojourn, inFull: false, cancellation))
            return NotFound();
        var side = ToKeyIn.SideOf(Side!);
        var number = string.IsNullOrWhiteSpace(Number) ? null : Number.Trim();
        if (TypedText.TooLong(number, LongestNumber) is { } tooLong)
            ModelState.AddModelError(nameof(Number), tooLong);
        if (Writers.Refusal(RegisteredNationally.Type.Name, side, actor, held) is { } forbidden)
            ModelState.AddModelError("", Refusal.Of(forbidden).In(texts));
        if (!ModelState.IsValid)
            return Page();
        var id = Entry.IdOf(Act == Guid.Empty ? Guid.CreateVersion7() : Act, sojourn);
        if (recording.HeldOf(held).All(record => record.Id != id))
        {
            var happened = new RegisteredNationally { On = ChinaDate.Today(clock), By = side, NationalNumber = number };
            if ((await recording.WriteAsync(held, [new Entry(id, happened)], cancellation)).Refusal is { } refusal)
            {
                db.ChangeTracker.Clear();
                ModelState.AddModelError("", refusal.In(texts));
                return Page();
            }
            await recording.SaveAsync(cancellation);
        }
        TempData["Message"] = words["keyed", Name];
        var next = (await keying.ListAsync(Side!, All, 1, 1, cancellation)).Find(one => one.SojournId != sojourn);
        var page = next is null ? "/National/Keying" : $"/National/Key/{next.PersonId}/{next.SojournId}";
        return LocalRedirect($"{page}?side={Side}&all={All}");
    }

    private async Task<bool> FindAsync(Guid member, Guid sojourn, bool inFull, CancellationToken cancellation)
    {
        Side = IndexModel.SidesOf(actor).Contains(Side) ? Side : IndexModel.SidesOf(actor).First();
        if (await keying.ValuesAsync(member, sojourn, Side!, inFull, cancellation) is not { } found)
            return false;
        (Stay, Values) = found;
        return true;
    }
}
