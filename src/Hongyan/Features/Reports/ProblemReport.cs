using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reports;

/// <summary>Somebody whose records show a problem, and since when.</summary>
internal readonly record struct ShownPerson(SojournKey Stay, DateOnly Since);

/// <summary>The problems that the records of an organisation show on a day, as far as they are known.</summary>
/// <param name="Problems">Nothing until the report is made.</param>
/// <param name="At">When it was made, if not just now.</param>
/// <param name="UnderWay">The run that is under way.</param>
internal sealed record ProblemReport(
    IReadOnlyList<ShownProblem>? Problems, DateTimeOffset? At, Guid? UnderWay, Func<string, int, int, Task<IReadOnlyList<ShownPerson>>> PeopleAsync)
{
    public static readonly ProblemReport Nothing = new([], At: null, UnderWay: null, (_, _, _) => Task.FromResult<IReadOnlyList<ShownPerson>>([]));

    /// <summary>Made now, of few people.</summary>
    public static async Task<ProblemReport> NowAsync(
        HongyanDb db, Policies policies, PolicyLibrary library, DateOnly day, string path, CancellationToken cancellation)
    {
        var all = new List<FoundProblem>();
        var problems = await new ProblemReportBuilder(db, policies, library, day, path)
            .BuildAsync(await new Headcount(db, day, path).AllAsync(cancellation), TakeAsync, cancellation);
        var people = all.ToLookup(one => one.Problem.Kind, one => new ShownPerson(one.Stay, one.Problem.Since));
        return new ProblemReport(problems, At: null, UnderWay: null,
            (kind, skip, take) => Task.FromResult<IReadOnlyList<ShownPerson>>([.. people[kind].OrderBy(one => one.Since).Skip(skip).Take(take)]));

        Task TakeAsync(IReadOnlyList<FoundProblem> found, int done)
        {
            all.AddRange(found);
            return Task.CompletedTask;
        }
    }

    /// <summary>As it was made and kept.</summary>
    public static async Task<ProblemReport> KeptAsync(HongyanDb db, DateOnly day, string path, CancellationToken cancellation)
    {
        var reports = await db.ProblemReports.AsNoTracking().Where(one => one.OrgPath == path && one.OnDate == day).ToListAsync(cancellation);
        var underWay = reports.Find(one => one.ToldAt is null)?.Id;
        if (reports.Find(one => one.ToldAt is not null) is not { } kept)
            return Nothing with { Problems = null, UnderWay = underWay };
        return new ProblemReport(JsonSerializer.Deserialize<IReadOnlyList<ShownProblem>>(kept.Problems!), kept.ToldAt, underWay, async (kind, skip, take) =>
            await db.ReportedProblems.Where(one => one.TellingId == kept.Id && one.Kind == kind).OrderBy(one => one.Since).ThenBy(one => one.MemberId)
                .Skip(skip).Take(take).Select(one => new ShownPerson(new SojournKey(one.MemberId, one.SojournId), one.Since)).ToListAsync(cancellation));
    }

    /// <summary>Begins a run, unless one was begun already; whoever comes second gets the same run.</summary>
    public static async Task<Guid> BeginAsync(HongyanDb db, DateOnly day, string path, Guid? account, DateTimeOffset now, CancellationToken cancellation)
    {
        var job = ProblemReportJob.For(Guid.CreateVersion7(), path, account, now);
        var isNew = await db.Database.ExecuteSqlAsync($"""
            insert into situation_telling (id, org_path, on_date, begun_at) values ({job.Id}, {path}, {day}, {now})
            on conflict (org_path, on_date) where told_at is null do nothing
            """, cancellation) == 1;
        if (isNew)
        {
            db.BackgroundJobs.Add(job);
            await db.SaveChangesAsync(cancellation);
        }
        return isNew
            ? job.Id
            : await db.ProblemReports
                .Where(one => one.OrgPath == path && one.OnDate == day)
                .OrderByDescending(one => one.BegunAt)
                .Select(one => one.Id)
                .FirstAsync(cancellation);
    }
}
