using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Worklist;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.BranchOverview;

/// <summary>The figures of organisations: who is away, what is owed, what is late.</summary>
public sealed class OrganizationFigures(HongyanDb db)
{
    /// <summary>
    /// An organisation with all that lies below it, and the sums of those directly below. What an organisation owes for all its members
    /// away counts once. Read from what is kept; only what has changed since it was counted is counted now, so that the figures are always those of this
    /// moment.
    /// </summary>
    public async Task<Overview?> OfAsync(string top, DateOnly today, CancellationToken cancellation)
    {
        var rows = await RowsAsync(top, today, cancellation);
        return rows.Find(row => row.Path == top) is { } whole ? new Overview(whole, rows.FindAll(row => row.Path != top)) : null;
    }

    private Task<List<OrganizationCounts>> RowsAsync(string top, DateOnly today, CancellationToken cancellation) =>
        db.Database.SqlQuery<OrganizationCounts>($"""
        with place as (
          select path, name from organization where path = {top} or left(path, -4) = {top}
        ), stale as (
          select array_agg(distinct org_path) as paths from standing_mark where org_path >= {top} and org_path < {top + "/"}
        ), figure as (
          select p.path, s.* from place p cross join lateral (
            select sum(away) as away, sum(hosted) as hosted, sum(open) as open, sum(soon) as soon, sum(overdue) as overdue, sum(late) as late,
              sum(missed) as missed,
                   sum(within) as within, sum(expected) as expected, sum(not_left) as not_left
            from standing where org_path = p.path and on_date <= {today}) s
          union all
          select p.path, c.away, c.hosted, c.open, c.soon, c.overdue, c.late, c.missed, c.within, c.expected, c.not_left
          from (
            select n.org_path, n.away, n.hosted, n.open, n.soon, n.overdue, n.late, n.missed, n.within, n.expected, n.not_left
            from stale, standing_changes(stale.paths, {today}, {Todo.SoonDays}, {DutyCloser.OfOrganizations}) n where n.on_date <= {today}
            union all
            select left(marked, n), s.* from stale, unnest(stale.paths) marked, generate_series(length({top}), length(marked), 4) n cross join lateral (
              select -sum(away), -sum(hosted), -sum(open), -sum(soon), -sum(overdue), -sum(late), -sum(missed), -sum(within), -sum(expected), -sum(not_left)
              from standing where org_path = left(marked, n) and source = marked and on_date <= {today}) s) c
          join place p on starts_with(c.org_path, p.path)
        )
        select p.path as "Path", p.name as "Name", (select true from organization below where left(below.path, -4) = p.path limit 1) is not null as "HasBelow",
               coalesce(sum(f.away), 0) as "Away", coalesce(sum(f.hosted), 0) as "Hosted", coalesce(sum(f.open), 0) as "Open",
               coalesce(sum(f.soon), 0) as "Soon", coalesce(sum(f.overdue), 0) as "Overdue", coalesce(sum(f.late), 0) as "Late",
               coalesce(sum(f.missed), 0) as "Missed", coalesce(sum(f.within), 0) as "Within", coalesce(sum(f.expected), 0) as "Expected",
               coalesce(sum(f.not_left), 0) as "NotLeft",
               (select count(*) from sojourn s where s.home_path is null and s.host_at >= p.path and s.host_at < p.path || '/' and s.host_from <= {today}
                 and s.departed_on <= {today} and (s.ended_on is null or s.ended_on > {today}) and s.state <> 'cancelled'
                 and s.host_at <> all(hosts_elsewhere(p.path))) as "Guests", p.path <> {top} and host_place(p.path) is distinct from p.path as "LiesElsewhere"
        from place p left join figure f on f.path = p.path
        group by p.path, p.name
        order by p.path
        """).ToListAsync(cancellation);
}
