using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Forms;
using Hongyan.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Cases;

/// <summary>The one form for every record of every kind of case that organisations own.</summary>
[RequestSizeLimit(MostBytes)]
[FormLimits(Bytes = MostBytes)]
public sealed class RecordModel(
    HongyanDb db, CaseRecording recording, CaseFiles files, DraftStore drafts, Actor actor, TimeProvider clock, Texts texts)
    : HeldCaseModel(db, recording, texts)
{
    // More than one file may have, so that a file somewhat too large is answered with a sentence.
    internal const int MostBytes = 3 * CaseFiles.MostBytes;

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

    public CaseForm Form { get; private set; } = null!;

    public PartyHere Party { get; private set; } = null!;

    /// <summary>What is corrected, of the case that it stands in; nothing while something new is told.</summary>
    private CorrectedRecord? Corrected { get; set; }

    public bool NeedsSecond => Corrected?.NeedsSecond == true;

    public CaseStory Story { get; private set; } = null!;

    public string Way => Url.Way(Back, Address);

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
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
        if (!await HoldAsync(cancellation))
            return NotFound();
        if (Refusal is not null)
        {
            Form.Input.Fill(Request.Form);
            return this.PageUnless(Refusal);
        }
        if (Corrected?.IsOver == true)
            return Done("corrected.done", Type, Way); // a second tap
        if (await Form.ReadAsync(Request, Today, Texts.For("Records"), ModelState, cancellation) is not { } happened)
            return Page();
        var answer = Corrected is { } old ? await Recording.UndoAsync(old.Held, old.Row, happened, reason: null, cancellation)
            : new UndoAnswer((await Recording.AddAsync(Held.Case, happened, cancellation)).Refusal, IsAsked: false);
        if (answer.Refusal is { } refused)
        {
            if (refused.Field is { } wrong)
                ModelState.AddModelError($"Values[{wrong}]", refused.In(Texts));
            else
                Refusal = refused;
            return this.PageUnless(Refusal);
        }
        files.Add(Held.Case, Held.Parties, Form.Files);
        await Recording.SaveAsync(cancellation);
        return Done(answer.IsAsked ? "undo.asked.done" : Corrected is null ? "saved" : "corrected.done", Type, Way);
    }

    protected override bool Find()
    {
        if (Held.Kind.Book.Find(Type) is not { HasForm: true } type || Held.Parties.FirstOrDefault(party => party.Side == Side) is not { } party)
            return false;
        (Party, Story) = (party, Held.Told.AsOf(Today));
        Form = new CaseForm(Story, type, Side, party.IsOutside);
        if (Corrects is not { } corrects)
        {
            Refusal = CaseWriters.Refusal(type, Side, actor, Held.Parties) ?? Story.StateRefusal(type);
            return true;
        }
        if (Held.Row(corrects) is not { } row || row.Type != Type || row.Side != Side)
            return false;
        Corrected = new CorrectedRecord(Held, row);
        if (Request.Method == "POST")
            Form.Keep(Corrected);
        Refusal = Recording.UndoRefusal(Held, row, strikes: false);
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
