using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>Says what another profile for an organisation would do before it is done.</summary>
public sealed class ChooseModel(
    TimeProvider clock, BackgroundJobs jobs, HongyanDb db, PolicyLibrary library, Policies policies, Audit audit, Actor actor, Texts texts) : PageModel
{
    private readonly Wording words = new(texts);

    [BindProperty(SupportsGet = true)]
    public string Organization { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Profile { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Reason { get; set; }

    public string OrganizationName { get; private set; } = "";

    /// <summary>The names of the profile that holds now and of the one that is to hold.</summary>
    public string Before { get; private set; } = "";

    public string After { get; private set; } = "";

    internal Weight Weight { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await RefusalAsync(cancellation) is { } refusal)
            return refusal;
        Weight = await Weighing.OfAsync(db, library, actor, clock, Amendment, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var amending = new Amending(jobs, db, policies, audit, actor, clock);
        await amending.HoldAsync(cancellation);
        if (await RefusalAsync(cancellation) is { } refusal)
            return refusal;
        if (await db.Organizations.AnyAsync(place => place.Path == Organization && place.Profile == Amendment.Profile, cancellation))
            return RedirectToPage("/Policy/Index"); // a second tap
        var id = await amending.ApplyAsync(Amendment, Response, cancellation);
        return RedirectToPage("/Policy/Recomputing", new { id });
    }

    /// <summary>It is not one that is there already but one to be made.</summary>
    public bool IsOwn => Profile == IndexModel.Own;

    private ChoiceAmendment Amendment => IsOwn ? new OwnLayerAmendment(Organization, Reason!.Trim())
        : new ChoiceAmendment(Organization, Profile == IndexModel.AsSuperior ? null : Profile, Reason!.Trim());

    private async Task<IActionResult?> RefusalAsync(CancellationToken cancellation)
    {
        var asSuperior = Profile == IndexModel.AsSuperior;
        var chosen = asSuperior || IsOwn ? null : await policies.FindAsync(Profile, cancellation);
        if (!asSuperior && !IsOwn && chosen is null)
            return NotFound();
        if (!Writers.Within(Organization, actor.OrgPath) || (IsOwn && Organization != actor.OrgPath)
            || (chosen is not null && !OwnLayer.MayFollow(chosen.Layer, Organization)))
            return Forbid();
        var name = await db.Organizations.Where(place => place.Path == Organization).Select(place => place.Name).FirstOrDefaultAsync(cancellation);
        if (name is null)
            return NotFound();
        if (IsOwn && await policies.CodeAtAsync(Organization, cancellation) == OwnLayer.CodeOf(Organization))
            return RedirectToPage("/Policy/Profile", new { code = OwnLayer.CodeOf(Organization) }); // it is there already, or a second tap
        if (!Asked.IsReason(Reason))
            return RedirectToPage("/Policy/Index", new { Organization });
        OrganizationName = name;
        Before = words.Of((await policies.AtAsync(Organization, cancellation)).Layer.Name);
        After = chosen is not null ? words.Of(chosen.Layer.Name) : texts.For("Policy")[asSuperior ? "choose.superior" : "own.choice", Before];
        return null;
    }
}
