using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Worklist;
using Hongyan.Rules.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.BranchOverview;

/// <summary>How organisations stand: who is away, what is owed, what is late.</summary>
public sealed class Standing(HongyanDb db)
{
    /// <summary>All organisations below one, and itself. What an organisation owes for all its members away counts once.</summary>
    public Task<List<Row>> RowsAsync(string top, DateOnly today, CancellationToken cancellation)
    {
        var (end, soon) = (top + "/", today.AddDays(Todo.SoonDays));
        var quarter = Period.Of(Interval.Quarter, today).First;
        return db.Database.SqlQuery<Row>($"""
            with owed as (
              select org_path, due_on, done_on from duty
              where org_path >= {top} and org_path < {end} and opens_on <= {today} and moot_on is null and waived_on is null
                and done_on is null and kind <> all({Closing.OfOrganizations})
              union all
              select org_path, due_on, done_on from duty
              where org_path >= {top} and org_path < {end} and opens_on <= {today} and moot_on is null and waived_on is null
                and done_on >= {quarter} and done_on > due_on and kind <> all({Closing.OfOrganizations})
              union all
              select org_path, min(due_on), null::date from (
                select org_path, kind, period, due_on from duty
                where org_path >= {top} and org_path < {end} and opens_on <= {today} and moot_on is null and waived_on is null
                  and done_on is null and kind = any({Closing.OfOrganizations})
                union all
                select org_path, kind, period, due_on from organization_duty
                where org_path >= {top} and org_path < {end} and opens_on <= {today} and done_on is null) own
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

    /// <summary>Each committee with the sum of what lies below it and below no committee between.</summary>
    public static IEnumerable<Row> Sums(IReadOnlyList<Row> rows)
    {
        var below = ByCommittee(rows);
        return rows.Where(row => row.IsCommittee).Select(committee => committee.With(below[committee.Path]));
    }

    /// <summary>The rows by the path of the nearest committee above them.</summary>
    public static ILookup<string?, Row> ByCommittee(IReadOnlyList<Row> rows)
    {
        var committees = rows.Where(row => row.IsCommittee).ToList();
        return rows.ToLookup(row => committees.FindLast(committee => Records.Writers.Within(row.Path, committee.Path))?.Path);
    }
}
