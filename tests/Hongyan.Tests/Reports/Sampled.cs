using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Reports;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reports;

/// <summary>An installation with the sample county in it, as of 20 November 2026.</summary>
public sealed class Sampled : IAsyncLifetime
{
    public const string County = "001";
    public static readonly DateOnly Day = new(2026, 11, 20);

    public TestInstallation Installation { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Installation = await TestInstallation.NewAsync(Day);
        await ImportAsync("organizations.xlsx", ImportKind.Organizations);
        await ImportAsync("members-national-export.xlsx", ImportKind.Members);
        await ImportAsync("outflow-roster.xlsx", ImportKind.Outflow);
    }

    public async Task<SituationReport> ReportAsync(DateOnly day, string org = County)
    {
        await using var db = Installation.Db();
        var situation = (await new SituationQuery(db).AsOfAsync(day, org, TestContext.Current.CancellationToken))!;
        var told = await ProblemReport.NowAsync(db, new RecordServices(Installation.Instance, db).Policies, Installation.Instance.Policy, day, org,
            TestContext.Current.CancellationToken);
        return new SituationReport(situation.Organization, situation.Figures, told.Problems, ToldAt: null)
        {
            Regions = Installation.Instance.Policy.Regions, Traffic = await new TrafficQuery(db).AsOfAsync(day, org, TestContext.Current.CancellationToken),
        };
    }

    /// <summary>Everybody in a group.</summary>
    public async Task<IReadOnlyList<PersonAway>> NamesAsync(DateOnly day, string breakdown, string group)
    {
        await using var db = Installation.Db();
        var query = new SituationQuery(db);
        var situation = (await query.AsOfAsync(day, County, TestContext.Current.CancellationToken))!;
        var stays = await query.InGroupAsync(situation, breakdown, group, 0, int.MaxValue, TestContext.Current.CancellationToken);
        return [.. (await query.PeopleAsync(stays, day, County, TestContext.Current.CancellationToken)).Values];
    }

    /// <summary>The first sojourn by departure.</summary>
    public async Task<Sojourn> FirstAsync()
    {
        await using var db = Installation.Db();
        return await db.Sojourns.AsNoTracking().OrderBy(sojourn => sojourn.DepartedOn).FirstAsync();
    }

    public async Task RecordAsync(Sojourn sojourn, params SojournEvent[] happened)
    {
        await using var db = Installation.Db();
        var recording = new RecordServices(Installation.Instance, db).Recording;
        var held = await db.Sojourns.SingleAsync(one => one.MemberId == sojourn.MemberId && one.Id == sojourn.Id);
        Assert.True(await recording.AddAsync(held, happened, TestContext.Current.CancellationToken));
        await recording.SaveAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await Installation.DisposeAsync();

    private async Task ImportAsync(string file, string kind)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = Installation.Db();
        var writing = new RecordServices(Installation.Instance, db);
        var importer = new Importer(db, Installation.Instance.Policy, Installation.Instance.Secrets, writing.Recording, writing.Audit);
        var content = await File.ReadAllBytesAsync(Path.Combine(TestCluster.RepositoryRoot, "tests", "samples", file), cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var judgement = await importer.JudgeAsync(Importer.Read(content, kind), kind == ImportKind.Organizations ? null : County, Day, cancellation);
        Assert.Equal(0, judgement.Rejected);
        await importer.SaveAsync(judgement, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
