using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>发文登记: the register of one organisation and year. Those above read it.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    public const int OnPage = 50;
    private const int YearsBack = 5;

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>Only what was written about one stay, of any year.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Sojourn { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    public IReadOnlyList<DispatchLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    public int Drafts { get; private set; }

    public int Pages => (Total + OnPage - 1) / OnPage;

    public bool IsOwn => Org == actor.OrgPath && actor.Can(Access.Deciding);

    public bool IsNarrowed => State is not null || Sojourn is not null;

    public IEnumerable<int> Years => Enumerable.Range(0, YearsBack).Select(back => ChinaDate.Today(clock).Year - back);

    /// <summary>The day of the paper: today, or the last day of a year that is over.</summary>
    public string PaperOn => (Year == ChinaDate.Today(clock).Year ? ChinaDate.Today(clock) : new DateOnly(Year ?? 1, 12, 31))
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Org = string.IsNullOrEmpty(Org) ? actor.OrgPath : Org;
        Organizations = await OrganizationChoices.BelowAsync(db, actor.OrgPath!, Org, cancellation);
        if (Organizations.All(one => one.Value != Org))
            return NotFound();
        if (Year is not { } year || !Years.Contains(year))
            Year = ChinaDate.Today(clock).Year;
        State = State is not null && DispatchState.All.Contains(State) ? State : null;
        P = Math.Clamp(P, 1, int.MaxValue / OnPage);
        var found = Found();
        Total = await found.CountAsync(cancellation);
        Drafts = await db.Dispatches.CountAsync(letter => letter.OrgPath == Org && letter.State == DispatchState.Drafted, cancellation);
        Lines = await (
            from letter in found.OrderByDescending(letter => letter.Year).ThenByDescending(letter => letter.Number).Skip((P - 1) * OnPage).Take(OnPage)
            join member in db.Members on letter.PersonId equals member.Id into people
            from member in people.DefaultIfEmpty()
            orderby letter.Year descending, letter.Number descending
            select new DispatchLine(letter, member.Name)).ToListAsync(cancellation);
        return Lines.Count == 0 && P > 1 ? RedirectToPage(new { Org, Year, State, Sojourn }) : Page();
    }

    private IQueryable<Dispatch> Found()
    {
        var (org, year, state, stay) = (Org!, Year, State, Sojourn);
        return db.Dispatches.AsNoTracking().Where(letter => letter.OrgPath == org && (stay == null ? letter.Year == year : letter.SojournId == stay)
            && (state == null || letter.State == state));
    }
}

/// <param name="Person">Nothing of whom the reader no longer sees.</param>
public sealed record DispatchLine(Dispatch Letter, string? Person);
