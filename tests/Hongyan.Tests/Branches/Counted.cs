using Hongyan.Data;
using Hongyan.Features.BranchOverview;
using Hongyan.Features.Duties;
using Hongyan.Features.Worklist;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.BranchOverview;

/// <summary>Whether the figures that are kept are those that counting everything finds, for every organisation as it sees itself.</summary>
internal static class Counted
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Where they differ, in words; and how many figures other than nothing were compared.</summary>
    public static async Task<(List<string> Differences, int Compared)> CompareAsync(TestInstallation installation)
    {
        await using var owner = installation.Db();
        var paths = await owner.Organizations.Select(o => o.Path).OrderBy(path => path).ToListAsync(Stop);
        var today = ChinaDate.Today(installation.Clock);
        var (differences, compared) = (new List<string>(), 0);
        var below = new Dictionary<string, Figures>();
        foreach (var path in paths)
        {
            await using var db = installation.PageDb();
            await using var transaction = await db.Database.BeginTransactionAsync(Stop);
            await db.Database.ExecuteSqlRawAsync(RequestTransaction.ScopeOf(Acting.As(Roles.Department, path)), Stop);
            var overview = (await new OrganizationFigures(db).OfAsync(path, today, Stop))!;
            var (kept, counted) = (Of(overview.Whole), await CountAsync(db, path, today));
            if (kept != counted)
                differences.Add($"{path} on {today:yyyy-MM-dd}: kept {kept}, counted {counted}");
            if (below.TryGetValue(path, out var seenAbove) && seenAbove != kept)
                differences.Add($"{path} on {today:yyyy-MM-dd}: {kept}, but {seenAbove} seen from above");
            foreach (var one in overview.Below)
                below[one.Path] = Of(one);
            compared += counted == new Figures() ? 0 : 1;
        }
        return (differences, compared);
    }

    private static Figures Of(OrganizationCounts row) =>
        new()
        {
            Away = row.Away,
            Hosted = row.Hosted,
            Open = row.Open,
            Soon = row.Soon,
            Overdue = row.Overdue,
            Late = row.Late,
            Missed = row.Missed,
            Within = row.Within,
            Expected = row.Expected,
            NotLeft = row.NotLeft,
        };

    /// <summary>Everything below an organisation, counted from the rows themselves.</summary>
    private static async Task<Figures> CountAsync(HongyanDb db, string top, DateOnly today)
    {
        var (end, soon) = (top + "/", today.AddDays(Todo.SoonDays));
        var year = new DateOnly(today.Year, 1, 1);
        var quarter = Period.Of(Interval.Quarter, today).First;
        return (await db.Database.SqlQuery<Figures>($"""
            with owed as (
              select org_path, due_on, late_on from duty
              where org_path >= {top} and org_path < {end} and opens_on <= {today} and moot_on is null and waived_on is null
                and done_on is null and (missed_on is null or missed_on > {today}) and kind <> all({DutyCloser.OfOrganizations})
              union all
              select org_path, due_on, late_on from duty
              where org_path >= {top} and org_path < {end} and opens_on <= {today} and moot_on is null and waived_on is null
                and late_on >= {quarter} and kind <> all({DutyCloser.OfOrganizations})
              union all
              select org_path, min(due_on), null::date from duty
              where org_path >= {top} and org_path < {end} and opens_on <= {today} and moot_on is null and waived_on is null
                and done_on is null and (missed_on is null or missed_on > {today}) and kind = any({DutyCloser.OfOrganizations})
              group by org_path, kind, period
            )
            select (select count(*) from sojourn where home_path >= {top} and home_path < {end} and ended_on is null and departed_on <= {today}) as "Away",
                   (select count(*) from sojourn where host_at >= {top} and host_at < {end} and host_at <> all (hosts_elsewhere({top}))
                      and ended_on is null and departed_on <= {today}) as "Hosted",
                   (select count(*) from sojourn where home_path >= {top} and home_path < {end} and host_at >= {top} and host_at < {end}
                      and host_at <> all (hosts_elsewhere({top})) and ended_on is null and departed_on <= {today}) as "Within",
                   (select count(*) from sojourn where host_path >= {top} and host_path < {end} and host_from is null and ended_on is null
                      and departed_on <= {today}) as "Expected",
                   (select count(*) from sojourn where home_path >= {top} and home_path < {end} and ended_on is null and departed_on > {today}) as "NotLeft",
                   count(*) filter (where late_on is null and due_on >= {today}) as "Open",
                   count(*) filter (where late_on is null and due_on between {today} and {soon}) as "Soon",
                   count(*) filter (where late_on is null and due_on < {today}) as "Overdue",
                   count(late_on) as "Late",
                   (select count(*) from duty where org_path >= {top} and org_path < {end} and done_on is null and moot_on is null and waived_on is null
                      and missed_on <= {today} and missed_on >= {year} and kind <> all({DutyCloser.OfOrganizations}))
                   + (select count(distinct (org_path, kind, period)) from duty where org_path >= {top} and org_path < {end} and done_on is null
                     and moot_on is null
                      and waived_on is null and missed_on <= {today} and missed_on >= {year} and kind = any({DutyCloser.OfOrganizations})) as "Missed"
            from owed
            """).ToListAsync(Stop))[0];
    }

    private sealed record Figures
    {
        public long Away { get; init; }
        public long Hosted { get; init; }
        public long Within { get; init; }
        public long Expected { get; init; }
        public long NotLeft { get; init; }
        public long Open { get; init; }
        public long Soon { get; init; }
        public long Overdue { get; init; }
        public long Late { get; init; }
        public long Missed { get; init; }
    }
}
