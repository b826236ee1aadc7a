using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hongyan.Features.Reports;

/// <summary>Goes through the records of a large organisation and keeps the problems that they show. Its job has the id of the report.</summary>
public sealed class ProblemReportJob(Installation installation) : RequestedWork
{
    /// <summary>Of up to so many people the page makes the report at once.</summary>
    public int AtOnce { get; set; } = 5_000;

    internal static BackgroundJob For(Guid report, string orgPath, Guid? account, DateTimeOffset now) =>
        new() { Id = report, Kind = nameof(ProblemReportJob), OrgPath = orgPath, AccountId = account, AskedAt = now };

    public override async Task<object?> RunAsync(JobRun run)
    {
        if (await run.Db.ProblemReports.AsNoTracking().FirstOrDefaultAsync(one => one.Id == run.Job.Id && one.ToldAt == null, run.Stopping) is { } report)
        {
            run.Db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            await BuildAsync(run, report);
        }
        return null;
    }

    private async Task BuildAsync(JobRun run, KeptProblemReport report)
    {
        var (db, cancellation) = (run.Db, run.Stopping);
        await db.ReportedProblems.Where(one => one.TellingId == report.Id).ExecuteDeleteAsync(cancellation); // of a run that was cut short
        var keys = await new Headcount(db, report.OnDate, report.OrgPath).AllAsync(cancellation);
        run.Report(0, keys.Count);
        var shown = await new ProblemReportBuilder(db, new RecordServices(installation, db).Policies, installation.Policy, report.OnDate, report.OrgPath)
            .BuildAsync(keys, (found, done) => KeepAsync(run, report, found, done, keys.Count), cancellation);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.ProblemReports
            .Where(one => one.OrgPath == report.OrgPath && one.OnDate == report.OnDate && one.ToldAt != null)
            .ExecuteDeleteAsync(cancellation);
        var (now, problems) = (installation.Clock.GetUtcNow(), JsonSerializer.Serialize(shown));
        if (await db.ProblemReports.Where(one => one.Id == report.Id).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.ToldAt, now).SetProperty(one => one.Total, keys.Count).SetProperty(one => one.Problems, problems), cancellation) == 0)
            throw new OperationCanceledException("The report was stopped.");
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whoever stops the run deletes its row: nothing is kept for it then.</summary>
    private static async Task KeepAsync(JobRun run, KeptProblemReport report, IReadOnlyList<FoundProblem> found, int done, int total)
    {
        await using var transaction = await run.Db.Database.BeginTransactionAsync(run.Stopping);
        if ((await run.Db.ProblemReports
            .FromSql($"select * from situation_telling where id = {report.Id} for share")
            .AsNoTracking()
            .ToListAsync(run.Stopping)).Count == 0)
            throw new OperationCanceledException("The report was stopped.");
        await SendAsync((NpgsqlConnection)run.Db.Database.GetDbConnection(), report, found, run.Stopping);
        await transaction.CommitAsync(run.Stopping);
        run.Report(done, total);
    }

    private static async Task SendAsync(
        NpgsqlConnection connection, KeptProblemReport report, IReadOnlyList<FoundProblem> found, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            insert into situation_problem (member_id, telling_id, kind, sojourn_id, since, org_path)
            select member_id, $1, kind, sojourn_id, since, $2 from unnest($3, $4, $5, $6) found (member_id, kind, sojourn_id, since)
            """, connection);
        foreach (var value in new object[]
        {
            report.Id, report.OrgPath, found.Select(one => one.Stay.MemberId).ToArray(), found.Select(one => one.Problem.Kind).ToArray(),
            found.Select(one => one.Stay.Id).ToArray(), found.Select(one => one.Problem.Since).ToArray(),
        })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
