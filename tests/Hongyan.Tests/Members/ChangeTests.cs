using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Identity;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Tests.Members;

/// <summary>A change of basic data: one field, with reason and paper; the old value stays in the member's history.</summary>
public sealed class ChangeTests : IAsyncLifetime
{
    private static readonly string Number = IdNumber.WithCheck("99010119900501002");
    private Village village = null!;
    private Sojourn stay = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Page => $"/Members/{stay.MemberId}/Change";

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("测试甲", host: Village.Host);
        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(Stop);
        (member.IdNumber, member.IdTail, member.Joined) = (village.Installation.Instance.Secrets.Encrypt(Number), Number[^4..], new(2012, 7, 1));
        await db.SaveChangesAsync(Stop);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_new_phone_holds_and_the_old_one_stays_covered_in_the_history()
    {
        using var secretary = await village.SecretaryAsync();
        Assert.NotNull((await secretary.GetAsync($"/Members/{stay.MemberId}")).QuerySelector($"a[href='{Page}']"));
        Assert.NotNull((await secretary.GetAsync(Page)).QuerySelector($"a[href='{Page}?field=phone']"));
        var page = await ChangeAsync(secretary, "phone", ("Input.Value", "199 0000 0022"));
        Assert.Equal($"/Members/{stay.MemberId}", secretary.Path);
        var history = page.QuerySelector("[aria-labelledby=membership]")!.TextContent;
        Assert.Contains("电话：199****0001 → 199****0022", history, StringComparison.Ordinal);
        Assert.Contains("换号", history, StringComparison.Ordinal);
        Assert.Contains("营业厅单据", history, StringComparison.Ordinal);
        Assert.DoesNotContain("19900000022", page.Source.Text, StringComparison.Ordinal);

        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(Stop);
        Assert.Equal(("19900000022", "0022", Village.Today), (member.Phone, member.PhoneTail, member.DetailsOn!.Value));
        var record = await db.MembershipRecords.SingleAsync(Stop);
        Assert.Equal(("basic-data-changed", "phone", new DateOnly(2026, 4, 1)), (record.Type, record.Field, record.OnDate));
        var entry = await db.Audit.SingleAsync(one => one.Act == "basic-data-changed", Stop);
        Assert.Equal(stay.MemberId, entry.MemberId);
        foreach (var secret in new[] { "1990000", "测试甲", "换号" })
            Assert.DoesNotContain(secret, entry.Details + entry.Subject + entry.Reason, StringComparison.Ordinal);

        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.Contains("电话", (await clerk.GetAsync("/Lists/by-hand?recorded=today")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        using var host = await village.SecretaryAsync(Village.Host);
        Assert.Null((await host.GetAsync($"/Members/{stay.MemberId}")).QuerySelector("#membership"));
        using var self = await village.Installation.SignInAsync(Roles.Member, memberId: stay.MemberId);
        await self.GetAsync("/Mine/Data?handler=Json");
        var own = System.Text.RegularExpressions.Regex.Unescape(await self.Answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains("电话：19900000001 → 19900000022", own, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sex", "female", "nothing changes")]
    [InlineData("education", "大专", null)]
    [InlineData("nation", "回族", null)]
    [InlineData("joined", "2013-07-01", null)]
    [InlineData("address", "江苏省云岭县测试镇幸福路 13 号", null)]
    [InlineData("migrantWorker", "yes", null)]
    public async Task A_correction_holds_from_the_start_and_asks_no_day(string field, string value, string? refused)
    {
        using var secretary = await village.SecretaryAsync();
        var page = await ChangeAsync(secretary, field, ("Input.Value", value), ("Input.Kind", "corrected"), ("Input.Since", ""));
        if (refused is not null)
        {
            Assert.Contains("没有变化", page.QuerySelector("#Input_Value_error")!.TextContent, StringComparison.Ordinal);
            return;
        }
        Assert.Contains("自始更正", page.QuerySelector("[aria-labelledby=membership]")!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(Stop);
        Assert.Equal(value, Features.Members.BasicFields.Of(member, field));
        Assert.Equal(("测试甲", new DateOnly(1990, 5, 1), "full", "employee"), (member.Name, member.Born, member.Status, member.Category));
    }

    [Theory]
    [InlineData("phone", "Value", "", "请填写此项。")]
    [InlineData("phone", "Value", "12345", "号码")]
    [InlineData("phone", "Reason", " ", "请填写此项。")]
    [InlineData("phone", "Paper", "", "请填写此项。")]
    [InlineData("phone", "Kind", "", "请选择变动或更正。")]
    [InlineData("phone", "Since", "", "变动的请填写变动日期。")]
    [InlineData("phone", "Since", "2026-05-11", "不晚于今天")]
    [InlineData("phone", "Since", "1989-01-01", "不早于出生日期")]
    [InlineData("sex", "Value", "male", "性别与身份证号码不一致。")]
    [InlineData("born", "Value", "1990-05-02", "出生日期与身份证号码不一致。")]
    [InlineData("joined", "Value", "2026-06-01", "日期晚于 2026-05-10")]
    [InlineData("joined", "Value", "1989-06-01", "入党日期早于出生日期。")]
    public async Task Wrong_input_gets_a_sentence_at_its_field_and_changes_nothing(string field, string input, string value, string sentence)
    {
        using var secretary = await village.SecretaryAsync();
        var page = await ChangeAsync(secretary, field, ("Input." + input, value));
        Assert.Contains(sentence, page.QuerySelector($"#Input_{input}_error")!.TextContent, StringComparison.Ordinal);
        if (input != "Reason") Assert.Equal("换号", ((IHtmlInputElement)page.QuerySelector("#Input_Reason")!).Value);
        await using var db = village.Installation.Db();
        Assert.Equal(0, await db.MembershipRecords.CountAsync(Stop));
        Assert.Equal("19900000001", (await db.Members.SingleAsync(Stop)).Phone);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("idNumber")]
    [InlineData("status")]
    public async Task Name_number_and_status_are_not_changed_here_and_the_page_says_so(string field)
    {
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.GetAsync($"{Page}?field={field}");
        Assert.Null(page.QuerySelector("main form[method=post]"));
        Assert.Contains("姓名和身份证号码不在这里更改", page.Body!.TextContent, StringComparison.Ordinal);
        await secretary.FormAsync(Page, await secretary.GetAsync($"{Page}?field=phone"),
            ("Field", field), ("Input.Value", "测试乙"), ("Input.Kind", "corrected"), ("Input.Reason", "x"), ("Input.Paper", "x"));
        await using var db = village.Installation.Db();
        Assert.Equal(("测试甲", "full"), await db.Members.Select(member => new ValueTuple<string, string>(member.Name, member.Status)).SingleAsync(Stop));
        Assert.Equal(0, await db.MembershipRecords.CountAsync(Stop));
    }

    [Theory]
    [InlineData(Roles.Secretary, Village.Neighbour, HttpStatusCode.NotFound)]
    [InlineData(Roles.Secretary, Village.Host, HttpStatusCode.NotFound)]
    [InlineData(Roles.Clerk, Village.HostCommittee, HttpStatusCode.NotFound)]
    [InlineData(Roles.Contact, Village.Home, HttpStatusCode.Forbidden)]
    public async Task Another_branch_and_a_contact_person_change_nothing(string role, string org, HttpStatusCode answer)
    {
        using var browser = await village.Installation.SignInAsync(role, org);
        await browser.GetAsync(Page);
        Assert.Equal(answer, browser.Status);
        await browser.FormAsync(Page, await browser.GetAsync("/Lists/outflow"),
            ("Field", "education"), ("Input.Value", "大专"), ("Input.Kind", "corrected"), ("Input.Reason", "x"), ("Input.Paper", "x"));
        Assert.Equal(answer, browser.Status);
        await using var db = village.Installation.Db();
        Assert.Equal("本科", (await db.Members.SingleAsync(Stop)).Education);
    }

    [Fact]
    public async Task The_database_shows_and_takes_entries_for_home_alone()
    {
        using var secretary = await village.SecretaryAsync();
        await ChangeAsync(secretary, "education", ("Input.Value", "大专"));
        const string Count = "select count(*)::text from membership_record";
        var insert = "insert into membership_record (member_id, id, type, on_date, data, recorded_at) "
            + $"values ('{stay.MemberId}', gen_random_uuid(), 'registered', '2026-01-01', '\\x01', now()) returning '1'";
        (string, string)[] others = [(Roles.Secretary, Village.Neighbour), (Roles.Secretary, Village.Host), (Roles.Clerk, Village.HostCommittee),
            (Roles.Floating, Village.Home)];
        foreach (var (role, org) in others)
        {
            Assert.Equal("0", await AsAsync(Acting.As(role, org), Count));
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => AsAsync(Acting.As(role, org), insert))).SqlState);
        }
        Assert.Equal("1", await AsAsync(Acting.As(Roles.Clerk, Village.HomeCommittee), Count));
        Assert.Equal("1", await AsAsync(Acting.As(Roles.Member, member: stay.MemberId), Count));
        Assert.Equal("1", await AsAsync(Acting.As(Roles.Secretary, Village.Home), insert));
        const string Change = "update membership_record set type = 'registered' returning '1'";
        var changed = await Assert.ThrowsAsync<PostgresException>(() => AsAsync(Acting.As(Roles.Secretary, Village.Home), Change));
        Assert.Equal("42501", changed.SqlState);
    }

    private async Task<IHtmlDocument> ChangeAsync(TestBrowser browser, string field, params (string Name, string Value)[] values)
    {
        (string Name, string Value)[] usual =
            [("Input.Value", "19900000022"), ("Input.Kind", "changed"), ("Input.Since", "2026-04-01"), ("Input.Reason", "换号"), ("Input.Paper", "营业厅单据")];
        var others = usual.ExceptBy(values.Select(one => one.Name), one => one.Name);
        return await browser.PostAsync(await browser.GetAsync($"{Page}?field={field}"), "main form", [.. others, .. values]);
    }

    private async Task<string?> AsAsync(Actor actor, string sql)
    {
        await using var connection = await village.Installation.Instance.PageSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using (var scope = new NpgsqlCommand(RequestTransaction.ScopeOf(actor), connection)) await scope.ExecuteNonQueryAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(Stop);
    }
}
