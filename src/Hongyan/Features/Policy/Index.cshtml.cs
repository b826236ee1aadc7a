using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>The regime: its clauses, its profiles and where each is in force.</summary>
public sealed class IndexModel(HongyanDb db, PolicyLibrary library, Policies policies, Actor actor, Texts texts) : PageModel
{
    /// <summary>Stands for "as the superior does", which is no profile.</summary>
    public const string AsSuperior = "-";

    private const int OrganizationsOffered = 2_000;

    [BindProperty]
    [Required(ErrorMessage = "choose.organization.missing")]
    public string Organization { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "choose.profile.missing")]
    public string Profile { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "reason.missing")]
    [StringLength(500)]
    public string Reason { get; set; } = "";

    public bool MayChange => actor.Can(Access.Department);

    public IReadOnlyList<Row> Profiles { get; private set; } = [];

    /// <summary>How many clauses of a document have a status.</summary>
    public IReadOnlyDictionary<(string Document, ClauseStatus Status), int> Clauses { get; private set; } = new Dictionary<(string, ClauseStatus), int>();

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    internal IReadOnlyList<BackgroundJob> Unfinished { get; private set; } = [];

    public IEnumerable<SelectListItem> ProfileChoices =>
        Profiles.Select(row => new SelectListItem(new Wording(texts).Of(row.Layer.Name), row.Layer.Code))
            .Prepend(new SelectListItem(texts.For("Policy")["choose.superior"], AsSuperior));

    public Task OnGetAsync(string? organization, CancellationToken cancellation)
    {
        ModelState.Clear();
        Organization = organization ?? "";
        return LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync(cancellation);
        if (Organization.Length > 0 && Organizations.All(offered => offered.Value != Organization))
            ModelState.TryAddModelError(nameof(Organization), texts.For("Policy")["choose.organization.missing"]);
        if (Profile.Length > 0 && ProfileChoices.All(offered => offered.Value != Profile))
            ModelState.TryAddModelError(nameof(Profile), texts.For("Policy")["choose.profile.missing"]);
        return ModelState.IsValid ? RedirectToPage("/Policy/Choose", new { Organization, Profile, Reason = Reason.Trim() }) : Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Clauses = library.Clauses.GroupBy(clause => (clause.Document, clause.Status)).ToDictionary(group => group.Key, group => group.Count());
        var chosen = (await db.Organizations.AsNoTracking().Where(place => place.Profile != null).OrderBy(place => place.Path)
            .Select(place => new { place.Profile, place.Name }).ToListAsync(cancellation)).ToLookup(place => place.Profile!, place => place.Name);
        var rows = new List<Row>();
        foreach (var code in library.Layers.Keys.OrderBy(code => library.Layers[code].Extends is not null).ThenBy(code => code, StringComparer.Ordinal))
            rows.Add(new Row((await policies.OfAsync(code, cancellation)).Layers[^1], [.. chosen[code]]));
        Profiles = rows;
        if (!MayChange)
            return;
        Unfinished = await RecomputationJob.Unfinished(db).ToListAsync(cancellation);
        var below = actor.OrgPath + ".";
        Organizations = await db.Organizations.AsNoTracking()
            .Where(place => place.Path == actor.OrgPath || place.Path.StartsWith(below))
            .OrderBy(place => place.Path).Take(OrganizationsOffered)
            .Select(place => new SelectListItem(place.Path + " " + place.Name, place.Path)).ToListAsync(cancellation);
    }

    public sealed record Row(ProfileLayer Layer, IReadOnlyList<string> Places);
}
