using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>Asks that a merging is taken back; a second person confirms.</summary>
public sealed class PartModel(HongyanDb db, OutsideActs acts, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Outside");

    /// <summary>The merging.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Act { get; set; }

    [BindProperty, Required, StringLength(OutsideInput.LongestNote)]
    public string? Reason { get; set; }

    public OutsideOrganization Entry { get; private set; } = null!;

    public OutsideOrganization Into { get; private set; } = null!;

    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await FindAsync(cancellation) is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } merging)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await acts.AskPartAsync(merging, Reason!.Trim(), cancellation) is { } refusal)
        {
            Refusal = words[refusal];
            return Page();
        }
        TempData["Message"] = words["asked.done"];
        return LocalRedirect("/Outside/" + Into.Id);
    }

    private async Task<OutsideAct?> FindAsync(CancellationToken cancellation)
    {
        if (await db.OutsideActs.AsNoTracking().SingleOrDefaultAsync(one => one.Id == Act, cancellation) is not { } merging
            || !await acts.HoldsAsync(merging, cancellation))
            return null;
        Entry = await db.OutsideOrganizations.AsNoTracking().SingleAsync(one => one.Id == merging.EntryId, cancellation);
        Into = await db.OutsideOrganizations.AsNoTracking().SingleAsync(one => one.Id == merging.IntoId, cancellation);
        return merging;
    }
}
