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

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public KeptCase Case { get; private set; } = null!;

    public RecordInput Input { get; private set; } = null!;

    public PartyHere Party { get; private set; } = null!;

    public CaseStory Story { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public string Way => Url.Way(Back, $"/Cases/{KindName}/{Owner}/{Id}");

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.OwnerId == Owner && c.Id == Id, cancellation), cancellation))
            return NotFound();
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
        var happened = Input.Read(Story.Kind, Today, [(PartyEvent.SideName, Side), ("letter", Letter())]);
        foreach (var (field, sentence) in Input.Sentences(words))
            ModelState.AddModelError($"Values[{field}]", sentence);
        if (happened is null || !ModelState.IsValid)
            return Page();
        if (await recording.AddAsync(Case, happened, cancellation) is { Refusal: { } refused })
        {
            if (refused.Field is { } wrong)
                ModelState.AddModelError($"Values[{wrong}]", refused.In(texts));
            else
                Refusal = refused;
            return this.PageUnless(Refusal);
        }
        await recording.SaveAsync(cancellation);
        TempData["Message"] = texts.For("Cases")["saved", words["record." + Type]];
        return LocalRedirect(Way);
    }

    private async Task<bool> PrepareAsync(KeptCase? one, CancellationToken cancellation)
    {
        if (one is null || CaseKinds.Find(KindName) is not { } kind || kind.Name != one.Kind || kind.Book.Find(Type) is not { HasForm: true } type)
            return false;
        Case = one;
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
