using System.Globalization;
using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>The one form for every record of every kind of case that organisations own.</summary>
public sealed class RecordModel(HongyanDb db, CaseKeeping keeping, CaseRecording recording, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    internal const string LetterNumber = "letterNumber";
    internal const string LetterOn = "letterOn";
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

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public KeptCase Case { get; private set; } = null!;

    public RecordInput Input { get; private set; } = null!;

    public PartyHere Party { get; private set; } = null!;

    /// <summary>What is corrected, of the case that it stands in; nothing while something new is told.</summary>
    private CorrectedRecord? Corrected { get; set; }

    public bool NeedsSecond => Corrected?.NeedsSecond == true;

    public CaseStory Story { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public string Way => Url.Way(Back, $"/Cases/{KindName}/{Owner}/{Id}");

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.OwnerId == Owner && c.Id == Id, cancellation), cancellation))
            return NotFound();
        if (Corrected is not null)
        {
            Corrected.Fill(Input, Party.IsOutside);
            return Corrected.IsOver ? NotFound() : this.PageUnless(Refusal);
        }
        Input.Values[RecordInput.On] = Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var field in Input.Fields)
            Input.Values[field.Name] = field.Preset == FieldPreset.Writer ? actor.DisplayName : field.Default;
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(await recording.HoldAsync(Owner, Id, cancellation), cancellation))
            return NotFound();
        Input.Fill(Request.Form);
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (Corrected?.IsOver == true)
            return Done("corrected.done"); // a second tap
        var happened = Input.Read(Story.Kind, Today, [.. Corrected?.Unasked(Input) ?? [], (PartyEvent.SideName, Side), ("letter", Letter())]);
        foreach (var (field, sentence) in Input.Sentences(words))
            ModelState.AddModelError($"Values[{field}]", sentence);
        if (happened is null || !ModelState.IsValid)
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
        var parties = await keeping.PartiesAsync(one, cancellation);
        if (parties.FirstOrDefault(party => party.Side == Side) is not { } party)
            return false;
        Party = party;
        Input = new RecordInput(type);
        if (party.IsOutside)
            (Input.Values[LetterNumber], Input.Values[LetterOn]) = (null, null);
        var events = (await keeping.RecordsAsync(one, cancellation)).Select(record => record.Happened);
        Story = (await keeping.ToldAsync(one, parties, events, cancellation)).AsOf(Today);
        Refusal = CaseWriters.Refusal(type, Side, actor, parties) ?? Story.StateRefusal(type);
        return true;
    }

    private bool Prepare(HeldCase held, Guid corrects, RecordType type)
    {
        if (held.Row(corrects) is not { } row || row.Type != Type || row.Side != Side)
            return false;
        (Party, Input, Story) = (held.Parties.First(party => party.Side == Side), new RecordInput(type), held.Told.AsOf(Today));
        Corrected = new CorrectedRecord(held, row);
        Refusal = recording.UndoRefusal(held, row, strikes: false);
        return true;
    }

    /// <summary>What a party outside says stands in a letter of its, which is named.</summary>
    private JsonObject? Letter()
    {
        if (!Party.IsOutside)
            return null;
        foreach (var field in new[] { LetterNumber, LetterOn })
            Input.Values[field] = Request.Form[$"Values[{field}]"];
        if (Input[LetterNumber] is { Length: <= RecordForm.LongestText } number
            && DateOnly.TryParseExact(Input[LetterOn], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && on <= Today)
            return new JsonObject { ["number"] = number, ["on"] = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        ModelState.AddModelError($"Values[{(Input[LetterNumber] is null ? LetterNumber : LetterOn)}]", words["invalid.required"]);
        return null;
    }
}
