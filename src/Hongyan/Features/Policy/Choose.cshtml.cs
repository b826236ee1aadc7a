using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>Says what another profile for an organisation would do before it is done.</summary>
public sealed class ChooseModel(TimeProvider clock, BackgroundJobs jobs, HongyanDb db, PolicyLibrary library, Policies policies, Audit audit, Actor actor, Texts texts) : PageModel
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
        if (await RefusalAsync(cancellation) is { } refusal)
            return refusal;
        var amending = new Amending(jobs, db, policies, audit, actor, clock);
        await amending.HoldAsync(cancellation);
        if (await db.Organizations.AnyAsync(place => place.Path == Organization && place.Profile == Amendment.Profile, cancellation))
            return RedirectToPage("/Policy/Index"); // a second tap
        var id = await amending.ApplyAsync(Amendment, Response, cancellation);
        return RedirectToPage("/Policy/Recomputing", new { id });
    }

    private ChoiceAmendment Amendment => new(Organization, Profile == IndexModel.AsSuperior ? null : Profile, Reason!.Trim());

    private async Task<IActionResult?> RefusalAsync(CancellationToken cancellation)
    {
        var asSuperior = Profile == IndexModel.AsSuperior;
        if (!asSuperior && !library.Layers.ContainsKey(Profile))
            return NotFound();
        if (!Writers.Within(Organization, actor.OrgPath))
            return Forbid();
        var name = await db.Organizations.Where(place => place.Path == Organization).Select(place => place.Name).FirstOrDefaultAsync(cancellation);
        if (name is null)
            return NotFound();
        if (string.IsNullOrWhiteSpace(Reason))
            return RedirectToPage("/Policy/Index", new { Organization });
        OrganizationName = name;
        Before = words.Of((await policies.AtAsync(Organization, cancellation)).Layers[^1].Name);
        After = asSuperior ? texts.For("Policy")["choose.superior"] : words.Of((await policies.OfAsync(Profile, cancellation)).Layers[^1].Name);
        return null;
    }
}
