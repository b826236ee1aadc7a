using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
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

    /// <summary>Stands for a layer of one's own on what holds now.</summary>
    public const string Own = "own";

    private const int OrganizationsOffered = 2_000;

    [BindProperty]
    [Required(ErrorMessage = "choose.organization.missing")]
    public string Organization { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "choose.profile.missing")]
    public string Profile { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "reason.missing")]
    [StringLength(Asked.LongestReason)]
    public string Reason { get; set; } = "";

    public bool MayChange => actor.Can(Access.Department);

    public IReadOnlyList<ProfileRow> Profiles { get; private set; } = [];

    /// <summary>How many clauses of a document have a status.</summary>
    public IReadOnlyDictionary<(string Document, ClauseStatus Status), int> Clauses { get; private set; } = new Dictionary<(string, ClauseStatus), int>();

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    internal IReadOnlyList<BackgroundJob> Unfinished { get; private set; } = [];

    /// <summary>The profile that holds at the reader's own organisation, from the top down; its last layer is his own or that of a superior.</summary>
    public Profile InForce { get; private set; } = null!;

    /// <summary>Which organisation chose it, so that it holds for all below; nothing where nobody did.</summary>
    public string? ChosenBy { get; private set; }

    public ProfileLayer Mine => InForce.Layer;

    public bool HasOwn => Mine.Owner is { } owner && owner == actor.OrgPath;

    public string Here => actor.OrgPath ?? "";

    public string HereName { get; private set; } = "";

    public IEnumerable<SelectListItem> ProfileChoices
    {
        get
        {
            var words = texts.For("Policy");
            yield return new SelectListItem(words["choose.superior"], AsSuperior);
            if (!HasOwn)
                yield return new SelectListItem(words["own.choice", new Wording(texts).Of(Mine.Name)], Own);
            foreach (var row in Profiles.Where(row => IsOffered(row.Layer)))
                yield return new SelectListItem(new Wording(texts).Of(row.Layer.Name), row.Layer.Code);
        }
    }

    /// <summary>What came with the product, and what organisations above or below made.</summary>
    private bool IsOffered(ProfileLayer layer) => layer.Owner is not { } owner
        || (owner == actor.OrgPath ? HasOwn : Writers.Within(owner, actor.OrgPath) || Writers.Within(Here, owner));

    public Task OnGetAsync(string? organization, string? profile, CancellationToken cancellation)
    {
        ModelState.Clear();
        Organization = organization ?? "";
        Profile = profile ?? "";
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
        var elsewhere = Profile == Own ? Organization != Here : Profiles.Any(row => row.Layer.Code == Profile && !OwnLayer.MayFollow(row.Layer, Organization));
        if (Organization.Length > 0 && elsewhere)
            ModelState.TryAddModelError(nameof(Profile), texts.For("Policy")["choose.profile.elsewhere"]);
        return ModelState.IsValid ? RedirectToPage("/Policy/Choose", new { Organization, Profile, Reason = Reason.Trim() }) : Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Clauses = library.Clauses.GroupBy(clause => (clause.Document, clause.Status)).ToDictionary(group => group.Key, group => group.Count());
        var chosen = await db.Organizations.AsNoTracking().Where(place => place.Profile != null).OrderBy(place => place.Path)
            .Select(place => new { place.Path, place.Profile, place.Name }).ToListAsync(cancellation);
        ChosenBy = chosen.LastOrDefault(place => Writers.Within(Here, place.Path))?.Name;
        InForce = await policies.AtAsync(actor.OrgPath, cancellation);
        var places = chosen.ToLookup(place => place.Profile!, place => place.Name);
        Profiles = [.. (await policies.AllAsync(cancellation))
            .Select(one => new ProfileRow(one.Layer, one.Layers.Count > 1 ? one.Layers[^2] : null, [.. places[one.Layer.Code]]))];
        if (!MayChange)
            return;
        Unfinished = await RecomputationJob.Unfinished(db).ToListAsync(cancellation);
        var below = actor.OrgPath + ".";
        Organizations = await db.Organizations.AsNoTracking()
            .Where(place => place.Path == actor.OrgPath || place.Path.StartsWith(below))
            .OrderBy(place => place.Path).Take(OrganizationsOffered)
            .Select(place => new SelectListItem(place.Path + " " + place.Name, place.Path)).ToListAsync(cancellation);
        HereName = Organizations.FirstOrDefault(place => place.Value == Here)?.Text.Split(' ', 2)[^1] ?? "";
    }

    /// <param name="Above">The layer it lies on.</param>
    public sealed record ProfileRow(ProfileLayer Layer, ProfileLayer? Above, IReadOnlyList<string> Places);
}
