using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>The committee names the branch for one arrival or for several, in the order of .</summary>
public sealed class PlaceModel(HongyanDb db, Recording recording, Meanwhile meanwhile, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int Most = 100;
    private const string Type = "branch-named";
    private const int MostBranches = 500;
    private readonly Texts words = texts.For("Reception");

    /// <summary>member.sojourn, as often as there are people.</summary>
    [BindProperty(SupportsGet = true)]
    public string[] Stay { get; set; } = [];

    /// <summary>The records to be: member.sojourn.record for each of them.</summary>
    [BindProperty]
    public string[] Records { get; set; } = [];

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public string[] RuledOut { get; set; } = [];

    [BindProperty]
    public string? Organization { get; set; }

    [BindProperty]
    public string? On { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<Placing> People { get; private set; } = [];

    public IReadOnlyList<(string Path, string Name)> Branches { get; private set; } = [];

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Stay.Length == 0)
        {
            TempData["Message"] = words["place.nobody"];
            return LocalRedirect("/Reception");
        }
        if (!await PrepareAsync(hold: false, cancellation))
            return NotFound();
        (On, Basis) = (Today.ToString("yyyy-MM-dd"), BranchNamed.Order[0]);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(hold: true, cancellation))
            return NotFound();
        var happened = false;
        foreach (var one in People)
            happened |= await meanwhile.HappenedAsync(one.Sojourn, cancellation);
        if (happened)
            return Page();
        if (Read() is not { } named)
            return Page();
        var done = 0;
        foreach (var one in People.Where(one => one.Refusal is null))
        {
            if (await db.Records.AnyAsync(r => r.MemberId == one.Sojourn.MemberId && r.Id == one.Record, cancellation))
                continue;
            if ((await recording.WriteAsync(one.Sojourn, [new Entry(one.Record, named)], cancellation)).Refusal is { } refusal)
            {
                db.ChangeTracker.Clear();
                ModelState.AddModelError("", texts.For("Records")[refusal.Text]);
                return Page();
            }
            done++;
        }
        await recording.SaveAsync(cancellation);
        TempData["Message"] = words["placed", done == 0 ? People.Count : done, Branches.First(branch => branch.Path == Organization).Name];
        return LocalRedirect("/Reception");
    }

    /// <summary>The people, each with what stands against it; held in one order, so that two committees never wait for each other.</summary>
    private async Task<bool> PrepareAsync(bool hold, CancellationToken cancellation)
    {
        var known = Records.Select(text => text.Split('.')).Where(parts => parts.Length == 3 && Guid.TryParse(parts[2], out _))
            .ToDictionary(parts => $"{parts[0]}.{parts[1]}", parts => Guid.Parse(parts[2]));
        var people = new List<Placing>();
        foreach (var text in (hold ? known.Keys.AsEnumerable() : Stay).Distinct().Order(StringComparer.Ordinal).Take(Most))
        {
            if (Stays.Read(text) is not { } stay)
                continue;
            var sojourn = hold
                ? await recording.HoldAsync(stay.Member, stay.Sojourn, cancellation)
                : await db.Sojourns.AsNoTracking().FirstOrDefaultAsync(s => s.MemberId == stay.Member && s.Id == stay.Sojourn, cancellation);
            if (sojourn is null)
                continue;
            var record = known.GetValueOrDefault(text, Guid.CreateVersion7());
            var person = await db.Members.Where(m => m.Id == stay.Member)
                .Select(m => new { m.Name, Home = db.Organizations.Where(o => o.Path == m.HomePath).Select(o => o.Name).First() }).FirstAsync(cancellation);
            var again = hold && await db.Records.AnyAsync(r => r.MemberId == stay.Member && r.Id == record, cancellation);
            people.Add(new Placing(sojourn, record, person.Name, person.Home,
                again || Writers.Refusal(Type, Side.Host, actor, sojourn) is not { } key ? null : Features.Records.Refusal.Of(key)));
        }
        People = people;
        var (top, end) = (actor.OrgPath ?? "", actor.OrgPath + "/");
        Branches = [.. (await db.Organizations
            .Where(o => o.Path.CompareTo(top) >= 0 && o.Path.CompareTo(end) < 0 && (o.Kind == "branch" || o.Kind == "floating-organization"))
            .OrderBy(o => o.Path).Take(MostBranches).Select(o => new { o.Path, o.Name }).ToListAsync(cancellation)).Select(o => (o.Path, o.Name))];
        return people.Count > 0;
    }

    private BranchNamed? Read()
    {
        var input = new RecordInput(RecordForm.All[Type]);
        input.Found["organization"] = Branches;
        (input.Values[RecordInput.On], input.Values[RecordInput.Note]) = (On, Note);
        (input.Values["organization"], input.Values["basis"], input.Values["ruledOut"]) = (Organization, Basis, string.Join(',', RuledOut));
        var named = input.Read(sojourn: null, Today, []) as BranchNamed;
        foreach (var (field, error) in input.Errors)
            ModelState.AddModelError(char.ToUpperInvariant(field[0]) + field[1..], texts.For("Records")[error]);
        if (named is { Skipped: { } skipped })
            ModelState.AddModelError(nameof(Basis), words["order." + skipped]);
        return ModelState.IsValid ? named : null;
    }

    /// <summary>One to be placed.</summary>
    public sealed record Placing(Sojourn Sojourn, Guid Record, string Name, string Home, Refusal? Refusal)
    {
        public string Address => $"{Sojourn.MemberId}.{Sojourn.Id}.{Record}";
    }
}
