using System.Text.Json;
using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>The five sample files, one after the other into one database, give exactly what their expected files say.</summary>
public sealed class SampleTests
{
    private static readonly DateOnly On = new(2026, 11, 20);

    [Fact]
    public async Task The_samples_give_their_expected_results_and_change_nothing_the_second_time()
    {
        await using var installation = await TestInstallation.NewAsync(On);
        AllNew(await ImportAsync(installation, "organizations.xlsx", ImportKind.Organizations, into: null), 29);
        AllNew(await ImportAsync(installation, "members-national-export.xlsx", ImportKind.Members, "001"), 660);
        AllNew(await ImportAsync(installation, "outflow-roster.xlsx", ImportKind.Outflow, "001"), 6);
        Expected(await ImportAsync(installation, "outflow-roster-messy.xlsx", ImportKind.Outflow, "001.002"));
        await using (var db = installation.Db())
        {
            Assert.Equal(29, await db.Organizations.CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(660, await db.Members.CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(660, await db.Identities.CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(21,
                await db.Members.CountAsync(m => m.Status == "probationary" && m.ProbationEnds == m.Joined!.Value.AddYears(1),
                    TestContext.Current.CancellationToken));
            Assert.Equal(35, await db.Sojourns.CountAsync(TestContext.Current.CancellationToken));
            await NothingInFullAsync(db);
        }

        Unchanged(await ImportAsync(installation, "organizations.xlsx", ImportKind.Organizations, "001"), 29);
        Unchanged(await ImportAsync(installation, "members-national-export.xlsx", ImportKind.Members, "001"), 660);
        Unchanged(await ImportAsync(installation, "outflow-roster.xlsx", ImportKind.Outflow, "001"), 6);
        Unchanged(await ImportAsync(installation, "outflow-roster-messy.xlsx", ImportKind.Outflow, "001.002"), 29);
        await using var again = installation.Db();
        Assert.Equal(35, await again.Sojourns.CountAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<Judgement> ImportAsync(TestInstallation installation, string file, string kind, string? into)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = installation.Db();
        var writing = new RecordServices(installation.Instance, db);
        var importer = new Importer(db, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var judgement = await importer.JudgeAsync(Importer.Read(Files.Sample(file), kind), into, On, cancellation);
        await importer.SaveAsync(judgement, cancellation);
        await transaction.CommitAsync(cancellation);
        return judgement;
    }

    private static void AllNew(Judgement judgement, int rows) =>
        Assert.Equal((rows, 0, 0, 0, 0), (judgement.Accepted, judgement.Rejected, judgement.Unchanged, judgement.Problems.Count, judgement.Notes.Count));

    private static void Unchanged(Judgement judgement, int rows) => Assert.Equal((0, rows), (judgement.Accepted, judgement.Unchanged));

    private static void Expected(Judgement judgement)
    {
        using var document = JsonDocument.Parse(Files.Sample("outflow-roster-messy.expected.json"));
        var expected = document.RootElement;
        Assert.Equal(expected.GetProperty("headerRow").GetInt32(), judgement.Roster.HeaderRow);
        Assert.Equal(expected.GetProperty("headerRows").EnumerateArray().Select(row => row.GetInt32()), judgement.Roster.HeaderRows);
        Assert.Equal(expected.GetProperty("firstDataRow").GetInt32(), judgement.Roster.Rows[0].Number);
        Assert.Equal(expected.GetProperty("rows").GetInt32(), judgement.Rows.Count);
        Assert.Equal(expected.GetProperty("accepted").GetInt32(), judgement.Accepted);
        Assert.Equal(expected.GetProperty("rejected").GetInt32(), judgement.Rejected);
        Assert.Equal(
            expected.GetProperty("problems").EnumerateArray().Select(problem =>
                $"{problem.GetProperty("row")} {problem.GetProperty("column")} {problem.GetProperty("code")} {problem.GetProperty("severity")}"),
            judgement.Problems.Select(problem => $"{problem.Row} {problem.Title} {problem.Code} {problem.Severity.ToString().ToLowerInvariant()}"));
        Assert.Equal(5, judgement.Notes.Count(note => note.Code == ProblemCode.DateMonth));
    }

    /// <summary>No record, audit entry or readable column holds an ID number.</summary>
    private static async Task NothingInFullAsync(HongyanDb db)
    {
        var texts = await db.Records.Select(r => r.Data).Concat(db.Audit.Where(a => a.Details != null).Select(a => a.Details!))
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(texts, text => text.Contains("990101", StringComparison.Ordinal));
        Assert.All(await db.Members.Select(m => m.IdTail!).ToListAsync(TestContext.Current.CancellationToken), tail => Assert.Equal(4, tail.Length));
    }
}
