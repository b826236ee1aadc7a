using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Caring;

/// <summary>Who is to be greeted, who is in need, and what was done for each in the year.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    public const string Festival = "festival";
    public const string Hardship = "hardship";
    private const int StaysOnPage = 50;
    private const int DaysAhead = 30;
    private static readonly string[] Types = ["care", "served", "contact"];

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    /// <summary>festival, hardship, or nothing for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    /// <summary>How many are still to be greeted.</summary>
    public int ToGreet { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IReadOnlyList<CareLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is null)
            return Forbid();
        Year = Math.Clamp(Year ?? Today.Year, Today.Year - 10, Today.Year);
        Q = Q?.Trim() is { Length: > 0 } search ? search : null;
        P = Math.Max(P, 1);
        ToGreet = await Duties().Select(duty => duty.CaseId).Distinct().CountAsync(cancellation);
        Pages = (await Stays().CountAsync(cancellation) + StaysOnPage - 1) / StaysOnPage;
        Lines = await LinesAsync(cancellation);
        return Lines.Count == 0 && P > 1 ? RedirectToPage(new { Year, Show, Q }) : Page();
    }

    private IQueryable<KeptDuty> Duties()
    {
        var (lo, hi, until) = (actor.OrgPath!, actor.OrgPath + "/", Today.AddDays(DaysAhead));
        return db.Duties.AsNoTracking().UnsettledOn(Today).Where(d => d.Kind == "festival-care" && d.OpensOn <= until
            && d.OrgPath!.CompareTo(lo) >= 0 && d.OrgPath.CompareTo(hi) < 0);
    }

    private IQueryable<Sojourn> Stays()
    {
        var (lo, hi) = (actor.OrgPath!, actor.OrgPath + "/");
        var (first, last) = (new DateOnly(Year!.Value, 1, 1), new DateOnly(Year.Value, 12, 31));
        var stays = db.Sojourns.AsNoTracking().Where(s =>
            ((s.HomePath!.CompareTo(lo) >= 0 && s.HomePath.CompareTo(hi) < 0) || (s.HostPath!.CompareTo(lo) >= 0 && s.HostPath.CompareTo(hi) < 0))
            && s.State != "cancelled" && s.DepartedOn <= last && (s.EndedOn == null || s.EndedOn >= first)
            && (Q == null || db.Members.Any(m => m.Id == s.MemberId && m.Name.Contains(Q))));
        return Show switch
        {
            Festival => stays.Where(s => Duties().Any(d => d.OwnerId == s.MemberId && d.CaseId == s.Id)),
            Hardship => stays.Where(s => db.Records.Any(r => r.OwnerId == s.MemberId && r.CaseId == s.Id && r.OnDate >= first.AddYears(-1)
                && (r.Type == "dues-reduction-decided" || (r.Type == "care"
                    && (EF.Functions.JsonContains(r.Data, "{\"kind\":\"relief\"}") || EF.Functions.JsonContains(r.Data, "{\"kind\":\"hardship\"}")))))),
            _ => stays,
        };
    }

    private async Task<IReadOnlyList<CareLine>> LinesAsync(CancellationToken cancellation)
    {
        var rows = await (
            from stay in Stays()
            join member in db.Members on stay.MemberId equals member.Id
            orderby stay.HomePath, member.Name, stay.Id
            select new
            {
                Stay = stay, member.Name,
                Home = db.Organizations.Where(o => o.Path == stay.HomePath).Select(o => o.Name).FirstOrDefault()
                    ?? HongyanDb.GuestHome(stay.HomeOutside, stay.HomeWords),
            }).Skip((P - 1) * StaysOnPage).Take(StaysOnPage).ToListAsync(cancellation);
        var (members, ids) = (rows.Select(row => row.Stay.MemberId).ToList(), rows.Select(row => row.Stay.Id).ToList());
        var (first, last) = (new DateOnly(Year!.Value, 1, 1), new DateOnly(Year.Value, 12, 31));
        var owed = (await Duties().Where(d => members.Contains(d.OwnerId) && ids.Contains(d.CaseId)).OrderBy(d => d.DueOn)
            .Select(d => new { d.CaseId, d.Period, d.DueOn }).ToListAsync(cancellation)).ToLookup(duty => duty.CaseId);
        var records = await db.Records.AsNoTracking()
            .Where(r => members.Contains(r.OwnerId) && ids.Contains(r.CaseId) && Types.Contains(r.Type) && r.OnDate >= first && r.OnDate <= last
                && !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CorrectsId == r.Id))
            .Select(r => new { r.CaseId, r.Type, r.Data, r.OrgPath, r.HomePath }).ToListAsync(cancellation);
        var told = records.Select(r => new CareTold(r.CaseId, r.Type, EventJson.Read(r.Data), r.OrgPath, r.HomePath))
            .Where(one => one.Happened is not Contact talk || (talk.Reached && talk.IsAbout("greeting")))
            .ToLookup(one => one.SojournId);
        return [.. rows.Select(row => CareLine.Of(
            new CareLine(row.Stay.MemberId, row.Stay.Id, row.Name, row.Home, row.Stay.Destination,
                owed[row.Stay.Id].FirstOrDefault()?.Period, owed[row.Stay.Id].FirstOrDefault()?.DueOn, 0, 0, 0, new Dictionary<string, decimal>(), 0,
                Last: null),
            told[row.Stay.Id], actor))];
    }
}
