using Hongyan.Data;
using Hongyan.Features.BranchOverview;
using Hongyan.Features.Duties;
using Hongyan.Features.Import;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Demo;
using Hongyan.Tests.Import;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Scale;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.BranchOverview;

/// <summary>What is kept of how organisations stand is what counting finds, whatever is written and whatever day it is.</summary>
public sealed class OrganizationFiguresTests(DemoInstallation demo, ITestOutputHelper output) : IClassFixture<DemoInstallation>
{
    private const int Days = 5;
    private const int RecordsADay = 25;
    private readonly Random random = new(2026);
    private readonly Dictionary<string, int> written = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("part", "night")]
    public async Task The_demonstration_is_counted_rightly_through_random_records_and_days()
    {
        var installation = demo.Installation;
        var keeping = new OrganizationFiguresKeeping(installation.Instance);
        await AgreeAsync(installation, 20);
        Assert.True(await keeping.CatchUpAsync(Stop) > 20);
        Assert.Equal(0, await MarksAsync(installation));
        await AgreeAsync(installation, 20);
        for (var day = 0; day < Days; day++)
        {
            for (var record = 0; record < RecordsADay; record++)
                await WriteSomethingAsync(installation);
            Assert.NotEqual(0, await MarksAsync(installation));
            await AgreeAsync(installation, 20);
            if (day % 2 == 0)
                await keeping.CatchUpAsync(Stop);
            installation.Clock.Forward(TimeSpan.FromDays(random.Next(1, 40)));
            await AgreeAsync(installation, 20); // a new day, and nothing has run yet
            await new DutyRenewal(installation.Instance).RunAsync(progress: null, Stop);
            await AgreeAsync(installation, 20);
        }
        await keeping.CatchUpAsync(Stop);
        await AgreeAsync(installation, 20);
        output.WriteLine(string.Join(", ", written.OrderByDescending(one => one.Value).Select(one => $"{one.Key} {one.Value}")));
        Assert.True(written.Count > 6);

        var before = await PrintAsync(installation);
        await keeping.RenewAsync(Stop);
        Assert.Equal(before, await PrintAsync(installation));
        await using var db = installation.Db();
        await db.Database.ExecuteSqlAsync($"update standing set open = open + 1 where source = ''", Stop);
        Assert.NotEmpty((await Counted.CompareAsync(installation)).Differences);
    }

    [Fact]
    public async Task A_generated_province_is_counted_when_it_is_filled()
    {
        await using var installation = await TestInstallation.NewAsync(Province.Today);
        await Province.FillAsync(installation);
        Assert.Equal(0, await MarksAsync(installation));
        await AgreeAsync(installation, 40);
    }

    [Fact]
    public async Task What_is_imported_is_counted()
    {
        var on = new DateOnly(2026, 11, 20);
        await using var installation = await TestInstallation.NewAsync(on);
        foreach (var (file, kind) in new[]
        {
            ("organizations.xlsx", ImportKind.Organizations),
            ("members-national-export.xlsx", ImportKind.Members),
            ("outflow-roster.xlsx", ImportKind.Outflow),
        })
        {
            await using var db = installation.Db();
            var writing = new RecordServices(installation.Instance, db);
            var importer = new Importer(db, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit);
            await importer.SaveAsync(await importer.JudgeAsync(
                Importer.Read(Files.Sample(file), kind), kind == ImportKind.Organizations ? null : "001", on, Stop), Stop);
            await AgreeAsync(installation, kind == ImportKind.Outflow ? 4 : 0);
        }
        await new OrganizationFiguresKeeping(installation.Instance).CatchUpAsync(Stop);
        await AgreeAsync(installation, 4);
    }

    [Fact]
    public async Task Who_comes_through_the_door_of_another_host_is_counted_there()
    {
        await using var village = await ReceptionSteps.NewAsync();
        await village.HolderAsync(host: Village.Host);
        await new OrganizationFiguresKeeping(village.Installation.Instance).CatchUpAsync(Stop);
        using (var clerk = await village.ClerkAsync(ReceptionSteps.OtherCommittee))
            await clerk.ReceiveAsync();
        await AgreeAsync(village.Installation, 4);
        await new OrganizationFiguresKeeping(village.Installation.Instance).CatchUpAsync(Stop);
        await AgreeAsync(village.Installation, 4);
        await using var db = village.Installation.Db();
        var overview = (await new Features.BranchOverview.OrganizationFigures(db).OfAsync(Village.County, Village.Today, Stop))!;
        Assert.Equal([0, 0, 1], overview.Below.Select(one => one.Hosted));
    }

    /// <summary>Each alone: the other would leave the marks in its place.</summary>
    [Theory]
    [InlineData(nameof(Sojourn.HostPath))]
    [InlineData(nameof(Sojourn.HostAt))]
    public async Task A_change_of_host_marks_the_new_host_and_the_old_one(string property)
    {
        await using var village = await Village.NewAsync();
        var stay = await village.AwayAsync("周甲一", host: Village.Host);
        await using var db = village.Installation.Db();
        await db.OrganizationFiguresMarks.ExecuteDeleteAsync(Stop);
        var moved = await db.Sojourns.SingleAsync(one => one.Id == stay.Id, Stop);
        db.Entry(moved).Property(property).CurrentValue = Village.Neighbour;
        await db.SaveChangesAsync(Stop);
        Assert.Equal([Village.Home, Village.Neighbour, Village.Host],
            await db.OrganizationFiguresMarks.Select(mark => mark.OrgPath).OrderBy(path => path).ToListAsync(Stop));
    }

    private static async Task AgreeAsync(TestInstallation installation, int least)
    {
        var (differences, compared) = await Counted.CompareAsync(installation);
        Assert.Empty(differences);
        Assert.True(compared >= least, $"only {compared} compared");
    }

    private static async Task<int> MarksAsync(TestInstallation installation)
    {
        await using var db = installation.Db();
        return await db.OrganizationFiguresMarks.CountAsync(Stop);
    }

    /// <summary>Every sum, whatever day its parts are told on.</summary>
    private static async Task<List<string>> PrintAsync(TestInstallation installation)
    {
        await using var db = installation.Db();
        var today = ChinaDate.Today(installation.Clock);
        return await db.Database.SqlQuery<string>($"""
            select concat_ws(' ', org_path, source, day, sum(away), sum(hosted), sum(open), sum(soon), sum(overdue), sum(late), sum(missed), sum(within),
              sum(expected), sum(not_left)) as "Value"
            from (select *, greatest(on_date, {today}) as day from standing) told group by org_path, source, day
            having (sum(away), sum(hosted), sum(open), sum(soon), sum(overdue), sum(late), sum(missed), sum(within), sum(expected), sum(not_left)) <>
              (0, 0, 0, 0, 0, 0, 0, 0, 0, 0) order by 1
            """).ToListAsync(Stop);
    }

    /// <summary>Something that somebody might write of a stay; what the stay does not allow is refused and left.</summary>
    private async Task WriteSomethingAsync(TestInstallation installation)
    {
        await using var db = installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var today = ChinaDate.Today(installation.Clock);
        var keys = await db.Sojourns.OrderBy(s => s.MemberId).ThenBy(s => s.Id).Select(s => new { s.MemberId, s.Id }).ToListAsync(Stop);
        var key = keys[random.Next(keys.Count)];
        var branches = await db.Organizations.Where(o => o.Kind == "branch").Select(o => o.Path).OrderBy(path => path).ToListAsync(Stop);
        var recording = new RecordServices(installation.Instance, db).Recording;
        var stay = (await recording.HoldAsync(key.MemberId, key.Id, Stop))!;
        var (entry, name) = random.Next(4) == 0 ? await CorrectionAsync(db, stay)
            : (Entry.New(Happening(stay, today, branches[random.Next(branches.Count)])), null);
        if (entry is null || !await recording.WriteAsync(stay, [entry], Stop))
            return;
        await recording.SaveAsync(Stop);
        await transaction.CommitAsync(Stop);
        name ??= EventJson.TypeOf(entry.Happened);
        written[name] = written.GetValueOrDefault(name) + 1;
    }

    private async Task<(Entry? Entry, string? Name)> CorrectionAsync(HongyanDb db, Sojourn stay)
    {
        var records = await db.Records.AsNoTracking().Where(r => r.OwnerId == stay.MemberId && r.CaseId == stay.Id).OrderBy(r => r.Id).ToListAsync(Stop);
        var wrong = records[random.Next(records.Count)];
        var told = EventJson.Read(wrong.Data);
        return records.Exists(r => r.CorrectsId == wrong.Id) ? (null, null)
            : (new Entry(Guid.CreateVersion7(), told with { On = told.On.AddDays(random.Next(-20, 1)) }, wrong.Id), "corrected");
    }

    private SojournEvent Happening(Sojourn stay, DateOnly today, string branch)
    {
        var on = today.AddDays(-random.Next(0, 30));
        return random.Next(14) switch
        {
            0 or 1 => new ReportedIn { On = on, Organization = branch },
            2 or 3 => new Placed { On = on, Organization = branch },
            4 => new Refused { On = on, Code = "not-here" },
            5 => new Returned { On = on },
            6 => new TransferLetterIssued { On = on, ToPath = branch },
            7 => new Transferred { On = on, Branch = branch },
            8 => new Cancelled { On = on },
            9 => new MemberReported { On = on },
            10 => new Feedback { On = on, From = stay.HostPath is null ? Side.Home : Side.Host },
            11 => new DuesPaid { On = on, Months = [$"{on:yyyy-MM}"] },
            _ => new Contact { On = on, By = random.Next(2) == 0 ? Side.Home : Side.Host, Means = "phone", Topic = "general" },
        };
    }
}
