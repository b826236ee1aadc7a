using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Stations;

/// <summary>Where members find help, for anybody: published stations by district, their hours and telephone. A member away sees those near him first.</summary>
public sealed class IndexModel(HongyanDb db, PolicyLibrary library, Actor actor) : PageModel
{
    private const int StationsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A district, city or province by its code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Region { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    /// <summary>The place to which the reader has gone, when these are the stations near it.</summary>
    public string? Near { get; private set; }

    public IReadOnlyList<Found> Stations { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Q = Q?.Trim() is { Length: > 0 } search ? search : null;
        Region = Region is { Length: 6 } && Region.All(char.IsAsciiDigit) ? Region : null;
        P = Math.Max(P, 1);
        var codes = await Open().Select(station => station.RegionCode).Distinct().ToListAsync(cancellation);
        Places = [.. codes.SelectMany(Regions.Around).Distinct().Order(StringComparer.Ordinal)
            .Select(code => new SelectListItem(Regions.NameOf(library.Regions, code), code))];
        if (Region is null && Q is null && Request.Query.Count == 0)
            await NearAsync(codes, cancellation);
        var within = Region is null ? null : Regions.Within(Region);
        var found = Open().Where(station => (within == null || station.RegionCode.StartsWith(within))
            && (Q == null || station.Name.Contains(Q) || station.Address.Contains(Q)));
        Pages = (await found.CountAsync(cancellation) + StationsOnPage - 1) / StationsOnPage;
        Stations = await (
            from station in found
            join org in db.Organizations on station.OrgPath equals org.Path
            orderby station.RegionCode, station.Name
            select new Found(station, org.Name)).Skip((P - 1) * StationsOnPage).Take(StationsOnPage).ToListAsync(cancellation);
        return Page();
    }

    public string PlaceOf(Station station) => Regions.NameOf(library.Regions, station.RegionCode);

    private IQueryable<Station> Open() => db.Stations.AsNoTracking().Where(station => station.PublishedOn != null && station.ClosedOn == null);

    /// <summary>The nearest district, city or province around his destination that has a station.</summary>
    private async Task NearAsync(IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        if (actor.MemberId is not { } member)
            return;
        var code = await db.Sojourns.Where(s => s.MemberId == member && s.EndedOn == null && s.DestinationCode != null)
            .OrderByDescending(s => s.DepartedOn).Select(s => s.DestinationCode).FirstOrDefaultAsync(cancellation);
        if (code is not { Length: 6 })
            return;
        Region = Regions.Around(code).FirstOrDefault(around => codes.Any(one => one.StartsWith(Regions.Within(around), StringComparison.Ordinal)));
        Near = Regions.NameOf(library.Regions, code);
    }

    public sealed record Found(Station Station, string Org);
}
