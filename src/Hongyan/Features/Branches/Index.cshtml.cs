using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Worklist;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

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
        var rows = await RowsAsync(top, ChinaDate.Today(clock), cancellation);
        var committees = rows.Where(row => row.IsCommittee).ToList();
        var below = rows.ToLookup(row => committees.LastOrDefault(committee => Records.Writers.Within(row.Path, committee.Path))?.Path);
        Committees = [.. committees
            .Select(committee => (Sum: committee.With(below[committee.Path]), Branches: (IReadOnlyList<Row>)[.. Sorted(below[committee.Path].Where(row => !row.IsCommittee))]))
            .Where(part => part.Branches.Count > 0)
            .OrderByDescending(part => part.Sum.Overdue).ThenBy(part => part.Sum.Path)];
        Total = rows.Find(row => row.Path == top)?.With(rows);
        return Page();
    }

    private static IEnumerable<Row> Sorted(IEnumerable<Row> rows) =>
        rows.OrderByDescending(row => row.Overdue).ThenByDescending(row => row.Soon).ThenBy(row => row.Path, StringComparer.Ordinal);

    // What an organisation owes for all its members away counts once.
    private Task<List<Row>> RowsAsync(string top, DateOnly today, CancellationToken cancellation)
    {
        var (end, soon) = (top + "/", today.AddDays(Todo.SoonDays));
        var quarter = Period.Of(Interval.Quarter, today).First;
        return db.Database.SqlQuery<Row>($"""
            with owed as (
              select org_path, due_on, done_on from duty
              where org_path >= {top} and org_path < {end} and opens_on <= {today} and moot_on is null and waived_on is null
                and (done_on is null or done_on >= {quarter} and done_on > due_on) and kind <> all({Closing.OfOrganizations})
              union all
              select org_path, min(due_on), null::date from duty
              where org_path >= {top} and org_path < {end} and opens_on <= {today} and moot_on is null and waived_on is null
                and done_on is null and kind = any({Closing.OfOrganizations})
              group by org_path, kind, period
            ), away as (
              select path, count(*) filter (where home) as away, count(*) filter (where not home) as hosted
              from (select home_path as path, true as home from sojourn where home_path >= {top} and home_path < {end} and ended_on is null and departed_on <= {today}
                    union all
                    select host_path, false from sojourn where host_path >= {top} and host_path < {end} and ended_on is null and departed_on <= {today}) stays
              group by path
            )
            select o.path as "Path", o.name as "Name", o.kind as "Kind", coalesce(max(a.away), 0) as "Away", coalesce(max(a.hosted), 0) as "Hosted",
                   count(w.due_on) filter (where w.done_on is null and w.due_on >= {today}) as "Open",
                   count(w.due_on) filter (where w.done_on is null and w.due_on between {today} and {soon}) as "Soon",
                   count(w.due_on) filter (where w.done_on is null and w.due_on < {today}) as "Overdue",
                   count(w.done_on) as "Late"
            from organization o left join owed w on w.org_path = o.path left join away a on a.path = o.path
            where o.path >= {top} and o.path < {end}
            group by o.path, o.name, o.kind
            order by o.path
            """).ToListAsync(cancellation);
    }
}
