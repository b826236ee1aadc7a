using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.BranchOverview;

/// <summary>How the organisations directly below one stand, with all that lies below each: who is away, what is owed, which fall behind.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    /// <summary>One below the reader's own; the way down leads from each to the next.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    public Overview Overview { get; private set; } = null!;

    /// <summary>The organisations above it, from the reader's own down.</summary>
    public IReadOnlyList<(string Path, string Name)> Above { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        var place = Org ?? top;
        if (!Writers.Within(place, top) || await new OrganizationFigures(db).OfAsync(place, ChinaDate.Today(clock), cancellation) is not { } overview)
            return NotFound();
        Overview = overview;
        if (place != top)
            Above = await AboveAsync(place, top, cancellation);
        return Page();
    }

    private async Task<List<(string Path, string Name)>> AboveAsync(string place, string top, CancellationToken cancellation)
    {
        var above = await db.Organizations.Where(o => place.StartsWith(o.Path + ".") && o.Path.CompareTo(top) >= 0)
            .OrderBy(o => o.Path).Select(o => new { o.Path, o.Name }).ToListAsync(cancellation);
        return above.ConvertAll(one => (one.Path, one.Name));
    }
}
