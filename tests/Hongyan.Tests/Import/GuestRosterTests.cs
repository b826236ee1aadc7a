using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>Rosters of people who are registered outside: every answer of a row, against a real database.</summary>
public sealed class GuestRosterTests : IAsyncLifetime
{
    private const string Branch = "乙镇西村党支部", Home = "外省青禾市柳湾镇柳湾村党支部";
    private static readonly DateOnly On = new(2026, 11, 20);
    private static readonly string[] Inflow =
        ["姓名", "身份证号码", "出生日期", "流入党支部", "流入时间", "外出时间", "流出地党组织", "流出地", "联系人及电话", "活动证号", "联系电话"];
    private static readonly string[] Announced = ["姓名", "身份证号码", "所在支部", "流出地", "外出时间", "联系电话"];
    private static readonly string Zhang = IdNumber.WithCheck("99010119900101001");
    private static readonly string Li = IdNumber.WithCheck("99010119900101003");
    private static readonly string Wang = IdNumber.WithCheck("99010119910202001");
    private TestInstallation installation = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.LentAsync(On);
        await installation.AddOrganizationAsync("001", "某县", "organization-department");
        await installation.AddOrganizationAsync("001.001", "中共甲镇委员会", "committee");
        await installation.AddOrganizationAsync("001.001.001", "甲镇东村党支部");
        await installation.AddOrganizationAsync("001.002", "中共乙镇委员会", "committee");
        await installation.AddOrganizationAsync("001.002.001", Branch);
        await installation.AddOrganizationAsync("001.002.002", "乙镇北村党支部");
        await ImportAsync(ImportKind.Members, "001", ["姓名", "性别", "公民身份号码", "出生日期", "所在党支部", "手机号码"],
            ["张三", "男", Zhang, "1990-01-01", "甲镇东村党支部", "19900000001"]);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task A_guest_is_kept_with_his_home_and_the_same_file_again_changes_nothing()
    {
        string[][] file =
        [
            Inflow,
            Row("李四", Li, departed: "2026-02-20", home: Home, place: "湖南省长沙县", contact: "赵敏 19900004444", certificate: "QH-7", phone: "19900000004"),
        ];
        var judgement = await ImportAsync(ImportKind.Inflow, "001.002", file);
        Assert.Equal((1, 0, 0), (judgement.Accepted, judgement.Rejected, judgement.Problems.Count));
        Assert.Equal([Home], judgement.Homes!.Made);
        await using var db = installation.Db();
        var member = await db.Members.SingleAsync(m => m.HomePath == null, Stop);
        Assert.Equal(("李四", "male", new DateOnly(1990, 1, 1), "19900000004"), (member.Name, member.Sex, member.Born!.Value, member.Phone));
        var stay = await db.Sojourns.SingleAsync(s => s.MemberId == member.Id, Stop);
        Assert.Equal(("placed", "001.002.001", new DateOnly(2026, 2, 20), "QH-7", "赵敏"),
            (stay.State, stay.HostPath, stay.DepartedOn, stay.CertificateNumber, stay.HomeContact));
        var entry = await db.OutsideOrganizations.SingleAsync(Stop);
        Assert.Equal((Home, "branch", "430121", "19900004444", stay.HomeOutside), (entry.Name, entry.Level, entry.RegionCode, entry.Phone, entry.Id));
        Assert.Equal(1, await db.GuestNumbers.CountAsync(Stop));
        Assert.Empty(await db.Duties.Where(d => d.CaseId == stay.Id && d.Kind == "ask-home").ToListAsync(Stop)); // he has a certificate

        var again = await ImportAsync(ImportKind.Inflow, "001.002", file);
        Assert.Equal((0, 0, 1), (again.Accepted, again.Rejected, again.Unchanged));
        Assert.Empty(again.Homes!.Made);
    }

    [Fact]
    public async Task What_a_row_leaves_out_is_said_and_bars_nobody_who_can_be_told_from_others()
    {
        var judgement = await ImportAsync(ImportKind.Inflow, "001.002", Inflow,
            Row("王甲", "", place: "湖南省", phone: "19900000011"),
            Row("王乙", "保密", born: "1988-08-08", home: Home),
            Row("王丙", "不清楚", home: Home),
            Row("赵一", "", born: "1970-01-01", home: "甲镇东村党支部"));
        Assert.Equal((2, 2), (judgement.Accepted, judgement.Rejected));
        Assert.Equal(["2 身份证号码 identity-open warn", "2 流出地党组织 home-unknown warn", "3 身份证号码 identity-open warn",
            "4 身份证号码 required-missing reject", "5 流出地党组织 member-unknown reject"], Problems(judgement));
        Assert.Equal([Home], judgement.Homes!.Made);
        await using var db = installation.Db();
        var told = await db.Records.Where(r => r.Type == "reported-in").Select(r => r.Data).ToListAsync(Stop);
        Assert.Contains(told.Select(EventJson.Read).OfType<ReportedIn>(), one => one is { HomeUnknown: true, HomeSaid: "湖南省" });
    }

