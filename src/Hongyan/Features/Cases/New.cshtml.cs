using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Platform.Forms;
using Hongyan.Records;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>Begins a case of two parties: the other one is chosen by its name or from the directory outside, then the first record is written.</summary>
[RequestSizeLimit(RecordModel.MostBytes)]
[FormLimits(Bytes = RecordModel.MostBytes)]
public sealed class NewModel(
    HongyanDb db, CaseKeeping keeping, CaseRecording recording, CaseFiles files, DraftStore drafts, OutsideChoosing choosing, Actor actor,
    TimeProvider clock, Texts texts) : PageModel
{
    private const int MostFound = 30;
    private readonly Texts words = texts.For("Records");

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string KindName { get; set; } = "";

    /// <summary>Part of the name of the other party.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The other party, where it is of this installation.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Partner { get; set; }

    /// <summary>The other party, where it is an entry of the directory.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Entry { get; set; }

    /// <summary>The entry while it is chosen or made.</summary>
    [BindProperty]
    public OutsideChoice Chosen { get; set; } = new();

    public CaseKind Kind { get; private set; } = null!;

    public PartyHere Own { get; private set; } = null!;

    /// <summary>Nothing until it is chosen.</summary>
    public PartyHere? Other { get; private set; }

    public IReadOnlyList<Organization> Found { get; private set; } = [];

    public CaseForm? Form { get; private set; }

    public Refusal? Refusal { get; private set; }

    public IReadOnlyList<string> Kinds => Kind.Sides[1].Kinds;

    private DateOnly Today => ChinaDate.Today(clock);

    public string With(Guid partner) => $"/Cases/{KindName}/New" + new QueryBuilder { { "partner", partner.ToString() } };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (Form is { } form)
            form.Begin(Today, actor, part: null, await WaitingRows.OfAsync(drafts, actor, Request, cancellation));
        else if (Refusal is null && Q?.Trim() is { Length: > 0 } search)
            Found = await FindAsync(search, cancellation);
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (Refusal is not null || Form is not { } form)
            return this.PageUnless(Refusal);
        if (await form.ReadAsync(Request, Today, words, ModelState, cancellation) is not { } happened)
            return Page();
        PartyHere[] parties = [Own, Other!];
        var (one, answer) = await recording.OpenAsync(Kind, parties, happened, cancellation);
        if (answer.Refusal is { } refused)
        {
            db.ChangeTracker.Clear();
            if (refused.Field is { } wrong)
                ModelState.AddModelError($"Values[{wrong}]", refused.In(texts));
            else
                Refusal = refused;
            return this.PageUnless(Refusal);
        }
        files.Add(one, parties, form.Files);
        await recording.SaveAsync(cancellation);
        TempData["Message"] = texts.For("Cases")["saved", words["record." + Kind.Opening]];
        return LocalRedirect($"/Cases/{KindName}/{one.OwnerId}/{one.Id}");
    }

    /// <summary>The other party is chosen from the directory or entered in it.</summary>
    public async Task<IActionResult> OnPostOutsideAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (Chosen.IsEmpty)
            ModelState.AddModelError($"{nameof(Chosen)}.{nameof(Chosen.Words)}", words["invalid.required"]);
        return await choosing.ResolveAsync(Chosen, nameof(Chosen), ModelState, cancellation) is { } entry
            ? LocalRedirect($"/Cases/{KindName}/New" + new QueryBuilder { { "entry", entry.Id.ToString() } })
            : Page();
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        if (CaseKinds.Find(KindName) is not { Opening: not null, Sides.Count: 2 } kind)
            return false;
        Kind = kind;
        if (await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Path == actor.OrgPath, cancellation) is not { } own)
            return false;
        Own = Here(kind.Sides[0].Name, own);
        if (!kind.BegunBy.Contains(own.Kind))
        {
            Refusal = new Refusal("refusal.begins-none", kind.PartiesClause);
            return true;
        }
        Other = await OtherAsync(cancellation);
        if (Other is null)
            return true;
        Refusal = CaseParties.Refusal(kind, [Own, Other]);
        if (Refusal is not null)
            return true;
        var one = CaseRecording.New(kind, [Own, Other], [], Today, period: null);
        var story = (await keeping.ToldAsync(one, [Own, Other], [], cancellation)).AsOf(Today);
        Form = new CaseForm(story, kind.Book[kind.Opening!], Own.Side, isOutside: false);
        return true;
    }

    private async Task<PartyHere?> OtherAsync(CancellationToken cancellation)
    {
        var side = Kind.Sides[1].Name;
        if (Partner is { } id)
            return await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancellation) is { } found ? Here(side, found) : null;
        if (Entry is not { } entry)
            return null;
        return await db.OutsideOrganizations.AsNoTracking().FirstOrDefaultAsync(one => one.Id == entry, cancellation) is { } known
            ? new PartyHere(side, OrgId: null, Path: null, known.Name, known.Level, IsOutside: true) { OutsideId = known.Id }
            : null;
    }

    /// <summary>Those that can be chosen: of a fitting kind, and neither above nor below.</summary>
    private async Task<IReadOnlyList<Organization>> FindAsync(string search, CancellationToken cancellation)
    {
        var like = LikePattern.Anywhere(search);
        var kinds = Kinds;
        var all = await db.Organizations.AsNoTracking().Where(o => kinds.Contains(o.Kind) && EF.Functions.Like(o.Name, like)).OrderBy(o => o.Path)
            .Take(2 * MostFound).ToListAsync(cancellation);
        return [.. all.Where(one => CaseParties.Refusal(Kind, [Own, Here(Kind.Sides[1].Name, one)]) is null).Take(MostFound)];
    }

    private static PartyHere Here(string side, Organization place) => new(side, place.Id, place.Path, place.Name, place.Kind, IsOutside: false);
}
