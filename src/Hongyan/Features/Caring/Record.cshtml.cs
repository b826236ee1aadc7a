using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Caring;

/// <summary>Care or a service for several members at once: one form, checked, then a record for each.</summary>
public sealed class RecordModel(HongyanDb db, Recording recording, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const string Care = "care";
    private const int MostStays = 200;
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

    /// <summary>The ids of the records to be, in the order of <see cref="Who"/>.</summary>
    [BindProperty]
    public IReadOnlyList<Guid> Ids { get; set; } = [];

    [BindProperty]
    public bool Checked { get; set; }

    [BindProperty]
    public bool Edit { get; set; }

    public RecordInput Input { get; private set; } = null!;

    public IReadOnlyList<(Sojourn Stay, string Name)> People { get; private set; } = [];

    /// <summary>Who gets no record on that day, each with the reason; the others are not held up by it.</summary>
    public IReadOnlyList<(string Name, string Reason)> LeftOut { get; private set; } = [];

    public int Recorded => People.Count - LeftOut.Count;

    /// <summary>What is to be written, once nothing is wrong with it.</summary>
    public SojournEvent? Happened { get; private set; }

    public Refusal? Refusal { get; private set; }

    public string Way => Url.Way(Back, "/Care");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Who.Count == 0)
            return LocalRedirect(Way); // nobody was ticked
        if (!await PrepareAsync(held: false, cancellation))
            return NotFound();
        Ids = [.. Who.Select(_ => Guid.CreateVersion7())];
        Input.Values[RecordInput.On] = ChinaDate.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var field in Input.Fields)
            Input.Values[field.Name] = field.Name == "kind" ? Kind ?? field.Default : field.Default;
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(held: true, cancellation) || Ids.Count != Who.Count)
            return NotFound();
        var members = People.Select(person => person.Stay.MemberId).ToList();
        if (await db.Records.AnyAsync(r => members.Contains(r.OwnerId) && Ids.Contains(r.Id), cancellation))
            return LocalRedirect(Way); // a second tap
        Input.Fill(Request.Form);
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        Input.Side = SideOf(People[0].Stay);
        Happened = Input.Read(sojourn: null, ChinaDate.Today(clock), []);
        foreach (var (field, sentence) in Input.Sentences(texts.For("Records")))
            ModelState.AddModelError($"Values[{field}]", sentence);
        if (Happened is null || !ModelState.IsValid)
            return Page();
        var isSaving = Checked && !Edit;
        LeftOut = await (isSaving ? WriteAsync(Happened, cancellation) : ForeseeAsync(Happened, cancellation));
        if (Recorded == 0)
            ModelState.AddModelError("Values[on]", Named(LeftOut));
        if (!ModelState.IsValid || !isSaving)
            return Page();
        await recording.SaveAsync(cancellation);
        TempData["Message"] = words["recorded", Recorded, texts.For("Records")["record." + Type]]
            + (LeftOut.Count == 0 ? "" : words["recorded.left-out", Named(LeftOut)]);
        return LocalRedirect(Way);
    }

    /// <summary>Writes for each; those who are refused, with the reason.</summary>
    private async Task<IReadOnlyList<(string, string)>> WriteAsync(SojournEvent happened, CancellationToken cancellation)
    {
        var refused = new List<(string, string)>();
        foreach (var ((stay, name), id) in People.Zip(Ids))
        {
            if ((await recording.WriteAsync(stay, [new Entry(id, happened)], cancellation)).Refusal is { } refusal)
                refused.Add((name, refusal.In(texts)));
        }
        return refused;
    }

    /// <summary>Those for whom it could not be written, with the reason; writes nothing.</summary>
    private async Task<IReadOnlyList<(string, string)>> ForeseeAsync(SojournEvent happened, CancellationToken cancellation)
    {
        var refused = new List<(string, string)>();
        foreach (var (stay, name) in People)
        {
            if (await recording.ForeseeAsync(stay, happened, cancellation) is { } refusal)
                refused.Add((name, refusal.In(texts)));
        }
        return refused;
    }

    private string Named(IEnumerable<(string Name, string Reason)> people) =>
        string.Join(words["and"], people.Select(one => words["left-out", one.Name, one.Reason]));

    /// <summary>Home where the reader stands on both sides.</summary>
    private Side? SideOf(Sojourn stay) => Writers.SidesOf(actor, stay.HomePath, stay.HostPath) is [var side, ..] ? side : null;

    private async Task<bool> PrepareAsync(bool held, CancellationToken cancellation)
    {
        if (Who.Count is 0 or > MostStays || Type is not ("care" or "served"))
            return false;
        Input = new RecordInput(RecordForm.All[Type]);
        var stays = await recording.FindAllAsync(Who, held, cancellation);
        var members = stays.Select(stay => stay.MemberId).ToList();
        var names = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancellation);
        People = [.. stays.Select(stay => (stay, names[stay.MemberId]))];
        if (People.Count != Who.Distinct().Count())
            return false;
        if (stays.Select(SideOf).Distinct().Count() > 1)
            Refusal = new Refusal("refusal.sides");
        else if (stays.Select(stay => SideOf(stay) is { } side ? Writers.Refusal(Type, side, actor, stay) : "refusal.home")
            .FirstOrDefault(reason => reason is not null) is { } reason)
            Refusal = Refusal.Of(reason);
        return true;
    }
}
