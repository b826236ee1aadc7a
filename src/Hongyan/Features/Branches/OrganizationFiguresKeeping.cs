using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Worklist;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.BranchOverview;

/// <summary>
/// Counts organisations again that are marked, and carries the difference up to all above them. One at a time does so, so that the sums of
/// a province, which every record below changes, are no row that writers wait for.
/// </summary>
public sealed class OrganizationFiguresKeeping(Installation installation)
{
    private const int AtOnce = 2000;

    /// <summary>Counts until no mark is left; returns how many organisations were counted.</summary>
    public async Task<int> CatchUpAsync(CancellationToken cancellation)
    {
        for (var (all, done) = (0, -1); ; all += done)
        {
            done = await SomeAsync(cancellation);
            if (done == 0)
                return all;
        }
    }

    /// <summary>Counts everything again, after rows were written by other ways than ours.</summary>
    public async Task<int> RenewAsync(CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await MarkAllAsync(db, cancellation);
        return await CatchUpAsync(cancellation);
    }

    public static Task MarkAllAsync(HongyanDb db, CancellationToken cancellation) => db.Database.ExecuteSqlAsync($"""
        insert into standing_mark
        select gen_random_uuid(), path from (select path from organization union select source from standing where source <> '') known
        """, cancellation);

    private async Task<int> SomeAsync(CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.HoldAsync(AdvisoryLock.OrganizationFigures, cancellation);
        // What is changed from here on leaves a mark of its own.
        var paths = await db.Database.SqlQuery<string>($"""
            with taken as (
              delete from standing_mark where org_path in (select distinct org_path from standing_mark order by org_path limit {AtOnce}) returning org_path
            )
            select distinct org_path as "Value" from taken
            """).ToListAsync(cancellation);
        if (paths.Count > 0)
            await CountAsync(db, [.. paths], ChinaDate.Today(installation.Clock), cancellation);
        await transaction.CommitAsync(cancellation);
        return paths.Count;
    }

    private static async Task CountAsync(HongyanDb db, string[] paths, DateOnly today, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync($"""
            with difference as (
              select org_path, source, on_date, sum(away) as away, sum(hosted) as hosted, sum(open) as open, sum(soon) as soon, sum(overdue) as overdue,
                sum(late) as late, sum(missed) as missed,
                     sum(within) as within, sum(expected) as expected, sum(not_left) as not_left
              from (
                select * from standing_changes({paths}, {today}, {Todo.SoonDays}, {DutyCloser.OfOrganizations})
                union all
                select s.org_path, s.source, s.on_date, -s.away, -s.hosted, -s.open, -s.soon, -s.overdue, -s.late, -s.missed,
                       -s.within, -s.expected, -s.not_left
                from unnest({paths}) counted, generate_series(3, length(counted), 4) n cross join lateral (
                  select * from standing where org_path = left(counted, n) and source = counted offset 0) s -- each by the key, never all
              ) both_times
              group by org_path, source, on_date
            ), raised as (
              select * from difference
              union all
              select left(org_path, n), '', on_date, sum(away), sum(hosted), sum(open), sum(soon), sum(overdue), sum(late), sum(missed),
                     sum(within), sum(expected), sum(not_left)
              from difference, generate_series(3, length(org_path) - 4, 4) n
              group by 1, on_date
            )
            insert into standing as kept (org_path, source, on_date, away, hosted, open, soon, overdue, late, missed, within, expected, not_left)
            select * from raised where (away, hosted, open, soon, overdue, late, missed, within, expected, not_left) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
            on conflict (org_path, source, on_date) do update set
              away = kept.away + excluded.away, hosted = kept.hosted + excluded.hosted, open = kept.open + excluded.open,
              soon = kept.soon + excluded.soon, overdue = kept.overdue + excluded.overdue, late = kept.late + excluded.late,
                missed = kept.missed + excluded.missed,
              within = kept.within + excluded.within, expected = kept.expected + excluded.expected, not_left = kept.not_left + excluded.not_left
            """, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from standing where away = 0 and hosted = 0 and open = 0 and soon = 0 and overdue = 0 and late = 0 and missed = 0
              and within = 0 and expected = 0 and not_left = 0
            """, cancellation);
    }
}
