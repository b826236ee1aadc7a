using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Stations;

/// <summary>The stations of a committee and of those below it: published, being prepared and closed.</summary>
public sealed class ManageModel(HongyanDb db, PolicyLibrary library, Actor actor) : PageModel
{
    public IReadOnlyList<Kept> Stations { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        Stations = await (
            from station in db.Stations.AsNoTracking()
            join org in db.Organizations on station.OrgPath equals org.Path
            where station.OrgPath.CompareTo(top) >= 0 && station.OrgPath.CompareTo(top + "/") < 0
            orderby station.ClosedOn != null, station.OrgPath, station.Name
            select new Kept(station, org.Name)).ToListAsync(cancellation);
        return Page();
    }

    public string PlaceOf(Station station) => Regions.NameOf(library.Regions, station.RegionCode);

    public sealed record Kept(Station Station, string Org)
    {
        public string State => Station.ClosedOn is not null ? "closed" : Station.PublishedOn is not null ? "published" : "prepared";
    }
}