    [Fact]
    public async Task A_later_file_tells_the_departure_another_branch_and_what_contradicts()
    {
        await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李四", Li, home: Home, phone: "19900000004"));
        var learned = await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李四", Li, departed: "2026-02-01", home: Home));
        Assert.Equal((1, "departure-learned"), (learned.Accepted, learned.Notes.Single().Code));
        Assert.Equal(new DateOnly(2026, 2, 1), (await StayAsync()).DepartedOn);
        Only(ProblemCode.AlreadyAway, "other-host",
            await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李四", Li, branch: "乙镇北村党支部", home: Home)));
        var moved = await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李四", Li, branch: "乙镇北村党支部", arrived: "2026-06-01", home: Home));
        Assert.Equal((1, "host-changed"), (moved.Accepted, moved.Notes.Single().Code));
        Assert.Equal("001.002.002", (await StayAsync()).HostPath);
        Only(ProblemCode.IdentityConflict, null, await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李五", Li, home: Home)));
        Only(ProblemCode.IdentityConflict, "phone",
            await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李四", Wang, home: Home, phone: "19900000004")));
        Only(ProblemCode.TextTooLong, null,
            await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李四", Li, home: new string('长', 101))));
    }

    [Fact]
    public async Task One_person_is_never_two()
    {
        await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("王甲", "", home: Home, phone: "19900000011"));
        var known = await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("王甲", Wang, home: Home, phone: "19900000011"));
        Assert.Equal((1, 0), (known.Accepted, known.Rejected)); // his number is learned
        Assert.Equal(1, (await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("王甲", Wang, home: Home))).Unchanged);
        Assert.Equal(1, (await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("王甲", "", born: "1991-02-02", home: Home))).Unchanged);
        Only(ProblemCode.DuplicateInFile, null, await ImportAsync(ImportKind.Inflow, "001.002", Inflow,
            Row("钱一", "", home: Home, phone: "19900000021"), Row("钱一", "", home: Home, phone: "19900000021")), accepted: 1);
        await using var db = installation.Db();
        Assert.Equal(2, await db.Members.CountAsync(m => m.HomePath == null, Stop));
    }

