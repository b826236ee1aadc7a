using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Caring;

/// <summary>Care or a service for one member; whoever ticked several is led to the page of many.</summary>
public sealed class RecordModel(HongyanDb db, Recording recording, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const string Care = "care", Greeting = "greeting", Festival = "festival-care";
    private readonly Texts words = texts.For("Caring");

    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<Guid> Who { get; set; } = [];

    /// <summary>care or served.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; } = Care;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The id of the record to be.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    public RecordInput Input { get; private set; } = null!;

    public Sojourn Stay { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public Refusal? Refusal { get; private set; }

    public string Way => Url.Way(Back, "/Care");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Who.Count == 0)
            return LocalRedirect(Way); // nobody was ticked
        if (Who.Distinct().Skip(1).Any())
            return await ManyAsync(cancellation);
        if (!await PrepareAsync(held: false, cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        Input.Values[RecordInput.On] = ChinaDate.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var field in Input.Fields)
            Input.Values[field.Name] = field.Name == "kind" ? Kind ?? field.Default : field.Default;
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(held: true, cancellation) || Id == Guid.Empty)
            return NotFound();
        if (await db.Records.AnyAsync(r => r.OwnerId == Stay.MemberId && r.Id == Id, cancellation))
            return LocalRedirect(Way); // a second tap
        Input.Fill(Request.Form);
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        Input.Side = SideOf(Stay);
        var happened = Input.Read(Stay, ChinaDate.Today(clock), []);
        foreach (var (field, sentence) in Input.Sentences(texts.For("Records")))
            ModelState.AddModelError($"Values[{field}]", sentence);
        if (happened is null || !ModelState.IsValid)
            return Page();
        if ((await recording.WriteAsync(Stay, [new Entry(Id, happened)], cancellation)).Refusal is { } refused)
        {
            ModelState.AddModelError("Values[on]", refused.In(texts));
            return Page();
        }
        await recording.SaveAsync(cancellation);
        TempData["Message"] = words["recorded", 1, texts.For("Records")["record." + Type]];
        return LocalRedirect(Way);
    }

    /// <summary>To the page on which one record is written for each of many.</summary>
    private async Task<IActionResult> ManyAsync(CancellationToken cancellation)
    {
        var stays = await recording.FindAllAsync(Who, hold: false, cancellation);
        if (!IsKnown || stays.Count != Who.Distinct().Count())
            return NotFound();
        var query = new QueryBuilder { { "who", stays.Select(stay => stay.Id.ToString()) } };
        if (SideOf(stays[0]) is { } side)
            query.Add("side", Sides.NameOf(side));
        if (Type == Care && Kind == Greeting)
            query.Add("kind", Festival);
        query.Add("back", Way);
        return LocalRedirect($"/Batch/{Type}{query}");
    }

    private bool IsKnown => Type is Care or "served";

    /// <summary>Home where the reader stands on both sides.</summary>
    private Side? SideOf(Sojourn stay) => Writers.SidesOf(actor, stay.HomePath, stay.HostPath) is [var side, ..] ? side : null;

    private async Task<bool> PrepareAsync(bool held, CancellationToken cancellation)
    {
        if (!IsKnown || Who.Distinct().ToList() is not [var only] || await recording.FindAllAsync([only], held, cancellation) is not [var stay])
            return false;
        Input = new RecordInput(RecordForm.All[Type!]);
        Stay = stay;
        Name = await db.Members.Where(m => m.Id == stay.MemberId).Select(m => m.Name).SingleAsync(cancellation);
        if ((SideOf(stay) is { } side ? Writers.Refusal(Type!, side, actor, stay) : "refusal.home") is { } reason)
            Refusal = Refusal.Of(reason);
        return true;
    }
}
