using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>What happens to single rows, against a real database.</summary>
public sealed class RowTests : IAsyncLifetime
{
    private static readonly DateOnly On = new(2026, 11, 20);
    private static readonly string[] MemberHeader = ["姓名", "性别", "公民身份号码", "出生日期", "所在党支部", "手机号码", "人员类别", "入党日期"];
    private static readonly string[] OutflowHeader = ["姓名", "身份证号码", "出生年月", "所在支部", "外出时间", "返回时间", "外出地点", "手机"];
    private static readonly string[] InflowHeader = ["姓名", "身份证号码", "流入党支部", "流入时间"];
    private static readonly string Zhang = IdNumber.WithCheck("99010119900101001");
    private static readonly string Li = IdNumber.WithCheck("99010119900101003");
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.NewAsync(On);
        await installation.AddOrganizationAsync("001", "某县", "organization-department");
        await installation.AddOrganizationAsync("001.001", "中共甲镇委员会", "committee");
        await installation.AddOrganizationAsync("001.001.001", "甲镇东村党支部");
        await installation.AddOrganizationAsync("001.002", "中共乙镇委员会", "committee");
        await installation.AddOrganizationAsync("001.002.001", "乙镇西村党支部");
        var first = await ImportAsync(ImportKind.Members, "001", MemberHeader, Member("张三", Zhang, "甲镇东村党支部"));
        Assert.Equal(1, first.Accepted);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task Without_an_ID_number_name_birth_and_branch_find_the_member()
    {
        var judgement = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["张 三", "", "1990.01", "东村党支部", "2026年3月", "", "苏州", "19900000009"]);
        Assert.Equal((1, 0), (judgement.Accepted, judgement.Problems.Count));
        await using var db = installation.Db();
        var sojourn = await db.Sojourns.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((new DateOnly(2026, 3, 1), "320500", "001.001.001"), (sojourn.DepartedOn, sojourn.DestinationCode, sojourn.HomePath));
        Assert.Equal("19900000009", (await db.Members.SingleAsync(TestContext.Current.CancellationToken)).Phone);

