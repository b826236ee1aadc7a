using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>The directory of organisations outside, by words and division, and what waits for a second person.</summary>
public sealed class IndexModel(HongyanDb db, PolicyLibrary policy, OutsideDirectory directory, OutsideActs acts, Audit audit, Actor actor, TimeProvider clock,
    Texts texts) : PageModel
{
    public const int OnPage = 50;
    private readonly Texts words = texts.For("Outside");

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A division by its code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Region { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Total { get; private set; }

    public int Pages => (Total + OnPage - 1) / OnPage;

    public IReadOnlyList<OutsideOrganization> Lines { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public IReadOnlyList<(OutsideAct Act, string Entry, string Into)> Acts { get; private set; } = [];

    public bool IsNarrowed => Q is not null || Region is not null || Level is not null;

    public string? PlaceOf(OutsideOrganization one) => directory.PlaceOf(one.RegionCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Prepare();
        var codes = await Unmerged().Where(one => one.RegionCode != null).Select(one => one.RegionCode!).Distinct().ToListAsync(cancellation);
        Places = [.. codes.SelectMany(Regions.Around).Where(policy.Regions.ContainsKey).Distinct().Order(StringComparer.Ordinal)
            .Select(code => new SelectListItem(Regions.NameOf(policy.Regions, code), code))];
        Total = await Found().CountAsync(cancellation);
        Lines = await Ordered().Skip((P - 1) * OnPage).Take(OnPage).ToListAsync(cancellation);
        if (Lines.Count == 0 && P > 1)
            return RedirectToPage(new { Q, Region, Level });
        if (actor.Can(Access.Clerk))
            Acts = await ActsAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        Prepare();
        audit.Note("outside-exported", actor.OrgPath);
        await db.SaveChangesAsync(cancellation);
        var name = words["title"];
        return new XlsxFile(new Sheet(name,
            [
                new(words["name"], Width: 36), new(words["level"], Width: 14), new(words["region-code"], Width: 12), new(words["region"], Width: 24),
                new(words["region-unknown"], Width: 20), new(words["superior"], Width: 30), new(words["code"], Width: 18), new(words["address"], Width: 30),
                new(words["postcode"]), new(words["phone"], Width: 16), new(words["fax"], Width: 16), new(words["email"], Width: 20), new(words["contact"]),
                new(words["contact-post"]), new(words["contact-phone"], Width: 16), new(words["ways"], Width: 20), new(words["note"], Width: 30),
                new(words["former"], Width: 30), new(words["last-word"], ColumnKind.Date),
            ], RowsAsync(cancellation)) { Subtitle = words["as-of", DateText.Of(ChinaDate.Today(clock))] }, name);
    }

    private void Prepare()
    {
        Q = Q?.Trim() is { Length: > 0 } search ? search : null;
        Region = Region is not null && policy.Divisions.IsCode(Region) ? Region : null;
        Level = OutsideLevel.All.Contains(Level ?? "") ? Level : null;
        P = Math.Max(P, 1);
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var from = 0; await Ordered().Skip(from).Take(OnPage).ToListAsync(cancellation) is { Count: > 0 } lines; from += OnPage)
        {
            var superiors = lines.Select(line => line.SuperiorId).OfType<Guid>().Distinct().ToList();
            var above = await db.OutsideOrganizations.Where(one => superiors.Contains(one.Id))
                .ToDictionaryAsync(one => one.Id, one => one.Name, cancellation);
            foreach (var one in lines)
                yield return
                [
                    one.Name, words["level." + one.Level], one.RegionCode, directory.PlaceOf(one.RegionCode), one.RegionUnknown,
                    one.SuperiorId is { } superior ? above.GetValueOrDefault(superior) : null, one.NationalCode, one.Address, one.Postcode,
                    one.Phone, one.Fax, one.Email, one.ContactName, one.ContactPost, one.ContactPhone,
                    string.Join('、', one.Ways.Select(way => words["way." + way])), one.Note,
                    string.Join('、', one.FormerNames.Select(former => former.Name)), one.LastWordOn,
                ];
        }
    }

    private IQueryable<OutsideOrganization> Unmerged() => db.OutsideOrganizations.AsNoTracking().Where(one => one.MergedInto == null);

    private IOrderedQueryable<OutsideOrganization> Ordered() => Found().OrderBy(one => one.RegionCode).ThenBy(one => one.Name).ThenBy(one => one.Id);

    private IQueryable<OutsideOrganization> Found()
    {
        var found = Unmerged();
        if (Level is { } level)
            found = found.Where(one => one.Level == level);
        if (Region is { } region)
        {
            var within = Regions.Within(region);
            found = found.Where(one => one.RegionCode!.StartsWith(within));
        }
        if (Q is not { } search)
            return found;
        var like = LikePattern.Anywhere(search);
        var key = LikePattern.Anywhere(directory.KeyOf(search, Region));
        return found.Where(one => EF.Functions.Like(one.Name, like) || EF.Functions.Like(one.Key, key) || one.NationalCode == search
            || one.FormerKeys.Any(former => EF.Functions.Like(former, key))
            || db.OutsideOrganizations.Any(merged => merged.MergedInto == one.Id && (EF.Functions.Like(merged.Name, like) || merged.NationalCode == search)));
    }

    private async Task<IReadOnlyList<(OutsideAct Act, string Entry, string Into)>> ActsAsync(CancellationToken cancellation)
    {
        var waiting = await (from act in acts.Waiting().AsNoTracking()
                             join entry in db.OutsideOrganizations on act.EntryId equals entry.Id
                             join other in db.OutsideOrganizations on act.IntoId equals other.Id
                             orderby act.AskedAt
                             select new { Act = act, Entry = entry.Name, Into = other.Name }).Take(OnPage).ToListAsync(cancellation);
        return waiting.ConvertAll(one => (one.Act, one.Entry, one.Into));
    }
}
