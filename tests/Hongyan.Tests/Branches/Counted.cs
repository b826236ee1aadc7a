using Hongyan.Data;
using Hongyan.Features.BranchOverview;
using Hongyan.Features.Duties;
using Hongyan.Features.Worklist;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.BranchOverview;

/// <summary>Whether the figures that are kept are those that counting everything finds, for every organisation as it sees itself.</summary>
internal static class Counted
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Where they differ, in words; and how many figures other than nothing were compared.</summary>
    public static async Task<(List<string> Differences, int Compared)> CompareAsync(TestHouse house)
    {
        await using var owner = house.Db();
        var paths = await owner.Organizations.Select(o => o.Path).OrderBy(path => path).ToListAsync(Stop);
        var today = ChinaDate.Today(house.Clock);
        var (differences, compared) = (new List<string>(), 0);
        var below = new Dictionary<string, Figures>();
        foreach (var path in paths)
        {
            await using var db = house.PageDb();
            await using var transaction = await db.Database.BeginTransactionAsync(Stop);
            await db.Database.ExecuteSqlRawAsync(RequestTransaction.ScopeOf(Acting.As(Roles.Department, path)), Stop);
            var overview = (await new Standing(db).OfAsync(path, today, Stop))!;
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

    private static Figures Of(Row row) => new() { Away = row.Away, Hosted = row.Hosted, Open = row.Open, Soon = row.Soon, Overdue = row.Overdue, Late = row.Late };

    /// <summary>Everything below an organisation, counted from the rows themselves.</summary>
    private static async Task<Figures> CountAsync(HongyanDb db, string top, DateOnly today)
    {
        var (end, soon) = (top + "/", today.AddDays(Todo.SoonDays));
        var quarter = Period.Of(Interval.Quarter, today).First;
        return (await db.Database.SqlQuery<Figures>($"""
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
            )
            select (select count(*) from sojourn where home_path >= {top} and home_path < {end} and ended_on is null and departed_on <= {today}) as "Away",
                   (select count(*) from sojourn where host_path >= {top} and host_path < {end} and ended_on is null and departed_on <= {today}) as "Hosted",
                   count(*) filter (where done_on is null and due_on >= {today}) as "Open",
                   count(*) filter (where done_on is null and due_on between {today} and {soon}) as "Soon",
                   count(*) filter (where done_on is null and due_on < {today}) as "Overdue",
                   count(done_on) as "Late"
            from owed
            """).ToListAsync(Stop))[0];
    }

    private sealed record Figures
    {
        public long Away { get; init; }
        public long Hosted { get; init; }
        public long Open { get; init; }
        public long Soon { get; init; }
        public long Overdue { get; init; }
        public long Late { get; init; }
    }
}
