using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>The organisations and members that the cases suppose.</summary>
public sealed class RosterInstallation : IAsyncLifetime
{
    internal static readonly DateOnly On = new(2026, 11, 30);

    public TestInstallation Installation { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Installation = await TestInstallation.NewAsync(On);
        await using var db = Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(29, (await ImportAsync(db, Files.Sample("organizations.xlsx"), ImportKind.Organizations, into: null)).Accepted);
        Assert.Equal(108, (await ImportAsync(db, RosterCase.Content("00-members-base"), ImportKind.Members)).Accepted);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    internal async Task<Judgement> ImportAsync(HongyanDb db, byte[] content, string kind, string? into = "001", ReadingScope? scope = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var writing = new RecordServices(Installation.Instance, db);
        var importer = new Importer(db, Installation.Instance.Policy, Installation.Instance.Secrets, writing.Recording, writing.Audit);
        var judgement = await importer.JudgeAsync(Importer.Read(content, kind, scope), into, On, cancellation);
        await importer.SaveAsync(judgement, cancellation);
        return judgement;
    }
}

/// <summary>Each file is a trouble that somebody reported in public about rosters; its expected file says what is right.</summary>
public sealed class RosterCaseTests(RosterInstallation rosters) : IClassFixture<RosterInstallation>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. RosterCase.All];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_roster_of_other_peoples_troubles_is_read_as_its_author_meant_it(string name)
    {
        var expected = RosterCase.Read(name);
        await using var db = rosters.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop); // and never committed: each case stands by itself
        if (expected.After is { } before)
        {
            await rosters.ImportAsync(db, RosterCase.Content(before), RosterCase.Read(before).Kind);
            db.ChangeTracker.Clear();
        }
        if (expected.Refused is { } code)
        {
            Assert.Equal(code, Assert.Throws<UnreadableFile>(() => Importer.Read(RosterCase.Content(name), expected.Kind)).Code);
            return;
        }
        var judgement = await rosters.ImportAsync(db, RosterCase.Content(name), expected.Kind);
        Assert.Equal(expected.Problems,
            judgement.Problems.Select(problem => $"{problem.Row} {problem.Title} {problem.Code} {problem.Severity.ToString().ToLowerInvariant()}"));
        Assert.Equal((expected.Accepted, expected.Rejected, expected.Unchanged), (judgement.Accepted, judgement.Rejected, judgement.Unchanged));
        Assert.Equal(expected.Notes, judgement.Notes.Select(note => note.Code));
        Assert.Equal(expected.Unread, judgement.Roster.Unread.Select(unread => $"{unread.What} {unread.Places("、")} {unread.Rows}"));
        Assert.Equal(expected.Remarks, judgement.Roster.Remarks.Select(remark => remark.What));
        Assert.Equal(expected.Sheet ?? judgement.Roster.Sheet.Name, judgement.Roster.Sheet.Name);
        Assert.Equal(expected.HeaderRow ?? judgement.Roster.HeaderRow, judgement.Roster.HeaderRow);
        Rows(expected, judgement);
        await KeptAsync(expected, db, judgement);
    }

    [Theory]
    [InlineData("05-sheet-per-branch", true, false)]
    [InlineData("07-filtered-rows", false, true)]
    public async Task What_was_not_read_is_read_when_it_is_asked_for(string name, bool allSheets, bool hiddenRows)
    {
        var expected = RosterCase.Read(name);
        var usual = new Judgement(Importer.Read(RosterCase.Content(name), expected.Kind), "001", RosterInstallation.On, [], [], []);
        Assert.Contains(ImportReport.Lines(name, usual, saved: false, dryRun: true),
            line => line.Contains(allSheets ? "--all-sheets" : "--hidden-rows", StringComparison.Ordinal));
        var counts = allSheets ? expected.AllSheets! : expected.HiddenRows!;
        await using var db = rosters.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var judgement = await rosters.ImportAsync(db, RosterCase.Content(name), expected.Kind, scope: new ReadingScope(allSheets, hiddenRows));
        Assert.Equal((counts.Accepted, counts.Rejected), (judgement.Accepted, judgement.Rejected));
        Assert.Empty(judgement.Roster.Unread);
    }

    [Fact]
    public async Task One_after_the_other_into_one_register_no_row_that_was_right_alone_is_rejected()
    {
        await using var db = rosters.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        foreach (var name in RosterCase.All)
        {
            var expected = RosterCase.Read(name);
            if (expected.Refused is not null) continue;
            var judgement = await rosters.ImportAsync(db, RosterCase.Content(name), expected.Kind);
            db.ChangeTracker.Clear();
            Assert.Equal((name, expected.Accepted + expected.Unchanged, expected.Rejected),
                (name, judgement.Accepted + judgement.Unchanged, judgement.Rejected));
        }
    }

    private static void Rows(RosterCase expected, Judgement judgement)
    {
        List<Change> changes = [.. judgement.Rows.Select(row => row.Change).OfType<Change>()];
        if (expected.Names is { } names)
            Assert.Equal(names, changes.Select(change => change is MemberChange member ? member.Said.Person.Name : ((SojournChange)change).Said.Person.Name));
        if (expected.Phones is { } phones) Assert.Equal(phones, changes.Cast<SojournChange>().Select(change => change.Said.Phone));
        if (expected.Codes is { } codes)
            Assert.Equal(codes, changes.Cast<SojournChange>().Zip(codes, (change, code) => change.Said.Facts.DestinationCode?[..(code?.Length ?? 6)]));
    }

    private static async Task KeptAsync(RosterCase expected, HongyanDb db, Judgement judgement)
    {
        var stays = await db.Sojourns.AsNoTracking().OrderBy(sojourn => sojourn.DepartedOn).ToListAsync(Stop);
        if (expected.Departed is { } departed) Assert.Equal(departed, stays.Select(stay => stay.DepartedOn));
        if (expected.Returned is { } returned) Assert.Equal(returned, stays.Select(stay => stay.EndedOn));
        if (expected.Hosts is { } hosts)
        {
            var nameOf = await db.Organizations.ToDictionaryAsync(organization => organization.Path, organization => organization.Name, Stop);
            Assert.Equal(hosts, stays.Select(stay => stay.HostPath is null ? null : nameOf[stay.HostPath].Replace("中共", "", StringComparison.Ordinal)));
        }
        if (expected.ProbationEnds is { } ends)
        {
            var names = judgement.Rows.Select(row => row.Change).OfType<MemberChange>().Select(change => change.Said.Person.Name).ToList();
            Assert.Equal(ends, await db.Members.Where(member => names.Contains(member.Name)).Select(member => member.ProbationEnds).ToListAsync(Stop));
        }
    }
}
