using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Forms;
using Hongyan.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>The one form for every record of every kind of case that organisations own.</summary>
[RequestSizeLimit(MostBytes)]
[FormLimits(Bytes = MostBytes)]
public sealed class RecordModel(
    HongyanDb db, CaseKeeping keeping, CaseRecording recording, CaseFiles files, DraftStore drafts, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    // More than one file may have, so that a file somewhat too large is answered with a sentence.
    internal const int MostBytes = 3 * CaseFiles.MostBytes;
    private readonly Texts words = texts.For("Records");

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid Owner { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Type { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Side { get; set; } = "";

    /// <summary>The record that is corrected.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    /// <summary>What of a duty the form was opened for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Part { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public KeptCase Case { get; private set; } = null!;

    public CaseForm Form { get; private set; } = null!;

    public PartyHere Party { get; private set; } = null!;

    /// <summary>What is corrected, of the case that it stands in; nothing while something new is told.</summary>
    private CorrectedRecord? Corrected { get; set; }

    public bool NeedsSecond => Corrected?.NeedsSecond == true;

    public CaseStory Story { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public string Way => Url.Way(Back, $"/Cases/{KindName}/{Owner}/{Id}");

    private DateOnly Today => ChinaDate.Today(clock);

    private IReadOnlyList<PartyHere> parties = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.OwnerId == Owner && c.Id == Id, cancellation), cancellation))
            return NotFound();
        if (Corrected is not null)
        {
            Form.Correct(Corrected);
            return Corrected.IsOver ? NotFound() : this.PageUnless(Refusal);
        }
        Form.Begin(Today, actor, Part, await WaitingRows.OfAsync(drafts, actor, Request, cancellation));
        if (Story.Kind.Opening == Type && Story.Events.LastOrDefault(happened => Story.Kind.Book.Of(happened).Name == Type) is { } earlier)
            Form.Take(earlier);
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(await recording.HoldAsync(Owner, Id, cancellation), cancellation))
            return NotFound();
        if (Refusal is not null)
        {
            Form.Input.Fill(Request.Form);
            return this.PageUnless(Refusal);
        }
        if (Corrected?.IsOver == true)
            return Done("corrected.done"); // a second tap
        if (await Form.ReadAsync(Request, Today, words, ModelState, cancellation) is not { } happened)
            return Page();
        var answer = Corrected is { } old ? await recording.UndoAsync(old.Held, old.Row, happened, reason: null, cancellation)
            : new UndoAnswer((await recording.AddAsync(Case, happened, cancellation)).Refusal, IsAsked: false);
        if (answer.Refusal is { } refused)
        {
            if (refused.Field is { } wrong)
                ModelState.AddModelError($"Values[{wrong}]", refused.In(texts));
            else
                Refusal = refused;
            return this.PageUnless(Refusal);
        }
        files.Add(Case, parties, Form.Files);
        await recording.SaveAsync(cancellation);
        return Done(answer.IsAsked ? "undo.asked.done" : Corrected is null ? "saved" : "corrected.done");
    }

    private LocalRedirectResult Done(string message)
    {
        TempData["Message"] = texts.For("Cases")[message, words["record." + Type]];
        return LocalRedirect(Way);
    }

    private async Task<bool> PrepareAsync(KeptCase? one, CancellationToken cancellation)
    {
        if (one is null || CaseKinds.Find(KindName) is not { } kind || kind.Name != one.Kind || kind.Book.Find(Type) is not { HasForm: true } type)
            return false;
        Case = one;
        if (Corrects is { } corrects)
            return Prepare(await recording.ReadAsync(one, cancellation), corrects, type);
        parties = await keeping.PartiesAsync(one, cancellation);
        if (parties.FirstOrDefault(party => party.Side == Side) is not { } party)
            return false;
        Party = party;
        var events = (await keeping.RecordsAsync(one, cancellation)).Select(record => record.Happened);
        Story = (await keeping.ToldAsync(one, parties, events, cancellation)).AsOf(Today);
        Form = new CaseForm(Story, type, Side, party.IsOutside);
        Refusal = CaseWriters.Refusal(type, Side, actor, parties) ?? Story.StateRefusal(type);
        return true;
    }

    private bool Prepare(HeldCase held, Guid corrects, RecordType type)
    {
        if (held.Row(corrects) is not { } row || row.Type != Type || row.Side != Side)
            return false;
        parties = held.Parties;
        (Party, Story) = (held.Parties.First(party => party.Side == Side), held.Told.AsOf(Today));
        Form = new CaseForm(Story, type, Side, Party.IsOutside);
        Corrected = new CorrectedRecord(held, row);
        if (Request.Method == "POST")
            Form.Keep(Corrected);
        Refusal = recording.UndoRefusal(held, row, strikes: false);
        return true;
    }
}

/// <summary>How many rows the newest draft of a form has, so that all of it finds its place again.</summary>
internal static class WaitingRows
{
    public static async Task<Func<string, string?>> OfAsync(DraftStore drafts, Actor actor, HttpRequest request, CancellationToken cancellation)
    {
        if (actor.AccountId is not { } account)
            return _ => null;
        var all = await drafts.OfAsync(account, FormToken.SubjectOf(request.GetEncodedPathAndQuery()), cancellation);
        var asked = Guid.TryParse(request.Query[FormToken.DraftQuery], out var id) ? all.FirstOrDefault(draft => draft.Id == id)
            : all is [var newest, ..] ? newest : null;
        var fields = asked?.Content.ByName();
        return name => fields?[$"Values[{name}]"].FirstOrDefault();
    }
}
