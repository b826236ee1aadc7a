using Hongyan.Documents;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Papers;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Reports;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Papers;

/// <summary>What is exported and imported again changes nothing.</summary>
public sealed class RoundTripTests(Sampled sampled) : IClassFixture<Sampled>
{
    [Theory]
    [InlineData("organizations", ImportKind.Organizations, false, 29)]
    [InlineData("roster-members", ImportKind.Members, true, 660)]
    [InlineData("roster-members", ImportKind.Members, false, 660)]
    [InlineData("roster-outflow", ImportKind.Outflow, true, 6)]
    [InlineData("roster-outflow", ImportKind.Outflow, false, 6)]
    public async Task An_exported_roster_is_imported_again_without_change(string paper, string kind, bool withNumbers, int rows)
    {
        var judgement = await AgainAsync(paper, kind, withNumbers);

        Assert.Equal((rows, 0, 0), (judgement.Unchanged, judgement.Accepted, judgement.Rejected));
        Assert.Empty(judgement.Problems);
    }

    [Fact]
    public async Task An_exported_inflow_roster_is_imported_again_without_change()
    {
        await using (var db = sampled.Installation.Db())
        {
            var stays = await db.Sojourns
                .AsNoTracking()
                .Where(stay => stay.HostPath == null && stay.EndedOn == null)
                .OrderBy(stay => stay.Id)
                .Take(3)
                .ToListAsync(TestContext.Current.CancellationToken);
            foreach (var stay in stays)
                await sampled.RecordAsync(stay, new ReportedIn { On = stay.DepartedOn.AddDays(9) },
                    new Placed { On = stay.DepartedOn.AddDays(12), Organization = await HostAsync(stay.HomePath!) });
        }

        var judgement = await AgainAsync("roster-inflow", ImportKind.Inflow, withNumbers: false);

        Assert.Equal((3, 0, 0), (judgement.Unchanged, judgement.Accepted, judgement.Rejected));
    }

    private async Task<string> HostAsync(string home)
    {
        await using var db = sampled.Installation.Db();
        return await db.Organizations
            .Where(one => one.Kind == "branch" && one.Path != home)
            .OrderByDescending(one => one.Path)
            .Select(one => one.Path)
            .FirstAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Judgement> AgainAsync(string key, string kind, bool withNumbers)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = sampled.Installation.Db();
        var county = await db.Organizations.SingleAsync(one => one.Path == Sampled.County, cancellation);
        var sheet = await PaperList.List(key)!
            .MakeAsync(PaperInstallation.ContextOf(sampled.Installation, db, Sampled.County),
                new Asked(county, Sampled.Day, Interval.Year, withNumbers), cancellation);
        using var file = new MemoryStream();
        await XlsxWriter.WriteAsync(sheet, file, cancellation);

        var writing = new RecordServices(sampled.Installation.Instance, db);
        var importer = new Importer(db, sampled.Installation.Instance.Policy, sampled.Installation.Instance.Secrets, writing.Recording, writing.Audit);
        return await importer.JudgeAsync(
            Importer.Read(file.ToArray(), kind), kind == ImportKind.Organizations ? null : Sampled.County, Sampled.Day, cancellation);
    }
}
