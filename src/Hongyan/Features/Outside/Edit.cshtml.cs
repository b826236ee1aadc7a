using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>A new entry, or the correction of one. Similar entries are shown before a new one is made; where it was asked for, it leads back there.</summary>
public sealed class EditModel(HongyanDb db, OutsideDirectory directory, OutsideSaving saving, Actor actor, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Outside");

    /// <summary>The entry that is corrected.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    /// <summary>Where somebody needs the entry; it is told its id as <c>entry</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The version that is corrected.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>The similar entries that were shown.</summary>
    [BindProperty]
    public List<Guid> Seen { get; set; } = [];

    [BindProperty]
    public OutsideInput Input { get; set; } = new();

    public OutsideMatches? Known { get; private set; }

    public IEnumerable<SelectListItem> Levels => OutsideLevel.All.Select(level => new SelectListItem(words["level." + level], level));

    public IEnumerable<SelectListItem> Ways => OutsideDirectory.Ways.Select(way => new SelectListItem(words["way." + way], way));

    public string? PlaceOf(OutsideOrganization one) => directory.PlaceOf(one.RegionCode);

    public string With(Guid entry) =>
        Url.IsLocalUrl(Back) ? Back + (Back.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "entry=" + entry : "/Outside/" + entry;

    public async Task<IActionResult> OnGetAsync(string? name, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (Id is not { } id)
        {
            var (place, level) = name is null ? (null, null) : (directory.PlaceOf(directory.CodeOf(name)), OutsideLevel.Of(name));
            Input = new OutsideInput { Name = name, Place = place, Level = level };
            return Page();
        }
        if (!actor.Can(Access.Clerk))
            return Forbid();
        if (await FindAsync(id, cancellation) is not { } one)
            return NotFound();
        Version = one.Version;
        var superior = await db.OutsideOrganizations.Where(above => above.Id == one.SuperiorId).Select(above => above.Name).SingleOrDefaultAsync(cancellation);
        Input = OutsideInput.Of(one, directory.PlaceOf(one.RegionCode), superior);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Id is not null && !actor.Can(Access.Clerk))
            return Forbid();
        var one = Id is { } id ? await FindAsync(id, cancellation) : null;
        if (Id is not null && one is null)
            return NotFound();
        if (one is not null && one.Version != Version)
            ModelState.AddModelError("", words["changed"]);
        var superior = await SuperiorAsync(one, cancellation);
        if (Input.Read(directory, superior, ModelState, "Input.", words) is not { } facts)
            return Page();
        return one is null ? await AddAsync(facts, cancellation) : await CorrectAsync(one, facts, cancellation);
    }

    private async Task<IActionResult> AddAsync(OutsideFacts facts, CancellationToken cancellation)
    {
        (var saved, Known) = await saving.AddAsync(facts, Seen, cancellation);
        if (saved is null)
        {
            Refuse();
            return Page();
        }
        TempData["Message"] = words["saved", saved.Name];
        return LocalRedirect(With(saved.Id));
    }

    private async Task<IActionResult> CorrectAsync(OutsideOrganization one, OutsideFacts facts, CancellationToken cancellation)
    {
        (var isSaved, Known) = await saving.CorrectAsync(one, facts, cancellation);
        if (!isSaved)
        {
            Refuse();
            return Page();
        }
        TempData["Message"] = words["saved", one.Name];
        return LocalRedirect(With(one.Id));
    }

    private void Refuse()
    {
        if (Known!.Here is { } here)
            ModelState.AddModelError("Input.Name", words["invalid.here", here]);
        else if (Known.Equal.Count > 0)
            ModelState.AddModelError("Input.Name", words["invalid.equal", Known.Equal[0].Name]);
    }

    private Task<OutsideOrganization?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.OutsideOrganizations.SingleOrDefaultAsync(one => one.Id == id && one.MergedInto == null, cancellation);

    /// <summary>By national code or by name; what stays as it was needs no second look. Neither of two entries is above the other.</summary>
    private async Task<Guid?> SuperiorAsync(OutsideOrganization? one, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Input.Superior))
            return null;
        var text = Plain.Text(Input.Superior);
        var kept = one?.SuperiorId is { } id ? await db.OutsideOrganizations.AsNoTracking().SingleAsync(above => above.Id == id, cancellation) : null;
        if (kept?.Name == text)
            return kept.Id;
        var number = OutsideInput.National().IsMatch(text) ? text : null;
        var known = await directory.MatchAsync(new OutsideTraits([directory.KeyOf(text, null)], null, [], number), one?.Id, cancellation);
        if (known.Equal is not [var only])
        {
            ModelState.AddModelError("Input.Superior", words[known.Equal.Count == 0 ? "invalid.superior" : "invalid.superior.several"]);
            return null;
        }
        if (one is null)
            return only.Id;
        await directory.LockAsync(cancellation); // two persons at once could make each the other's superior
        if (!await directory.IsAboveAsync(one.Id, only.Id, cancellation))
            return only.Id;
        ModelState.AddModelError("Input.Superior", words["invalid.superior.below", only.Name]);
        return null;
    }
}