    [Fact]
    public async Task A_member_of_this_installation_keeps_his_stay_and_his_branch_is_told_of_the_other_home()
    {
        var judgement = await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("张三", Zhang, home: Home));
        Assert.Equal((1, 0, "home-differs"), (judgement.Accepted, judgement.Rejected, judgement.Notes.Single().Code));
        Assert.Equal("001.001.001", (await StayAsync()).HomePath);
        await using var db = installation.Db();
        Assert.Contains(Home, (await db.Records.SingleAsync(r => r.Type == "reported-in", Stop)).Data, StringComparison.Ordinal);
        Assert.Empty(await db.OutsideOrganizations.ToListAsync(Stop));
    }

    [Fact]
    public async Task A_home_is_chosen_once_for_all_its_rows()
    {
        await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李四", Li, home: Home));
        string[][] file =
        [
            Inflow, Row("孙一", "", home: "柳湾镇柳湾村党支部", phone: "19900000031"), Row("孙二", "", home: "柳湾镇柳湾村党支部", phone: "19900000032"),
        ];
        await using var db = installation.Db();
        var entry = await db.OutsideOrganizations.SingleAsync(Stop);
        var asked = await JudgeAsync(db, ImportKind.Inflow, "001.002", [], file);
        var home = Assert.Single(asked.Homes!.All);
        Assert.Equal((2, true, entry.Id), (home.Rows, home.CanBeChosen, home.Similar.Single().Id));
        Assert.Equal(["home-similar", "home-similar"], asked.Notes.Select(note => note.Code));
        Assert.Equal([["柳湾镇柳湾村党支部", Home]], asked.Homes.MadeSimilar);
        var chosen = await JudgeAsync(db, ImportKind.Inflow, "001.002", new() { [home.Key] = entry.Id.ToString() }, file);
        Assert.Equal((2, 0, 0), (chosen.Accepted, chosen.Homes!.Made.Count, chosen.Notes.Count));
    }

    [Fact]
    public async Task Whom_a_home_announces_is_expected_by_a_committee_and_confirmed_where_he_is_here()
    {
        await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("李四", Li, home: Home));
        string[][] file = [Announced, ["李四", Li, Home, "", "", ""], ["周一", Wang, Home, "", "2026-11-01", "19900000041"]];
        var judgement = await ImportAsync(ImportKind.Announced, "001.002", file);
        Assert.Equal((2, 0, "home-confirmed"), (judgement.Accepted, judgement.Rejected, judgement.Notes.Single().Code));
        await using var db = installation.Db();
        var coming = await db.Sojourns.SingleAsync(s => s.State == "announced", Stop);
        Assert.Equal(("001.002", new DateOnly(2026, 11, 1), null), (coming.HostPath, coming.DepartedOn, coming.HostAt));
        Assert.Empty(await db.Duties.Where(d => d.CaseId == coming.Id).ToListAsync(Stop));
        Assert.Equal(2, (await ImportAsync(ImportKind.Announced, "001.002", file)).Unchanged);

        var arrived = await ImportAsync(ImportKind.Inflow, "001.002", Inflow, Row("周一", Wang, arrived: "2026-11-10", home: Home));
        Assert.Equal(1, arrived.Accepted);
        await using var later = installation.Db();
        var now = await later.Sojourns.SingleAsync(s => s.Id == coming.Id, Stop);
        Assert.Equal(("placed", "001.002.001", new DateOnly(2026, 11, 1)), (now.State, now.HostPath, now.DepartedOn));
        Assert.Equal("into-committee", (await Assert.ThrowsAsync<UnreadableFile>(() => ImportAsync(ImportKind.Announced, "001", file))).Code);
        Only(ProblemCode.MemberUnknown, "registered-here", await ImportAsync(ImportKind.Announced, "001.002", Announced, ["张三", Zhang, Home, "", "", ""]));
    }

    [Theory]
    [InlineData("1、您的姓名（必填）*", "姓名")]
    [InlineData("2.您的联系电话：", "联系电话")]
    [InlineData("三、流出地党组织（全称）", "流出地党组织")]
    [InlineData("*4. 流入时间（年月日）：", "流入时间")]
    [InlineData("活动证号必填", "活动证号")]
    public void Headings_of_questionnaires_are_headings(string written, string meant) => Assert.Equal(meant, Heading.Named(written));

    private static string[] Row(
        string name, string number, string born = "", string branch = Branch, string arrived = "2026-03-01", string departed = "", string home = "",
        string place = "", string contact = "", string certificate = "", string phone = "") =>
        [name, number, born, branch, arrived, departed, home, place, contact, certificate, phone];

    private static IEnumerable<string> Problems(Judgement judgement) =>
        judgement.Problems.Select(problem => $"{problem.Row} {problem.Title} {problem.Code} {problem.Severity.ToString().ToLowerInvariant()}");

    private static void Only(string code, string? detail, Judgement judgement, int accepted = 0)
    {
        var problem = Assert.Single(judgement.Problems, one => one.Severity == Severity.Reject);
        Assert.Equal((code, detail, accepted), (problem.Code, problem.Detail, judgement.Accepted));
    }

    private async Task<Sojourn> StayAsync()
    {
        await using var db = installation.Db();
        return await db.Sojourns.AsNoTracking().SingleAsync(Stop);
    }

    private Task<Judgement> JudgeAsync(HongyanDb db, string kind, string into, Dictionary<string, string> homes, string[][] rows)
    {
        var writing = new RecordServices(installation.Instance, db);
        return new Importer(db, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit)
            .JudgeAsync(Importer.Read(Files.Xlsx(rows), kind), into, On, homes, Stop);
    }

    private async Task<Judgement> ImportAsync(string kind, string into, params string[][] rows)
    {
        await using var db = installation.Db();
        var writing = new RecordServices(installation.Instance, db);
        var importer = new Importer(db, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit);
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var judgement = await importer.JudgeAsync(Importer.Read(Files.Xlsx(rows), kind), into, On, Stop);
        await importer.SaveAsync(judgement, Stop, On);
        await transaction.CommitAsync(Stop);
        return judgement;
    }
}
