using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Stations;

/// <summary>One station: entered, published, changed, closed by a clerk of its committee.</summary>
public sealed class EditModel(HongyanDb db, PolicyLibrary library, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Stations");

    /// <summary>What a station may offer.</summary>
    public static IReadOnlyList<string> Offered { get; } = ["job", "training", "rights", "life", "dues"];

    /// <summary>The station; of a new one the id it gets, so that two taps make one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty, Required, StringLength(60)]
    public string? Name { get; set; }

    /// <summary>The district in words.</summary>
    [BindProperty, Required, StringLength(60)]
    public string? Place { get; set; }

    [BindProperty, Required, StringLength(120)]
    public string? Address { get; set; }

    [BindProperty, Required, StringLength(80)]
    public string? Hours { get; set; }

    [BindProperty, Required, StringLength(40)]
    public string? Phone { get; set; }

    [BindProperty]
    public IReadOnlyList<string> Services { get; set; } = [];

    [BindProperty]
    public bool Published { get; set; }

    [BindProperty]
    public bool Closed { get; set; }

    public bool IsNew { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is null)
            return Forbid();
        if (Id is null)
        {
            (Id, IsNew, Published) = (Guid.CreateVersion7(), true, true);
            return Page();
        }
        if (await FindAsync(cancellation) is not { } station || !Writers.Within(station.OrgPath, actor.OrgPath))
            return NotFound();
        (Name, Address, Hours, Phone, Services) = (station.Name, station.Address, station.Hours, station.Phone, station.Services);
        (Place, Published, Closed) = (Regions.NameOf(library.Regions, station.RegionCode), station.PublishedOn is not null, station.ClosedOn is not null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        var station = await FindAsync(cancellation);
        if (Id is not { } id || (station is not null && !Writers.Within(station.OrgPath, top)))
            return NotFound();
        IsNew = station is null;
        var code = Place is null ? null : new PlaceCodes(library).CodeOf(Place);
        if (Place is not null && code is null)
            ModelState.AddModelError(nameof(Place), words["invalid.place"]);
        var phone = Phone is null ? null : PhoneNumber.Read(Phone);
        if (Phone is not null && phone is null)
            ModelState.AddModelError(nameof(Phone), words["invalid.phone"]);
        string[] services = [.. Offered.Intersect(Services)];
        if (services.Length == 0)
            ModelState.AddModelError(nameof(Services), words["invalid.services"]);
        if (!ModelState.IsValid)
            return Page();
        if (station is null)
        {
            station = new Station { Id = id, OrgPath = top, Name = "", Address = "", Hours = "", Phone = "", Services = [], RegionCode = code! };
            db.Stations.Add(station);
        }
        var today = ChinaDate.Today(clock);
        (station.Name, station.Address, station.Hours, station.Phone) = (Name!.Trim(), Address!.Trim(), Hours!.Trim(), phone!);
        (station.Services, station.RegionCode) = (services, code!);
        station.PublishedOn = Published ? station.PublishedOn ?? today : null;
        station.ClosedOn = Closed ? station.ClosedOn ?? today : null;
        audit.Note("station", id.ToString(), new { station.PublishedOn, station.ClosedOn });
        await db.SaveChangesAsync(cancellation);
        TempData["Message"] = words["saved", station.Name];
        return LocalRedirect("/Stations/Manage");
    }

    private Task<Station?> FindAsync(CancellationToken cancellation) => db.Stations.FirstOrDefaultAsync(station => station.Id == Id, cancellation);
}
