using System.Runtime.CompilerServices;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>The dues register of a year: those of the branch who are away and those who are its guests.</summary>
public sealed class IndexModel(HongyanDb db, DutyKeeping keeping, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int StaysOnPage = 50;
    private const int OldestYears = 10;
    private const int MostOrganizations = 300;
    private readonly DuesReading reading = new(db, keeping);
    private readonly Texts words = texts.For("Dues");

    /// <summary>One organisation below the reader's own.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Only those who are behind.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Behind { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IReadOnlyList<DuesLine> Lines { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    public string OrgName { get; private set; } = "";

    /// <summary>Requests for a reduction that wait for the committee.</summary>
    public int Waiting { get; private set; }

    public bool CanSet => Lines.Any(line => line.Sides.Contains(Side.Home));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return Forbid();
        var everybody = await Stays().CountAsync(cancellation);
        Pages = (everybody + StaysOnPage - 1) / StaysOnPage;
        Lines = await PageAsync(P, cancellation);
        if (Lines.Count == 0 && P > 1)
            return RedirectToPage(new { Org, Year, Q, Behind });
        var top = actor.OrgPath!;
        Waiting = await db.Records.CountAsync(r => r.Type == "dues-reduction-asked"
            && r.HomePath!.CompareTo(top) >= 0 && r.HomePath.CompareTo(top + "/") < 0
            && !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CorrectsId == r.Id)
            && !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CaseId == r.CaseId
                && (later.Type == "dues-reduction-decided" || later.Type == r.Type) && later.RecordedAt > r.RecordedAt), cancellation);
        return Page();
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return Forbid();
        audit.Note("export-dues", Org, new { Year });
        await db.SaveChangesAsync(cancellation);
        var name = words["register.of", OrgName, Year!];
        return new XlsxFile(new DuesSheet(words, Year!.Value).Of(name, DateText(Today), RowsAsync(cancellation)), name);
    }

    private static string DateText(DateOnly day) => Platform.Parts.DateText.Of(day);

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return false;
        Org = Org is not null && Writers.Within(Org, top) ? Org : top;
        Year = Math.Clamp(Year ?? Today.Year, Today.Year - OldestYears, Today.Year + 1);
        Q = Q?.Trim() is { Length: > 0 } search ? search : null;
        P = Math.Max(P, 1);
        var found = await db.Organizations.Where(o => o.Path.CompareTo(top) >= 0 && o.Path.CompareTo(top + "/") < 0)
            .OrderBy(o => o.Path).Take(MostOrganizations).Select(o => new { o.Path, o.Name }).ToListAsync(cancellation);
        Organizations = [.. found.Select(o => new SelectListItem(o.Name, o.Path, o.Path == Org))];
        OrgName = found.Find(o => o.Path == Org)?.Name ?? "";
        return true;
    }

    /// <summary>The stays of the year in which the organisation is home or host.</summary>
    private IQueryable<Sojourn> Stays()
    {
        var (lo, hi) = (Org!, Org + "/");
        var (first, last, today) = (new DateOnly(Year!.Value, 1, 1), new DateOnly(Year.Value, 12, 31), Today);
        return db.Sojourns.AsNoTracking().Where(s =>
            ((s.HomePath!.CompareTo(lo) >= 0 && s.HomePath.CompareTo(hi) < 0) || (s.HostPath!.CompareTo(lo) >= 0 && s.HostPath.CompareTo(hi) < 0))
            && s.State != "cancelled" && s.DepartedOn <= last && (s.EndedOn == null || s.EndedOn >= first)
            && (Q == null || db.Members.Any(m => m.Id == s.MemberId && m.Name.Contains(Q)))
            && (!Behind || db.Duties.Any(d => d.OwnerId == s.MemberId && d.CaseId == s.Id && d.Kind == "pay-dues" && d.DueOn < today
                && d.DoneOn == null && d.MootOn == null && d.WaivedOn == null)));
    }

    private async Task<IReadOnlyList<DuesLine>> PageAsync(int page, CancellationToken cancellation)
    {
        var stays = await (from stay in Stays()
                           join member in db.Members on stay.MemberId equals member.Id
                           orderby stay.HomePath, member.Name, stay.Id
                           select stay).Skip((page - 1) * StaysOnPage).Take(StaysOnPage).ToListAsync(cancellation);
        return [.. (await reading.OfAsync(stays, Today, cancellation)).Select(payer => DuesLine.Of(payer, Year!.Value, Today, actor))];
    }

    private async IAsyncEnumerable<DuesLine> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var page = 1; ; page++)
        {
            var lines = await PageAsync(page, cancellation);
            foreach (var line in lines)
                yield return line;
            if (lines.Count < StaysOnPage)
                yield break;
        }
    }
}
