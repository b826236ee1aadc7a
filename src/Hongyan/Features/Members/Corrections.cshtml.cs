using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>/Members/Corrections: what members of the branch want put right. Those that wait come first, the most urgent at the top.</summary>
public sealed class CorrectionsModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    private const int RowsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IReadOnlyList<CorrectionRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var top = actor.OrgPath!;
        var requests = db.CorrectionRequests.AsNoTracking().Where(one => one.HomePath.CompareTo(top) >= 0 && one.HomePath.CompareTo(top + "/") < 0);
        Pages = (await requests.CountAsync(cancellation) + RowsOnPage - 1) / RowsOnPage;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Rows = await requests.OrderBy(one => one.AnsweredAt != null)
            .ThenBy(one => one.AnsweredAt == null ? one.DueOn : DateOnly.MaxValue)
            .ThenByDescending(one => one.AnsweredAt)
            .Skip((P - 1) * RowsOnPage).Take(RowsOnPage)
            .Select(one => new CorrectionRow(one.MemberId, one.Id, db.Members.Where(member => member.Id == one.MemberId).Select(member => member.Name).First(),
                db.Organizations.Where(home => home.Path == one.HomePath).Select(home => home.Name).First(), one.Field, one.Wish, one.DueOn, one.Outcome))
            .ToListAsync(cancellation);
    }

    public sealed record CorrectionRow(Guid MemberId, Guid Id, string Name, string Branch, string Field, string Wish, DateOnly DueOn, string? Outcome)
    {
        public bool IsLate(DateOnly today) => Outcome is null && DueOn < today;
    }
}
