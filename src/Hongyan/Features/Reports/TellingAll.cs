using System.Text.Json;
using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hongyan.Features.Reports;

/// <summary>Tells in the background what the records of a large organisation show, and keeps it with those whom it concerns.</summary>
public sealed class TellingAll(Installation house, ILogger<TellingAll> log) : LongWork(house, log)
{
    /// <summary>Of so many people the page tells it at once.</summary>
    public int AtOnce { get; set; } = 5_000;

    public static void Services(IServiceCollection services) =>
        services.AddSingleton<TellingAll>().AddHostedService(provider => provider.GetRequiredService<TellingAll>());

    protected override async Task<IReadOnlyList<Guid>> UnfinishedAsync(HongyanDb db, CancellationToken cancellation) =>
        await db.SituationTellings.Where(one => one.ToldAt == null).OrderBy(one => one.BegunAt).Select(one => one.Id).ToListAsync(cancellation);

    protected override async Task WorkAsync(HongyanDb db, Guid id, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation); // which holds the lock
        if (!await db.Database.TryKeepAsync(AdvisoryLock.ProblemReport, id.ToString(), cancellation))
            return; // another server is at it
        if (await db.SituationTellings.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id && one.ToldAt == null, cancellation) is not { } telling)
            return;
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        try
        {
            await TellAsync(db, telling, cancellation);
        }
        catch (Stopped)
        {
            log.LogInformation("The telling for {Organisation} as of {Day} was stopped", telling.OrgPath, telling.OnDate);
        }
    }

    private async Task TellAsync(HongyanDb db, SituationTelling telling, CancellationToken cancellation)
    {
        await db.ToldProblems.Where(one => one.TellingId == telling.Id).ExecuteDeleteAsync(cancellation); // of a telling that was cut short
        var keys = await new Headcount(db, telling.OnDate, telling.OrgPath).AllAsync(cancellation);
        var shown = await new ProblemTelling(db, new Writing(House, db).Policies, House.Policy, telling.OnDate, telling.OrgPath)
            .TellAsync(keys, (found, done) => KeepAsync(db, telling, found, done, keys.Count, cancellation), cancellation);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SituationTellings.Where(one => one.OrgPath == telling.OrgPath && one.OnDate == telling.OnDate && one.ToldAt != null).ExecuteDeleteAsync(cancellation);
        var (now, problems) = (House.Clock.GetUtcNow(), JsonSerializer.Serialize(shown));
        if (await db.SituationTellings.Where(one => one.Id == telling.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ToldAt, now).SetProperty(one => one.Problems, problems), cancellation) == 0)
            throw new Stopped();
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whoever stops the telling takes its row away: then there is nothing to say how far it is.</summary>
    private static async Task KeepAsync(HongyanDb db, SituationTelling telling, IReadOnlyList<FoundProblem> found, int done, int total, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.SituationTellings.Where(one => one.Id == telling.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Done, done).SetProperty(one => one.Total, total), cancellation) == 0)
            throw new Stopped();
        await SendAsync((NpgsqlConnection)db.Database.GetDbConnection(), telling, found, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task SendAsync(NpgsqlConnection connection, SituationTelling telling, IReadOnlyList<FoundProblem> found, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            insert into situation_problem (member_id, telling_id, kind, sojourn_id, since, org_path)
            select member_id, $1, kind, sojourn_id, since, $2 from unnest($3, $4, $5, $6) found (member_id, kind, sojourn_id, since)
            """, connection);
        foreach (var value in new object[]
        {
            telling.Id, telling.OrgPath, found.Select(one => one.Stay.MemberId).ToArray(), found.Select(one => one.Problem.Kind).ToArray(),
            found.Select(one => one.Stay.Id).ToArray(), found.Select(one => one.Problem.Since).ToArray(),
        })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed class Stopped : Exception;
}