        var precise = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["张三", Zhang, "", "甲镇东村党支部", "2026-03-01", "", "苏州", ""]);
        Assert.Equal(1, precise.Unchanged);
        Only(ProblemCode.AlreadyAway, await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["张三", Zhang, "", "甲镇东村党支部", "2026-04-01", "", "苏州", ""]));
        var back = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["张三", Zhang, "", "甲镇东村党支部", "2026-03-01", "2026-10-01", "苏州", ""]);
        Assert.Equal(1, back.Accepted);
        await using var after = installation.Db();
        Assert.Equal(new DateOnly(2026, 10, 1), (await after.Sojourns.SingleAsync(TestContext.Current.CancellationToken)).EndedOn);
    }

    [Fact]
    public async Task One_number_is_never_two_people()
    {
        Only(ProblemCode.MemberUnknown, await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["李四", Zhang, "", "甲镇东村党支部", "2026-03-01", "", "", ""]),
            "other-name");
        Only(ProblemCode.MemberUnknown, await ImportAsync(ImportKind.Members, "001.002", MemberHeader, Member("张三", Zhang, "乙镇西村党支部")), "registered-elsewhere");
        Only(ProblemCode.MemberUnknown, await ImportAsync(ImportKind.Members, "001", MemberHeader, Member("张三", Li, "甲镇东村党支部")), "other-number");
        var moved = await ImportAsync(ImportKind.Members, "001", MemberHeader, Member("张三", Zhang, "乙镇西村党支部"));
        Assert.Equal((1, ProblemCode.BranchChanged), (moved.Accepted, moved.Notes.Single().Code));
        await using var db = installation.Db();
        Assert.Equal("001.002.001", (await db.Members.SingleAsync(TestContext.Current.CancellationToken)).HomePath);
    }

    [Fact]
    public async Task An_ambiguous_match_says_so()
    {
        await ImportAsync(ImportKind.Members, "001", MemberHeader, Member("李四", Li, "甲镇东村党支部"),
            Member("李四", IdNumber.WithCheck("99010119900101005"), "甲镇东村党支部"));
        var judgement = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["李四", "", "1990-01-01", "甲镇东村党支部", "2026-03-01", "", "", ""]);
        Only(ProblemCode.MemberUnknown, judgement, "ambiguous");
    }

    [Fact]
    public async Task Dates_out_of_order_are_rejected()
    {
        Only(ProblemCode.DateOrder,
            await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["张三", Zhang, "", "甲镇东村党支部", "2026-03-01", "2026-02-01", "", ""]));
        Only(ProblemCode.DateOrder, await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["张三", Zhang, "", "甲镇东村党支部", "1980-03-01", "", "", ""]),
            "birth");
        Only(ProblemCode.DateUnreadable, await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["张三", Zhang, "", "甲镇东村党支部", "2026年", "", "", ""]));
    }

    [Fact]
    public async Task A_changed_row_updates_and_a_blank_cell_erases_nothing()
    {
        string[] row = Member("张三", Zhang, "甲镇东村党支部");
        (row[5], row[6]) = ("19900000777", "预备党员");
        Assert.Equal(1, (await ImportAsync(ImportKind.Members, "001", MemberHeader, row)).Accepted);
        row[5] = row[6] = "";
        Assert.Equal(1, (await ImportAsync(ImportKind.Members, "001", MemberHeader, row)).Unchanged);
        await using var db = installation.Db();
        var member = await db.Members.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("19900000777", "probationary", On, new DateOnly(2027, 5, 1)),
            (member.Phone, member.Status, member.DetailsOn!.Value, member.ProbationEnds!.Value));
    }

    [Fact]
    public async Task Who_came_here_is_placed_once_and_whoever_is_registered_nowhere_here_is_a_guest()
    {
        var judgement = await ImportAsync(ImportKind.Inflow, "001.002", InflowHeader, ["张三", Zhang, "乙镇西村党支部", "2026-05-06"],
            ["王五", Li, "乙镇西村党支部", "2026-05-06"]);
        Assert.Equal((2, 0, ProblemCode.HomeUnknown), (judgement.Accepted, judgement.Rejected, judgement.Problems.Single().Code));
        await using var db = installation.Db();
        Assert.Equal("王五", (await db.Members.SingleAsync(m => m.HomePath == null, TestContext.Current.CancellationToken)).Name);
        var sojourn = await db.Sojourns.SingleAsync(s => s.HomePath != null, TestContext.Current.CancellationToken);
        Assert.Equal(("placed", "001.001.001", "001.002.001"), (sojourn.State, sojourn.HomePath, sojourn.HostPath));
        Assert.Equal(1, (await ImportAsync(ImportKind.Inflow, "001.002", InflowHeader, ["张三", Zhang, "乙镇西村党支部", "2026-05-06"])).Unchanged);
        Only(ProblemCode.BranchUnknown, await ImportAsync(ImportKind.Inflow, "001", InflowHeader, ["张三", Zhang, "甲镇东村党支部", "2026-05-06"]), "own-home");
    }

    [Fact]
    public async Task An_inflow_joins_the_sojourn_that_home_has_opened()
    {
        await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["张三", Zhang, "", "甲镇东村党支部", "2026-03-01", "", "苏州", ""]);
        Only(ProblemCode.DateOrder, await ImportAsync(ImportKind.Inflow, "001", InflowHeader, ["张三", Zhang, "乙镇西村党支部", "2026-02-01"]), "arrived");
        Assert.Equal(1, (await ImportAsync(ImportKind.Inflow, "001", InflowHeader, ["张三", Zhang, "乙镇西村党支部", "2026-03-09"])).Accepted);
        await using var db = installation.Db();
        Assert.Equal("001.002.001", (await db.Sojourns.SingleAsync(TestContext.Current.CancellationToken)).HostPath);
    }

    [Fact]
    public async Task Two_stays_of_one_member_are_two_stays_in_whatever_order_they_stand()
    {
        var judgement = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-03-05", ""), Stay("2024-05-01", "2024-09"),
            Stay("2025-09-05", "2026-03-05"));
        Assert.Equal((3, 0), (judgement.Accepted, judgement.Rejected));
        await using var db = installation.Db();
        Assert.Equal([new(2024, 9, 1), new(2026, 3, 5), null],
            await db.Sojourns.OrderBy(s => s.DepartedOn).Select(s => s.EndedOn).ToListAsync(TestContext.Current.CancellationToken));

        // the roster again, and one stay more in the past
        var again = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-03-05", ""), Stay("2023-05-01", "2023-09-01"));
        Assert.Equal((1, 1, 0), (again.Accepted, again.Unchanged, again.Rejected));
        Only(ProblemCode.AlreadyAway, await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2025-10-01", "2025-12-01")), "overlap");
    }

    [Fact]
    public async Task A_row_that_ends_the_open_stay_makes_room_for_the_next()
    {
        await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2025-09-05", ""));
        Only(ProblemCode.AlreadyAway, await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-03-05", "")));
        var judgement = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-03-05", ""), Stay("2025-09-05", "2026-01-20"));
        Assert.Equal((2, 0), (judgement.Accepted, judgement.Rejected));
    }

    [Fact]
    public async Task Two_stays_that_overlap_in_one_file_name_each_other()
    {
        var judgement = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2025-09-05", ""), Stay("2026-03-05", ""));
        var problem = Assert.Single(judgement.Problems);
        Assert.Equal((ProblemCode.DuplicateInFile, "stay", 3, 1), (problem.Code, problem.Detail, problem.Row, judgement.Accepted));
    }

    [Fact]
    public async Task A_day_makes_a_departure_known_by_its_month_exact_once()
    {
        await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026年3月", ""));
        var exact = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-03-12", "2026-03-20"));
        Assert.Equal((1, ProblemCode.DepartureCorrected), (exact.Accepted, exact.Notes.Single().Code));
        await using var db = installation.Db();
        var sojourn = await db.Sojourns.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((new DateOnly(2026, 3, 12), new DateOnly(2026, 3, 20)), (sojourn.DepartedOn, sojourn.EndedOn!.Value));
        Assert.Equal(1, (await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026年3月", ""))).Unchanged);
        Only(ProblemCode.AlreadyAway, await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-03-14", "")), "overlap");
    }

    [Fact]
    public async Task A_departure_that_home_writes_takes_the_place_of_the_day_of_arrival_but_not_after_it()
    {
        await ImportAsync(ImportKind.Inflow, "001.002", InflowHeader, ["张三", Zhang, "乙镇西村党支部", "2026-05-06"]);
        Only(ProblemCode.AlreadyAway, await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-05-08", "")));
        Assert.Equal(1, (await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-04-30", ""))).Accepted);
        await using var db = installation.Db();
        var sojourn = await db.Sojourns.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("placed", "001.002.001", new DateOnly(2026, 4, 30)), (sojourn.State, sojourn.HostPath, sojourn.DepartedOn));
        Assert.Equal(2, await db.Records.CountAsync(record => record.Type == "departure-reported", TestContext.Current.CancellationToken)); // both are kept
    }

    [Fact]
    public async Task Who_was_converted_keeps_the_end_of_his_probation()
    {
        string[] row = Member("张三", Zhang, "甲镇东村党支部");
        await ImportAsync(ImportKind.Members, "001", MemberHeader, row);
        var end = new DateOnly(2012, 8, 1);
        await using var db = installation.Db();
        await db.Members.ExecuteUpdateAsync(set => set.SetProperty(m => m.ProbationEnds, end).SetProperty(m => m.FullSince, end),
            TestContext.Current.CancellationToken);
        row[5] = "19900000777";
        Assert.Equal(1, (await ImportAsync(ImportKind.Members, "001", MemberHeader, row)).Accepted);
        var member = await db.Members.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("19900000777", end, end), (member.Phone, member.ProbationEnds, member.FullSince));
    }

    [Fact]
    public async Task A_member_file_of_one_row_says_nothing_about_the_others()
    {
        await ImportAsync(ImportKind.Members, "001", MemberHeader, Member("李四", Li, "甲镇东村党支部"));
        await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, Stay("2026-03-05", ""));
        await using var db = installation.Db();
        var before = await StateAsync(db);
        string[] row = Member("李四", Li, "甲镇东村党支部");
        row[5] = "19900000222";
        Assert.Equal(1, (await ImportAsync(ImportKind.Members, "001", MemberHeader, row)).Accepted);
        Assert.Equal(before, await StateAsync(db));

        async Task<string> StateAsync(HongyanDb state)
        {
            var member = await state.Members.AsNoTracking().SingleAsync(m => m.Name == "张三", TestContext.Current.CancellationToken);
            var stay = await state.Sojourns.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
            var duties = await state.Duties.CountAsync(TestContext.Current.CancellationToken);
            return $"{member.HomePath} {member.Status} {member.Phone} {member.LeftOn} {member.DetailsOn} {stay.State} {stay.EndedOn} {duties}";
        }
    }

    [Fact]
    public async Task A_name_that_differs_only_in_its_dot_is_the_same_name_and_is_not_changed()
    {
        await ImportAsync(ImportKind.Members, "001", MemberHeader, Member("买买提·艾力", Li, "甲镇东村党支部"));
        var judgement = await ImportAsync(ImportKind.Members, "001", MemberHeader, Member("买买提•艾力", Li, "甲镇东村党支部"));
        Assert.Equal((1, 0), (judgement.Unchanged, judgement.Notes.Count));
        var away = await ImportAsync(ImportKind.Outflow, "001", OutflowHeader, ["买买提．艾力", "", "1990-01", "甲镇东村党支部", "2026-03-05", "至今", "无", "—"]);
        Assert.Equal((1, 0), (away.Accepted, away.Problems.Count));
    }

    private static string[] Stay(string departed, string returned) => ["张三", Zhang, "", "甲镇东村党支部", departed, returned, "苏州", ""];

    private static string[] Member(string name, string number, string branch) => [name, "男", number, "1990-01-01", branch, "19900000001", "正式党员", "2026-05-01"];

    private static void Only(string code, Judgement judgement, string? detail = null)
    {
        var problem = Assert.Single(judgement.Problems);
        Assert.Equal((code, detail, 0), (problem.Code, problem.Detail, judgement.Accepted));
    }

    private async Task<Judgement> ImportAsync(string kind, string into, params string[][] rows)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = installation.Db();
        var writing = new RecordServices(installation.Instance, db);
        var importer = new Importer(db, installation.Instance.Policy, installation.Instance.Secrets, writing.Recording, writing.Audit);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var judgement = await importer.JudgeAsync(Importer.Read(Files.Xlsx(rows), kind), into, On, cancellation);
        await importer.SaveAsync(judgement, cancellation);
        await transaction.CommitAsync(cancellation);
        return judgement;
    }
}
