using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Tests.Reception;

/// <summary>"No member", and the refusal of whoever showed a certificate, hold by two persons and after a hearing; whatever way is taken around it.</summary>
public sealed class TwoPersonsTests : IAsyncLifetime
{
    private static readonly (string, string)[] No =
        [("Values[what]", "membership"), ("Values[answer]", "no"), ("Values[text]", "查无此人"), ("Values[way]", "letter")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task No_member_is_not_recorded_before_he_was_heard()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        var told = await SendAsync(clerk, stay, "home-answered", No);
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        Assert.Contains("须先听取本人意见", told.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(told.QuerySelector("main .alert a[href*='D-2.1c']"));
        await SendAsync(clerk, stay, "guest-told", ("Values[of]", "no-member"), ("Values[way]", "visit"), ("Values[text]", "来函称查无此人"));
        told = await SendAsync(clerk, stay, "home-answered", No);
        Assert.Contains("本人可以陈述", told.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((0, 0), await CountAsync(stay, "home-answered"));
        village.Installation.Clock.MoveTo(new DateOnly(2026, 5, 30));
        using var later = await village.ClerkAsync();
        await SendAsync(later, stay, "home-answered", No);
        Assert.Equal((0, 1), await CountAsync(stay, "home-answered"));
    }

    [Fact]
    public async Task It_holds_when_another_one_confirms_and_never_by_whoever_asked()
    {
        var stay = await HeardAsync();
        using var clerk = await village.ClerkAsync();
        var after = await SendAsync(clerk, stay, "home-answered", No);
        Assert.Contains("须由另一人", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((0, 1), await CountAsync(stay, "home-answered"));
        var ask = await AskAsync(stay);
        Assert.Contains("等待第二人确认", (await clerk.GetAsync($"/Members/{stay.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
        var own = await clerk.GetAsync(Address(ask));
        Assert.Null(own.QuerySelector("form[action*=Confirm]"));
        var refused = await clerk.FormAsync(Address(ask) + "?handler=Confirm", own);
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        Assert.NotNull(refused.QuerySelector("main .alert a[href*='D-2.1c']"));
        Assert.Equal((0, 1), await CountAsync(stay, "home-answered"));

        using var other = await village.ClerkAsync();
        Assert.Contains("测试来客", (await other.GetAsync("/Worklist")).Body!.TextContent, StringComparison.Ordinal);
        await other.PostAsync(await other.GetAsync(Address(ask)), "form[action*=Confirm]");
        var record = Assert.Single(await village.RecordsAsync(stay, "home-answered"));
        Assert.NotNull(record.SecondId);
        Assert.NotEqual(record.AccountId, record.SecondId);
        Assert.Equal(ask.AskedBy, record.AccountId);

        await SendAsync(other, stay, "left-host", ("Values[reason]", "no-member"), ("Values[to]", "unknown"));
        Assert.Equal((0, 1), await CountAsync(stay, "left-host"));
        var leaving = await AskAsync(stay);
        using var county = await village.Installation.SignInAsync(Roles.Department, Village.County);
        await county.PostAsync(await county.GetAsync(Address(leaving)), "form[action*=Confirm]");
        Assert.Equal((1, 0), await CountAsync(stay, "left-host"));
    }

    [Fact]
    public async Task Only_that_organisation_and_those_above_it_answer_and_what_was_answered_is_not_answered_again()
    {
        var stay = await HeardAsync(Village.Host);
        using var clerk = await village.ClerkAsync();
        await SendAsync(clerk, stay, "home-answered", No);
        var ask = await AskAsync(stay);
        using var branch = await village.SecretaryAsync(Village.Host);
        var page = await branch.GetAsync(Address(ask));
        Assert.Null(page.QuerySelector("form[action*=Confirm]"));
        await branch.FormAsync(Address(ask) + "?handler=Confirm", page);
        Assert.Equal(HttpStatusCode.Forbidden, branch.Status);
        using (var foreign = await village.ClerkAsync(ReceptionSteps.OtherCommittee))
        {
            await foreign.GetAsync(Address(ask));
            Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        }
        await clerk.PostAsync(await clerk.GetAsync(Address(ask)), "form[action*=Decline]");
        using var other = await village.ClerkAsync();
        await other.FormAsync(Address(ask) + "?handler=Confirm", page: await other.GetAsync("/Worklist"));
        Assert.Equal((0, 0), await CountAsync(stay, "home-answered"));
        await other.FormAsync($"/Records/Second/{stay.MemberId}/{Guid.CreateVersion7()}?handler=Confirm", await other.GetAsync("/Worklist"));
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task Neither_an_import_nor_a_statement_to_the_database_writes_it_by_one()
    {
        var stay = await HeardAsync();
        await using var db = village.Installation.Db();
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        var held = (await recording.HoldAsync(stay.MemberId, stay.Id, Stop))!;
        var no = new HomeAnswered { On = Village.Today, What = "membership", Answer = "no", Text = "查无此人" };
        var refusal = (await recording.AddAsync(held, [no], Stop)).Refusal!;
        Assert.Equal(("refusal.two-persons", "D-2.1c"), (refusal.Text, refusal.Clause));
        var written = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($$"""
            insert into record (owner_id, id, case_id, case_kind, on_date, type, data, recorded_at, host_path)
            values ({{stay.MemberId}}, gen_random_uuid(), {{stay.Id}}, 'sojourn', '2026-05-01', 'home-answered',
              '{"type":"home-answered","on":"2026-05-01","what":"membership","answer":"no"}', now(), '001.002')
            """, Stop));
        Assert.Equal(PostgresErrorCodes.CheckViolation, written.SqlState);
    }

    [Fact]
    public async Task A_correction_or_striking_by_one_is_only_asked_for_and_the_hearing_stays_under_it()
    {
        var stay = await HeardAsync();
        using var clerk = await village.ClerkAsync();
        await SendAsync(clerk, stay, "home-answered", ("Values[what]", "membership"), ("Values[answer]", "other"), ("Values[text]", "在查"),
            ("Values[way]", "letter"));
        var said = Assert.Single(await village.RecordsAsync(stay, "home-answered"));
        var form = await clerk.GetAsync(ReceptionSteps.Form(stay, "home-answered") + "&corrects=" + said.Id);
        await clerk.PostAsync(form, "main form[method=post]", No);
        Assert.Equal((1, 1), await CountAsync(stay, "home-answered"));
        await ConfirmAsync(stay);
        var no = (await village.RecordsAsync(stay, "home-answered")).Single(record => record.CorrectsId == said.Id);
        Assert.NotNull(no.SecondId);

        await StrikeAsync(clerk, stay, no.Id);
        Assert.Equal("struck", (await AskAsync(stay)).Type);
        Assert.Empty(await village.RecordsAsync(stay, "struck"));
        await DeclineAsync(stay);
        var hearing = Assert.Single(await village.RecordsAsync(stay, "guest-heard"));
        var kept = await StrikeAsync(clerk, stay, hearing.Id);
        Assert.Contains("听取本人意见为前提", kept.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(stay, "struck"));
        form = await clerk.GetAsync(ReceptionSteps.Form(stay, "home-answered") + "&corrects=" + no.Id);
        await clerk.PostAsync(form, "main form[method=post]", [("Values[on]", "2026-02-02"), .. No]); // before he was heard
        Assert.DoesNotContain(await village.RecordsAsync(stay, "home-answered"), record => record.OnDate == new DateOnly(2026, 2, 2));
        await using var db = village.Installation.Db();
        Assert.False(await db.RecordAsks.AnyAsync(one => one.ConfirmedAt == null && one.DeclinedAt == null, Stop));
    }

    [Fact]
    public async Task Whoever_showed_a_certificate_is_refused_by_two_also_when_the_showing_was_corrected_away()
    {
        var stay = await village.GuestAsync(shown: ReportedIn.Certificate);
        using var clerk = await village.ClerkAsync();
        var arrival = Assert.Single(await village.RecordsAsync(stay, "reported-in"));
        var form = await clerk.GetAsync(ReceptionSteps.Form(stay, "reported-in") + "&corrects=" + arrival.Id);
        await clerk.PostAsync(form, "main form[method=post]", ("Values[shown]", "nothing"), ("Values[number]", ""));
        await SendAsync(clerk, stay, "refused", ("Values[code]", "not-here"), ("Values[why]", "住在邻县"));
        Assert.Equal((0, 1), await CountAsync(stay, "refused"));
        var page = await clerk.GetAsync(Address(await AskAsync(stay)));
        Assert.NotNull(page.QuerySelector("a[href*='C-4d']"));
        await ConfirmAsync(stay);
        Assert.Equal((1, 0), await CountAsync(stay, "refused"));
        await using var db = village.Installation.Db();
        Assert.Equal("refused", (await db.Sojourns.SingleAsync(s => s.Id == stay.Id, Stop)).State);
    }

    [Fact]
    public async Task What_waits_is_seen_at_the_reception_and_a_second_try_is_an_error_that_keeps_its_text()
    {
        var stay = await village.GuestAsync(shown: ReportedIn.Certificate);
        using var clerk = await village.ClerkAsync();
        await SendAsync(clerk, stay, "refused", ("Values[code]", "not-here"), ("Values[why]", "住在邻县"));
        var ask = await AskAsync(stay);
        using var other = await village.ClerkAsync();
        await using var db = village.Installation.Db();
        var asker = await db.Accounts.Where(account => account.Id == ask.AskedBy).Select(account => account.DisplayName).SingleAsync(Stop);
        var row = (await other.GetAsync("/Reception")).QuerySelector($"a[href='{Address(ask)}']")!.ParentElement!.TextContent;
        Assert.Contains("拒绝接收：等待第二人确认", row, StringComparison.Ordinal);
        Assert.Contains(asker, row, StringComparison.Ordinal);
        Assert.Contains("2026-05-10", row, StringComparison.Ordinal);

        var told = await SendAsync(other, stay, "refused", ("Values[code]", "not-here"), ("Values[why]", "他说住在别处"));
        Assert.Equal("/Records/New", other.Path);
        Assert.Null(told.QuerySelector(".alert-success"));
        Assert.Contains("拒绝接收”已于2026-05-10提出", told.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("他说住在别处", told.QuerySelector("[name='Values[why]']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ask.Id, (await AskAsync(stay)).Id);
    }

    [Fact]
    public async Task Who_refused_is_the_committee_on_every_page()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Refused { On = new(2026, 2, 3), Code = "not-here", Why = "住在邻县" });
        await using var db = village.Installation.Db();
        var names = await db.Organizations.Where(o => o.Path == Village.HostCommittee || o.Path == Village.Host)
            .ToDictionaryAsync(o => o.Path, o => o.Name, Stop);
        using var clerk = await village.ClerkAsync();
        var row = (await clerk.GetAsync("/Reception")).QuerySelector("#refused ~ .duties")!.TextContent;
        Assert.Contains($"{names[Village.HostCommittee]} 拒绝接收", row, StringComparison.Ordinal);
        Assert.DoesNotContain(names[Village.Host] + " 拒绝接收", row, StringComparison.Ordinal);
        Assert.Contains(names[Village.HostCommittee], (await clerk.GetAsync($"/Members/{stay.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_home_denies_him_is_said_on_his_page_and_in_no_colour_of_success()
    {
        var stay = await HeardAsync();
        using var clerk = await village.ClerkAsync();
        await SendAsync(clerk, stay, "home-asked", ("Values[what]", "membership"), ("Values[way]", "letter"), ("Values[to]", GuestSteps.Home));
        await SendAsync(clerk, stay, "home-answered", No);
        await ConfirmAsync(stay);
        var page = (await clerk.GetAsync($"/Members/{stay.MemberId}")).QuerySelector(".alert-info")!.TextContent;
        Assert.Contains("没有这名党员", page, StringComparison.Ordinal);
        Assert.DoesNotContain("尚未证实", page, StringComparison.Ordinal);
        var state = (await clerk.GetAsync("/Dispatches/Asked?sojourn=" + stay.Id)).QuerySelector("tbody .state")!;
        Assert.Contains("state-overdue", state.ClassList);
        Assert.DoesNotContain("state-done", state.ClassList);
    }

    [Theory]
    [InlineData("'001.003'")]
    [InlineData("'001.002.077'")]
    public async Task Postgres_takes_no_asking_for_another_host_than_that_of_the_stay(string other)
    {
        var stay = await village.GuestAsync();
        await village.Installation.AddOrganizationAsync("001.002.077", "姊妹社区党支部");
        var account = Guid.CreateVersion7();
        var actor = Acting.As(Roles.Clerk, Village.HostCommittee, by: account);
        string Insert(string host) => $"""
            insert into record_ask (owner_id, id, case_id, type, on_date, data, host_path, asked_by, asked_at, asked_path)
            values ('{stay.MemberId}', gen_random_uuid(), '{stay.Id}', 'refused', '2026-05-01', '\x00', {host}, '{account}', now(), '{Village.HostCommittee}')
            """;
        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(actor, Insert(other)));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await RunAsync(actor, Insert($"'{Village.HostCommittee}'"));
    }

    [Theory]
    [InlineData("refused", """{"type":"refused","on":"2026-05-10","code":"not-here"}""", true)]
    [InlineData("refused", """{"type":"refused","on":"2026-05-10","code":"other"}""", false)]
    [InlineData("placed", """{"type":"placed","on":"2026-05-10"}""", false)]
    public async Task Postgres_writes_in_the_name_of_two_only_what_was_confirmed(string type, string data, bool isTaken)
    {
        var stay = await village.GuestAsync(shown: ReportedIn.Certificate);
        using var clerk = await village.ClerkAsync();
        await SendAsync(clerk, stay, "refused", ("Values[code]", "not-here"), ("Values[why]", "住在邻县"));
        var ask = await AskAsync(stay);
        await using var db = village.Installation.Db();
        var second = Guid.CreateVersion7();
        await db.RecordAsks.Where(one => one.Id == ask.Id).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.ConfirmedBy, second).SetProperty(one => one.ConfirmedAt, village.Installation.Clock.GetUtcNow()), Stop);
        var actor = Acting.As(Roles.Clerk, Village.HostCommittee, by: second);
        var insert = $"""
            insert into record (owner_id, id, case_id, case_kind, on_date, type, data, recorded_at, org_path, host_path, account_id, second_id)
            values ('{stay.MemberId}', '{ask.Id}', '{stay.Id}', 'sojourn', '2026-05-10', '{type}', '{data}', now(), '{Village.HostCommittee}',
              '{Village.HostCommittee}', '{ask.AskedBy}', '{second}')
            """;
        if (isTaken)
            await RunAsync(actor, insert);
        else
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(actor, insert))).SqlState);
    }

    private async Task RunAsync(Actor actor, string statement)
    {
        await using var connection = await village.Installation.Instance.PageSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var scope = new NpgsqlCommand(RequestTransaction.ScopeOf(actor), connection, transaction);
        await scope.ExecuteNonQueryAsync(Stop);
        await using var command = new NpgsqlCommand(statement, connection, transaction);
        await command.ExecuteNonQueryAsync(Stop);
        await transaction.RollbackAsync(Stop);
    }

    [Fact]
    public async Task A_refusal_is_not_taken_back_but_lifted_by_the_superior()
    {
        var stay = await village.GuestAsync(happened: new Refused { On = new(2026, 2, 3), Code = "not-here", Why = "住在邻县" });
        using var clerk = await village.ClerkAsync();
        var refused = Assert.Single(await village.RecordsAsync(stay, "refused"));
        Assert.Contains("由上级撤销", (await StrikeAsync(clerk, stay, refused.Id)).Body!.TextContent, StringComparison.Ordinal);
        await clerk.GetAsync(ReceptionSteps.Form(stay, "refusal-lifted"));
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        using var county = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var list = await county.GetAsync("/Reception");
        Assert.Contains("住在邻县", list.QuerySelector("#refused ~ .duties")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已抄送本单位", list.QuerySelector("#refused ~ .duties")!.TextContent, StringComparison.Ordinal);
        var lift = list.QuerySelector("a[href*='refusal-lifted']")!.GetAttribute("href")!;
        await county.PostAsync(await county.GetAsync(lift), "main form[method=post]", ("Values[why]", "他住在本街道"));
        await using var db = village.Installation.Db();
        Assert.Equal("reported-in", (await db.Sojourns.SingleAsync(s => s.Id == stay.Id, Stop)).State);
        Assert.Contains("他住在本街道", (await clerk.GetAsync($"/Members/{stay.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
    }

    private Task<Sojourn> HeardAsync(string host = Village.HostCommittee) =>
        village.GuestAsync(host: host, happened: new GuestHeard { On = new(2026, 2, 3), Of = "no-member", Text = "我在那里入党" });

    private static async Task<IHtmlDocument> SendAsync(TestBrowser browser, Sojourn stay, string type, params (string, string)[] values) =>
        await browser.PostAsync(await browser.GetAsync(ReceptionSteps.Form(stay, type)), "main form[method=post]", values);

    private static async Task<IHtmlDocument> StrikeAsync(TestBrowser browser, Sojourn stay, Guid record)
    {
        var form = await browser.GetAsync($"/Records/Strike?member={stay.MemberId}&record={record}");
        return form.QuerySelector("main form[method=post]") is null ? form
            : await browser.PostAsync(form, "main form[method=post]", ("Reason", "记错"));
    }

    /// <summary>How many records of a type there are, and how many wait for a second person.</summary>
    private async Task<(int Written, int Asked)> CountAsync(Sojourn stay, string type)
    {
        await using var db = village.Installation.Db();
        return ((await village.RecordsAsync(stay, type)).Count,
            await db.RecordAsks.CountAsync(one => one.CaseId == stay.Id && one.Type == type && one.ConfirmedAt == null && one.DeclinedAt == null, Stop));
    }

    private async Task<RecordAsk> AskAsync(Sojourn stay)
    {
        await using var db = village.Installation.Db();
        return await db.RecordAsks.AsNoTracking().SingleAsync(one => one.CaseId == stay.Id && one.ConfirmedAt == null && one.DeclinedAt == null, Stop);
    }

    private async Task ConfirmAsync(Sojourn stay)
    {
        using var other = await village.ClerkAsync();
        await other.PostAsync(await other.GetAsync(Address(await AskAsync(stay))), "form[action*=Confirm]");
    }

    private async Task DeclineAsync(Sojourn stay)
    {
        using var other = await village.ClerkAsync();
        await other.PostAsync(await other.GetAsync(Address(await AskAsync(stay))), "form[action*=Decline]");
    }

    private static string Address(RecordAsk ask) => $"/Records/Second/{ask.OwnerId}/{ask.Id}";
}
