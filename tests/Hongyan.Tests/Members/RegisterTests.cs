using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Members;

/// <summary>One new member by hand: the same checks and the same result as a roster.</summary>
public sealed class RegisterTests : IAsyncLifetime
{
    private const string Page = "/Members/Register";
    private static readonly string Number = IdNumber.WithCheck("99010119900501002");
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_member_typed_by_hand_is_the_one_that_a_roster_makes()
    {
        using var secretary = await village.SecretaryAsync();
        Assert.NotNull((await secretary.GetAsync("/Members")).QuerySelector($"a[href='{Page}']"));
        var page = await RegisterAsync(secretary, ("Input.Phone", "199 0000 0021"), ("Input.Education", "本科"), ("Input.Nation", "汉族"),
            ("Input.Address", "江苏省云岭县测试镇幸福路 12 号"), ("Input.Post", "农民"), ("Input.MigrantWorker", "yes"));
        var member = await OnlyAsync();
        Assert.Equal($"/Members/{member.Id}", secretary.Path);
        Assert.Contains("已登记 测试甲。", page.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("漏登补录", page.QuerySelector("[aria-labelledby=membership]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((Village.Home, "female", "full"), (member.HomePath, member.Sex, member.Status));
        Assert.Equal((new DateOnly(1990, 5, 1), new DateOnly(2012, 7, 1)), (member.Born, member.Joined!.Value));
        Assert.Equal(("19900000021", "farmer", true, Village.Today), (member.Phone, member.Category, member.Rural, member.DetailsOn!.Value));

        var judgement = await JudgeAsync($"""
            姓名,性别,公民身份号码,出生日期,所在党支部,人员类别,入党日期,手机号码,学历,民族,现居住地,工作岗位,是否农民工
            测试甲,女,{Number},1990-05-01,测试村党支部,正式党员,2012-07-01,19900000021,本科,汉族,江苏省云岭县测试镇幸福路 12 号,农民,是
            """);
        Assert.Equal((1, 0, 0), (judgement.Unchanged, judgement.Accepted, judgement.Rejected));
    }

    [Fact]
    public async Task The_act_stands_in_the_log_without_name_and_number_and_the_record_is_encrypted()
    {
        using var secretary = await village.SecretaryAsync();
        await RegisterAsync(secretary, ("Input.IdNumber", ""), ("Input.NoNumber", "证件遗失补办中"));
        await using var db = village.Installation.Db();
        var member = await OnlyAsync();
        Assert.Null(member.IdNumber);
        var entry = await db.Audit.SingleAsync(one => one.Act == "registered", Stop);
        Assert.Equal(member.Id, entry.MemberId);
        var kept = entry.Details + entry.Subject + entry.Reason;
        foreach (var secret in new[] { "测试甲", Number, "19900000021", "1990", "证件遗失" })
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        var record = await db.MembershipRecords.SingleAsync(Stop);
        Assert.Equal(("registered", new DateOnly(2015, 1, 1), Village.Home), (record.Type, record.OnDate, record.OrgPath));
        Assert.Equal("证件遗失补办中", Features.Members.MembershipFacts.Read(record.Data).NoNumber);
        var bytes = await db.Database.SqlQuery<byte[]>($"select data as \"Value\" from membership_record").SingleAsync(Stop);
        Assert.DoesNotContain("noNumber", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", "", "姓名")]
    [InlineData("Sex", "", "性别")]
    [InlineData("Sex", "male", "性别与身份证号码不一致。")]
    [InlineData("Born", "", "出生日期")]
    [InlineData("Born", "1990-05-02", "出生日期与身份证号码不一致。")]
    [InlineData("Born", "五月", "看不出是哪一天")]
    [InlineData("IdNumber", "", "身份证号码")]
    [InlineData("IdNumber", "99010119900501", "身份证号码应为 18 位")]
    [InlineData("IdNumber", "990101199005010020", "校验位不对")]
    [InlineData("Status", "", "请填写此项。")]
    [InlineData("Status", "removed", "请填写此项。")]
    [InlineData("Joined", "", "请填写此项。")]
    [InlineData("Joined", "2026-05-11", "日期晚于 2026-05-10")]
    [InlineData("Joined", "1989-05-01", "入党日期早于出生日期。")]
    [InlineData("Joined", "2008-04-30", "未满 18 周岁")]
    [InlineData("Extended", "2026-07-01", "正式党员没有预备期")]
    [InlineData("Since", "", "请填写此项。")]
    [InlineData("Since", "2026-05-11", "不晚于今天")]
    [InlineData("Since", "2012-06-30", "不早于入党日期")]
    [InlineData("How", "", "请填写此项。")]
    [InlineData("Branch", Village.Neighbour, "请填写此项。")]
    [InlineData("Branch", Village.HomeCommittee, "请填写此项。")]
    [InlineData("Phone", "123", "号码")]
    public async Task Wrong_input_gets_a_sentence_at_its_field_and_keeps_what_was_typed(string field, string value, string sentence)
    {
        using var secretary = await village.SecretaryAsync();
        var page = await RegisterAsync(secretary, ("Input." + field, value));
        var body = page.QuerySelector($"#Input_{field}_error")?.TextContent ?? page.QuerySelector(".alert-danger, [role=alert]")!.TextContent;
        Assert.Contains(sentence, body, StringComparison.Ordinal);
        if (field != "Education") Assert.Equal("本科", ((IHtmlInputElement)page.QuerySelector("#Input_Education")!).Value);
        await using var db = village.Installation.Db();
        Assert.Equal((0, 0), (await db.Members.CountAsync(Stop), await db.MembershipRecords.CountAsync(Stop)));
    }

    [Theory]
    [InlineData("2026-11-30", false)]
    [InlineData("2026-12-01", true)]
    [InlineData("2027-06-01", true)]
    [InlineData("2027-06-02", false)]
    public async Task A_probation_is_extended_by_six_to_twelve_months(string extended, bool isRight)
    {
        using var secretary = await village.SecretaryAsync();
        var page = await RegisterAsync(secretary, ("Input.Status", "probationary"), ("Input.Joined", "2025-06-01"),
            ("Input.Since", "2025-06-01"), ("Input.Extended", extended));
        var error = page.QuerySelector("#Input_Extended_error")?.TextContent;
        if (isRight) Assert.Equal(DateOnly.Parse(extended, CultureInfo.InvariantCulture), (await OnlyAsync()).ProbationEnds);
        else Assert.Contains("2026-12-01 至 2027-06-01", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_admitted_long_ago_is_entered_with_the_reason_why_only_now()
    {
        using var secretary = await village.SecretaryAsync();
        var refused = await RegisterAsync(secretary, ("Input.How", "admitted"), ("Input.Since", "2012-07-01"));
        Assert.Contains("入党已满一年", refused.QuerySelector("#Input_Why_error")!.TextContent, StringComparison.Ordinal);
        await RegisterAsync(secretary, ("Input.How", "admitted"), ("Input.Since", "2012-07-01"), ("Input.Why", "档案移交时遗漏"));
        var page = await secretary.GetAsync($"/Members/{(await OnlyAsync()).Id}");
        Assert.Contains("原因：档案移交时遗漏", page.QuerySelector("[aria-labelledby=membership]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_leaves_a_branch_before_he_belonged_to_it()
    {
        using var secretary = await village.SecretaryAsync();
        await RegisterAsync(secretary);
        var member = await OnlyAsync();
        var refused = await LeaveAsync(secretary, member.Id, "2014-12-31");
        Assert.Contains("2015-01-01", refused.QuerySelector("#Values_departs__error")!.TextContent, StringComparison.Ordinal);
        await LeaveAsync(secretary, member.Id, "2015-01-01");
        await using var db = village.Installation.Db();
        Assert.Equal(new DateOnly(2015, 1, 1), (await db.Sojourns.SingleAsync(Stop)).DepartedOn);
    }

    [Fact]
    public async Task A_departure_is_registered_at_most_a_year_ahead()
    {
        using var secretary = await village.SecretaryAsync();
        await RegisterAsync(secretary);
        var member = await OnlyAsync();
        var refused = await LeaveAsync(secretary, member.Id, "2027-05-11");
        Assert.Contains("最多提前一年", refused.QuerySelector("#Values_departs__error")!.TextContent, StringComparison.Ordinal);
        await LeaveAsync(secretary, member.Id, "2027-05-10");
        await using var db = village.Installation.Db();
        Assert.Equal(new DateOnly(2027, 5, 10), (await db.Sojourns.SingleAsync(Stop)).DepartedOn);
    }

    [Fact]
    public async Task A_departure_corrected_from_the_future_into_the_past_is_owed_from_today_as_one_reported_late()
    {
        using var secretary = await village.SecretaryAsync();
        await RegisterAsync(secretary);
        var member = await OnlyAsync();
        await LeaveAsync(secretary, member.Id, "2026-12-01");
        var page = await secretary.GetAsync($"/Members/{member.Id}");
        var form = await secretary.GetAsync(page.QuerySelector("main a[href*='corrects=']")!.GetAttribute("href")!);
        await secretary.PostAsync(form, "main form", ("Values[departs]", "2026-01-05"), ("Values[reason]", "work"), ("Values[phone]", "19900000021"));
        await using var db = village.Installation.Db();
        Assert.Equal(new DateOnly(2026, 1, 5), (await db.Sojourns.SingleAsync(Stop)).DepartedOn);
        Assert.NotEmpty(await db.Duties.ToListAsync(Stop));
        Assert.Empty(await db.Duties.Where(duty => duty.DueOn < Village.Today && duty.DoneOn == null && duty.MootOn == null).ToListAsync(Stop));
    }

    private static async Task<IHtmlDocument> LeaveAsync(TestBrowser browser, Guid member, string departs) => await browser.PostAsync(
        await browser.GetAsync($"/Members/{member}/Departure"), "main form",
        ("Values[departs]", departs), ("Values[reason]", "work"), ("Values[destination]", "江苏省南京市"), ("Values[phone]", "19900000021"));

    [Fact]
    public async Task Without_a_number_the_whole_day_of_birth_is_needed_and_a_namesake_of_that_day_is_the_same_person()
    {
        using var secretary = await village.SecretaryAsync();
        var month = await RegisterAsync(secretary, ("Input.IdNumber", ""), ("Input.NoNumber", "遗失"), ("Input.Born", "1990-05"));
        Assert.NotNull(month.QuerySelector("#Input_Born_error"));
        await RegisterAsync(secretary, ("Input.IdNumber", ""), ("Input.NoNumber", "遗失"));
        var member = await OnlyAsync();
        var again = await RegisterAsync(secretary, ("Input.IdNumber", ""), ("Input.NoNumber", "遗失"));
        Assert.Contains("已经登记", again.QuerySelector("#Input_Name_error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(again.QuerySelector($"main a[href='/Members/{member.Id}']"));
        Assert.Equal(member.Id, (await OnlyAsync()).Id);
    }

    [Fact]
    public async Task Who_is_known_within_ones_scope_is_named_and_nobody_elsewhere_is()
    {
        using var secretary = await village.SecretaryAsync();
        await RegisterAsync(secretary);
        var member = await OnlyAsync();
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var known = await RegisterAsync(clerk, ("Input.Branch", Village.Neighbour), ("Input.Name", "测试乙"));
        Assert.Contains("已经登记", known.QuerySelector("#Input_IdNumber_error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(known.QuerySelector($"main a[href='/Members/{member.Id}']"));

        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        var refused = await RegisterAsync(neighbour, ("Input.Branch", Village.Neighbour), ("Input.Name", "测试乙"));
        Assert.Equal("这个号码不能在这里登记，请联系上级党委。", refused.QuerySelector("#Input_IdNumber_error")!.TextContent);
        Assert.DoesNotContain("测试甲", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("测试村", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(refused.QuerySelector($"main a[href^='/Members/{member.Id}']"));
        await using var db = village.Installation.Db();
        var tried = await db.Audit.SingleAsync(entry => entry.Act == "numbers-elsewhere", Stop);
        Assert.Equal(("""{"rejected":1}""", null), (tried.Details?.Replace(" ", "", StringComparison.Ordinal), tried.MemberId));
        await RegisterAsync(neighbour, ("Input.Branch", Village.Neighbour), ("Input.Status", "")); // nothing is looked up for a form that cannot be saved
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Act == "numbers-elsewhere", Stop));
        Assert.Equal(1, await db.Members.CountAsync(Stop));
    }

    [Fact]
    public async Task Each_number_that_is_looked_up_counts_found_or_not_and_none_is_while_something_else_is_wrong()
    {
        using var secretary = await village.SecretaryAsync();
        await RegisterAsync(secretary, ("Input.Joined", "2008-04-30")); // not of age
        await RegisterAsync(secretary, ("Input.Since", "2012-06-30"));
        await using var db = village.Installation.Db();
        Assert.Equal(0, await LookedUpAsync(db));
        await RegisterAsync(secretary); // nobody has it, and it is told by being saved
        Assert.Equal(1, await LookedUpAsync(db));
        await RegisterAsync(secretary, ("Input.Name", "测试乙")); // his own by now
        Assert.Equal(1, await LookedUpAsync(db));

        var account = (await db.Accounts.SingleAsync(one => one.MemberId == null, Stop)).Id;
        await db.Database.ExecuteSqlAsync($"""
            insert into number_lookup
            select {account}, sha256(n::text::bytea), sha256(n::text::bytea), 'x', true, false, {village.Installation.Clock.GetUtcNow()}
            from generate_series(1, {NumbersElsewhere.MostADay - 1}) n
            """, Stop);
        var other = IdNumber.WithCheck("99010119900501003");
        var page = await RegisterAsync(secretary, ("Input.Name", "测试丙"), ("Input.Sex", "male"), ("Input.IdNumber", other));
        Assert.Contains("已超过 100 个", page.QuerySelector("#Input_IdNumber_error")!.TextContent, StringComparison.Ordinal);
        await OnlyAsync();
        village.Installation.Clock.MoveTo(Village.Today.AddDays(2));
        using var later = await village.SecretaryAsync();
        await RegisterAsync(later, ("Input.Name", "测试丙"), ("Input.Sex", "male"), ("Input.IdNumber", other));
        Assert.Equal(2, await db.Members.CountAsync(Stop));
        Assert.Equal(1, await LookedUpAsync(db)); // those of days before are forgotten
    }

    private static Task<int> LookedUpAsync(HongyanDb db) =>
        db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from number_lookup").SingleAsync(Stop);

    [Theory]
    [InlineData(Roles.Contact, Village.Home)]
    [InlineData(Roles.Floating, Village.Host)]
    [InlineData(Roles.Department, Village.County)]
    public async Task Others_register_nobody(string role, string org)
    {
        using var browser = await village.Installation.SignInAsync(role, org);
        await browser.GetAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.FormAsync(Page, await browser.GetAsync("/Lists/outflow"));
        Assert.NotEqual(HttpStatusCode.OK, browser.Status);
        Assert.Null((await browser.GetAsync("/Members")).QuerySelector($"a[href='{Page}']"));
    }

    [Fact]
    public async Task The_committee_sees_it_that_day_and_another_committee_does_not()
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var form = await clerk.GetAsync(Page);
        Assert.Equal(["测试村党支部", "邻村党支部"], form.QuerySelectorAll("#Input_Branch option").Select(option => option.TextContent).Skip(1));
        await RegisterAsync(clerk);
        var tile = (await clerk.GetAsync("/")).QuerySelector("a.tile[href*='by-hand']")!;
        Assert.Equal("1", tile.QuerySelector("strong")!.TextContent);
        var list = await clerk.GetAsync(tile.GetAttribute("href")!);
        Assert.Contains("测试甲", list.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("登记党员", list.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        using var other = await village.Installation.SignInAsync(Roles.Clerk, Village.HostCommittee);
        Assert.Null((await other.GetAsync("/Lists/by-hand")).QuerySelector("tbody"));
    }

    internal static async Task<IHtmlDocument> RegisterAsync(TestBrowser browser, params (string Name, string Value)[] values)
    {
        (string Name, string Value)[] usual =
        [
            ("Input.Branch", Village.Home), ("Input.Name", "测试甲"), ("Input.Sex", "female"), ("Input.Born", "1990-05-01"),
            ("Input.IdNumber", Number), ("Input.Status", "full"), ("Input.Joined", "2012-07-01"), ("Input.Since", "2015-01-01"),
            ("Input.How", "found"), ("Input.Education", "本科"),
        ];
        var others = usual.ExceptBy(values.Select(one => one.Name), one => one.Name);
        return await browser.PostAsync(await browser.GetAsync(Page), "main form", [.. others, .. values]);
    }

    private async Task<Member> OnlyAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Members.AsNoTracking().SingleAsync(Stop);
    }

    private async Task<Judgement> JudgeAsync(string csv)
    {
        await using var db = village.Installation.Db();
        var writing = new RecordServices(village.Installation.Instance, db);
        var importer = new Importer(db, village.Installation.Instance.Policy, village.Installation.Instance.Secrets, writing.Recording, writing.Audit);
        return await importer.JudgeAsync(Importer.Read(Encoding.UTF8.GetBytes(csv), ImportKind.Members), Village.Home, Village.Today, Stop);
    }
}
