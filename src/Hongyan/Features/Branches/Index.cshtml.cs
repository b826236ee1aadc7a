using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.BranchOverview;

/// <summary>How the branches below the reader stand: who is away, what is owed, which fall behind.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    /// <summary>The committees with what lies below them, those furthest behind first.</summary>
    public IReadOnlyList<(Row Sum, IReadOnlyList<Row> Branches)> Committees { get; private set; } = [];

    public Row? Total { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return Forbid();
        var rows = await new Standing(db).RowsAsync(top, ChinaDate.Today(clock), cancellation);
        var below = Standing.ByCommittee(rows);
        Committees = [.. rows.Where(row => row.IsCommittee)
            .Select(committee => (Sum: committee.With(below[committee.Path]), Branches: (IReadOnlyList<Row>)[.. Sorted(below[committee.Path].Where(row => !row.IsCommittee))]))
            .Where(part => part.Branches.Count > 0)
            .OrderByDescending(part => part.Sum.Overdue).ThenBy(part => part.Sum.Path)];
        Total = rows.Find(row => row.Path == top)?.With(rows);
        return Page();
    }

    private static IEnumerable<Row> Sorted(IEnumerable<Row> rows) =>
        rows.OrderByDescending(row => row.Overdue).ThenByDescending(row => row.Soon).ThenBy(row => row.Path, StringComparer.Ordinal);
}
