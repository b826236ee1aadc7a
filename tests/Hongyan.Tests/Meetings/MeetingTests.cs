using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Meetings;

public sealed class MeetingTests : IAsyncLifetime
{
    private static readonly string Period = $"meeting-{Village.Today:yyyy-MM-dd}";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_notice_opens_and_closes_the_duty_to_call_each_member_placed_here_once()
    {
        var stay = await PlacedAsync("测试甲");
        await village.AwayAsync("测试乙", home: Village.Host);
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, id) = await PlanAsync(host, tell: false);
        Assert.Single(await LinesAsync(id)); // the member who is away is on offer, not ticked
        Assert.Empty(await village.RecordsAsync(stay, "meeting"));
        await host.PostAsync(page, "form[action*=Tell]");
        page = await host.PostAsync(page, "form[action*=Tell]");
        Assert.Contains("都已经通知过", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(stay, "meeting"));
        Assert.Empty(await village.RecordsAsync(stay, "notified")); // he has no account, so nothing was posted to him
        Assert.Equal(DutyState.Open, (await village.DutyAsync(stay, "invite-to-life", Period)).StateOn(Village.Today));
        page = await host.GetAsync(page.QuerySelector("a[href*='type=notified']")!.GetAttribute("href")!);
        await host.PostAsync(page, "main form", ("Values[means]", "phone"));
        var told = (Notified)EventJson.Read((await village.RecordsAsync(stay, "notified")).Single().Data);
        Assert.Equal(("told", "phone"), (told.How, told.Means));
        Assert.Equal(DutyState.Done, (await village.DutyAsync(stay, "invite-to-life", Period)).StateOn(Village.Today));
    }

    [Fact]
    public async Task Home_sees_at_once_who_came_and_how()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, _) = await PlanAsync(host);
        await host.PostAsync(page, "form[action*=Attend]", ($"Marks[{stay.MemberId}]", "online"));
        var record = (await village.RecordsAsync(stay, "organized-life")).Single();
        Assert.False(((OrganizedLife)EventJson.Read(record.Data)).Offline);
        using var home = await village.SecretaryAsync();
        var member = await home.GetAsync($"/Members/{stay.MemberId}");
        Assert.Contains("五月主题党日", member.QuerySelector(".timeline-list")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(member.QuerySelectorAll(".timeline-list a"),
            a => a.GetAttribute("href")!.Contains("type=organized-life", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_tick_is_struck_by_a_correction_and_a_second_tick_stands_again()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, _) = await PlanAsync(host);
        foreach (var mark in new[] { "onsite", "none", "onsite", "online" })
            page = await host.PostAsync(page, "form[action*=Attend]", ($"Marks[{stay.MemberId}]", mark));
        var lives = await village.RecordsAsync(stay, "organized-life");
        var struck = Assert.Single(await village.RecordsAsync(stay, "struck"));
        Assert.Equal(3, lives.Count);
        var corrected = lives.Append(struck).Select(record => record.CorrectsId).OfType<Guid>().ToHashSet();
        var holds = Assert.Single(lives, record => !corrected.Contains(record.Id));
        Assert.False(((OrganizedLife)EventJson.Read(holds.Data)).Offline);
    }

    [Fact]
    public async Task A_stale_list_does_not_undo_a_check_in_that_came_meanwhile()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, id) = await PlanAsync(host);
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        await CheckInAsync(member, await CodeAsync(id));
        await host.PostAsync(page, "form[action*=Attend]");
        Assert.Equal("attended", (await LinesAsync(id)).Single().State);
        Assert.Empty(await village.RecordsAsync(stay, "struck"));
    }

    [Fact]
    public async Task The_second_of_two_lists_is_told_what_changed_and_asks_only_those_lines_again()
    {
        var (one, other) = (await PlacedAsync("测试甲"), await PlacedAsync("测试乙"));
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, id) = await PlanAsync(host);
        var second = await host.GetAsync($"/Meetings/{id}");
        await host.PostAsync(page, "form[action*=Attend]", ($"Marks[{one.MemberId}]", "absent"));
        var told = await host.PostAsync(second, "form[action*=Attend]", ($"Marks[{one.MemberId}]", "onsite"), ($"Marks[{other.MemberId}]", "onsite"));
        var again = told.QuerySelector("#again")!.TextContent;
        Assert.Contains("测试甲", again, StringComparison.Ordinal);
        Assert.DoesNotContain("测试乙", again, StringComparison.Ordinal);
        var lines = (await LinesAsync(id)).ToDictionary(line => line.MemberId, line => line.State);
        Assert.Equal(("absent", "attended"), (lines[one.MemberId], lines[other.MemberId]));
        await host.PostAsync(told, "form[action*=Attend]"); // seen, and wished all the same
        Assert.Equal("attended", (await LinesAsync(id)).Single(line => line.MemberId == one.MemberId).State);
    }

    [Fact]
    public async Task Everybody_else_is_nobody_whom_another_list_marked()
    {
        var one = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, id) = await PlanAsync(host);
        await host.PostAsync(await host.GetAsync($"/Meetings/{id}"), "form[action*=Attend]", ($"Marks[{one.MemberId}]", "absent"));
        await host.PostAsync(page, "form[action*=Attend]", ("Rest", "onsite"));
        Assert.Equal("absent", (await LinesAsync(id)).Single().State);
    }

    [Fact]
    public async Task Everybody_else_is_marked_on_site_with_one_button()
    {
        var one = await PlacedAsync("测试甲");
        var other = await PlacedAsync("测试乙");
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, id) = await PlanAsync(host);
        await host.PostAsync(page, "form[action*=Attend]", ($"Marks[{one.MemberId}]", "excused"), ("Rest", "onsite"));
        var lines = (await LinesAsync(id)).ToDictionary(line => line.MemberId, line => line.State);
        Assert.Equal(("excused", "attended"), (lines[one.MemberId], lines[other.MemberId]));
        Assert.Empty(await village.RecordsAsync(one, "organized-life"));
    }

    [Fact]
    public async Task A_plan_sent_twice_is_one_meeting()
    {
        await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync("/Meetings/New");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(host.Client, form)));
        await using var db = village.Installation.Db();
        Assert.Equal(1, await db.Meetings.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await db.Attendances.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_day_that_is_over_cannot_be_announced_and_one_to_come_cannot_be_ticked()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync("/Meetings/New");
        var page = await host.PostAsync(form, "main form[method=post]", [.. Fields(Village.Today.AddDays(-3)), ("Tell", "true")]);
        Assert.Contains("不能再通知", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("五月主题党日", ((IHtmlInputElement)page.QuerySelector("#Heading")!).Value);
        page = await host.PostAsync(form, "main form[method=post]", [.. Fields(Village.Today.AddDays(3)), ("Tell", "true")]);
        page = await host.PostAsync(page, "form[action*=Attend]", ($"Marks[{stay.MemberId}]", "onsite"));
        Assert.Contains("只能登记请假", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(stay, "organized-life"));
    }

    [Fact]
    public async Task Another_branch_finds_neither_meeting_nor_list_and_home_cannot_tick()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, id) = await PlanAsync(host);
        foreach (var org in new[] { Village.Neighbour, Village.Home })
        {
            using var other = await village.SecretaryAsync(org);
            await other.GetAsync($"/Meetings/{id}");
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
            await other.GetAsync($"/Meetings/New?org={Village.Host}");
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
            await other.GetAsync("/Meetings/New");
            var own = await other.GetAsync("/Meetings/New");
            await other.FormAsync($"/Meetings/{id}?handler=Attend", own, ($"Was[{stay.MemberId}]", "none"), ($"Marks[{stay.MemberId}]", "onsite"));
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }
        Assert.Equal("invited", (await LinesAsync(id)).Single().State);
        Assert.NotNull(page);
    }

    [Fact]
    public async Task Row_level_security_shows_a_meeting_to_its_branch_to_home_and_to_who_was_called()
    {
        var stay = await PlacedAsync("测试甲");
        var stranger = await village.AwayAsync("测试乙");
        using var host = await village.SecretaryAsync(Village.Host);
        await PlanAsync(host);
        Assert.Equal((1, 1), await SeenAsync(Village.Host, null));
        Assert.Equal((1, 1), await SeenAsync(Village.Home, null));
        Assert.Equal((1, 1), await SeenAsync(null, stay.MemberId));
        Assert.Equal((0, 0), await SeenAsync(Village.Neighbour, null));
        Assert.Equal((0, 0), await SeenAsync(null, stranger.MemberId));
        Assert.Equal(0, await TryAsync(Village.Home, "update attendance set state = 'attended'"));
        Assert.Equal(0, await TryAsync(Village.Home, "update meeting set title = 'x'"));
    }

    [Fact]
    public async Task A_meeting_called_off_takes_nobody_in()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (page, id) = await PlanAsync(host);
        page = await host.PostAsync(page, "form[action*=Cancel]");
        Assert.Contains("已取消", page.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        Assert.Contains("没有通知您参加", await CheckInAsync(member, await CodeAsync(id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_checks_in_once_however_often_it_is_sent()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (_, id) = await PlanAsync(host);
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        var form = await member.GetAsync($"/CheckIn/{await CodeAsync(id)}");
        var sent = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(member.Client, form)));
        Assert.All(sent, status => Assert.Equal(HttpStatusCode.Redirect, status));
        Assert.Single(await village.RecordsAsync(stay, "organized-life"));
        Assert.Equal("attended", (await LinesAsync(id)).Single().State);
    }

    [Fact]
    public async Task A_wrong_code_or_that_of_another_day_is_refused_and_guessing_ends()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (_, id) = await PlanAsync(host);
        var code = await CodeAsync(id);
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        var wrong = code == "000000" ? "000001" : "000000";
        for (var tries = 0; tries < 10; tries++)
            Assert.Contains("签到码不对", await CheckInAsync(member, wrong), StringComparison.Ordinal);
        Assert.Contains("输错次数太多", await CheckInAsync(member, code), StringComparison.Ordinal);
        village.Installation.Clock.Forward(TimeSpan.FromDays(1));
        using var later = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        Assert.Contains("没有通知您参加", await CheckInAsync(later, code), StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(stay, "organized-life"));
    }

    [Fact]
    public async Task Opening_the_notice_is_its_receipt()
    {
        var stay = await PlacedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var (_, id) = await PlanAsync(host);
        using var member = await village.Installation.SignInAsync("member", memberId: stay.MemberId);
        foreach (var _ in new[] { 1, 2 })
            await member.GetAsync($"/Mine/Meetings/{id}");
        Assert.NotNull((await LinesAsync(id)).Single().ReadAt);
        Assert.Equal("opened", ((Notified)EventJson.Read((await village.RecordsAsync(stay, "notified")).Single().Data)).How);
        Assert.Equal(DutyState.Done, (await village.DutyAsync(stay, "invite-to-life", Period)).StateOn(Village.Today));
        var other = await village.AwayAsync("测试乙");
        using var stranger = await village.Installation.SignInAsync("member", memberId: other.MemberId);
        await stranger.GetAsync($"/Mine/Meetings/{id}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    private Task<Sojourn> PlacedAsync(string name) => village.AwayAsync(name, host: Village.Host, happened:
        [new ReportedIn { On = new DateOnly(2026, 1, 20) }, new Placed { On = new DateOnly(2026, 1, 25), Organization = Village.Host }]);

    private static (string, string)[] Fields(DateOnly day) => [("Kind", "party-day"), ("Heading", "五月主题党日"), ("OnDate", $"{day:yyyy-MM-dd}")];

    private static async Task<(IHtmlDocument Page, Guid Id)> PlanAsync(TestBrowser browser, bool tell = true)
    {
        var form = await browser.GetAsync("/Meetings/New");
        var page = await browser.PostAsync(form, "main form[method=post]", [.. Fields(Village.Today), ("Tell", tell ? "true" : "false")]);
        Assert.StartsWith("/Meetings/", browser.Path, StringComparison.Ordinal);
        return (page, Guid.Parse(browser.Path.Split('/')[2]));
    }

    private static async Task<string> CheckInAsync(TestBrowser member, string code)
    {
        var form = await member.GetAsync("/Mine/CheckIn");
        return (await member.PostAsync(form, "main form", ("Code", code))).QuerySelector("main")!.TextContent;
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, IHtmlDocument form)
    {
        var element = (IHtmlFormElement)form.QuerySelector("main form[method=post]")!;
        var fields = element.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is not null && (input.Type != "checkbox" || input.IsChecked))
            .Select(input => KeyValuePair.Create(input.Name!, input.Name == "Heading" ? "五月主题党日" : input.Value))
            .Append(KeyValuePair.Create("Kind", "party-day"));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(element.GetAttribute("action") ?? "/Meetings/New", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<List<Attendance>> LinesAsync(Guid meeting)
    {
        await using var db = village.Installation.Db();
        return await db.Attendances.AsNoTracking().Where(a => a.MeetingId == meeting).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> CodeAsync(Guid meeting)
    {
        await using var db = village.Installation.Db();
        return (await db.Meetings.SingleAsync(m => m.Id == meeting, TestContext.Current.CancellationToken)).Code;
    }

    private async Task<(int Meetings, int Lines)> SeenAsync(string? org, Guid? member)
    {
        await using var db = village.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ScopeAsync(db, org, member);
        return (await db.Meetings.CountAsync(TestContext.Current.CancellationToken), await db.Attendances.CountAsync(TestContext.Current.CancellationToken));
    }

    private async Task<int> TryAsync(string org, string sql)
    {
        await using var db = village.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ScopeAsync(db, org, null);
        return await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    private static async Task ScopeAsync(HongyanDb db, string? org, Guid? member)
    {
        var (lo, hi, self) = (org ?? "", org is null ? "" : org + "/", member?.ToString() ?? "");
        await db.Database.ExecuteSqlAsync(
            $"select set_config('hongyan.lo', {lo}, true), set_config('hongyan.hi', {hi}, true), set_config('hongyan.member', {self}, true)",
            TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"set local role hongyan_app", TestContext.Current.CancellationToken);
    }
}
