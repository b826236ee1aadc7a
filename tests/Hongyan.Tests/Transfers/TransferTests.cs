using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Transfers;

public sealed class TransferTests : IAsyncLifetime
{
    private const string Outside = "示范市示范区某党委";
    private const string Within = "测试街道党工委";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_letter_within_the_installation_is_confirmed_electronically_and_moves_the_member()
    {
        var sojourn = await village.AwayAsync("测试甲",
            happened: [new TransferConditionMet { On = new DateOnly(2026, 5, 1), Rule = "contract" }, new TransferStarted { On = new DateOnly(2026, 5, 3) }]);
        Assert.Equal(0, await SeenAsync(Village.HostCommittee));
        using var receiver = await village.Installation.SignInAsync(Roles.Clerk, Village.HostCommittee);
        var letter = await IssueAsync(sojourn, Within);
        Assert.Equal(("2026-001", Village.HostCommittee, new DateOnly(2026, 5, 20), "contract"),
            (letter.Number, letter.ToPath, letter.ValidUntil, letter.Rule));
        Assert.Equal(Village.HostCommittee, (await village.DutyAsync(sojourn, "return-receipt")).OrgPath);

        Assert.Equal(1, await SeenAsync(Village.HostCommittee));
        Assert.Equal(0, await SeenAsync(Village.Neighbour));
        await receiver.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Equal(HttpStatusCode.NotFound, receiver.Status); // the letter, and nothing else of the case
        Assert.NotNull((await receiver.GetAsync("/Worklist")).QuerySelector("a.unread"));
        var list = await receiver.GetAsync("/Transfers");
        var page = await receiver.GetAsync(list.QuerySelector("tbody th a")!.GetAttribute("href")!);
        Assert.Contains("贰零贰陆年肆月", page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("壹拾天", page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        await receiver.PostAsync(page, "form.receive", ("Branch", Village.Host));
        Assert.Equal("/Transfers", receiver.Path);

        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(m => m.Id == sojourn.MemberId, TestContext.Current.CancellationToken);
        var stay = await db.Sojourns.SingleAsync(s => s.Id == sojourn.Id, TestContext.Current.CancellationToken);
        Assert.Equal((Village.Host, null, "transferred", Village.Home), (member.HomePath, member.LeftOn, stay.State, stay.HomePath));
        Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, "return-receipt")).DoneOn);
        using var now = await village.SecretaryAsync(Village.Host);
        Assert.Contains("没有外出记录", (await now.GetAsync($"/Members/{sojourn.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
        using var before = await village.SecretaryAsync();
        Assert.Contains("收到组织关系", (await before.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector(".timeline-list")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_course_of_the_transfer_a_link_leads_to_the_letter_itself_for_home_only()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        var letter = await IssueAsync(sojourn, Within);
        using var home = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var course = $"/Transfers/Stay/{sojourn.MemberId}/{sojourn.Id}";
        var link = (await home.GetAsync(course)).QuerySelector("a[href*='transfer-letter']")!.GetAttribute("href")!;
        var paper = (await home.GetAsync(link)).QuerySelector("main")!.TextContent;
        Assert.Equal(HttpStatusCode.OK, home.Status);
        foreach (var said in new[] { letter.Number, "测试甲", Within, "介绍信回执" })
            Assert.Contains(said, paper, StringComparison.Ordinal);
        using var host = await village.SecretaryAsync(Village.Host);
        Assert.Null((await host.GetAsync(course)).QuerySelector("a[href*='transfer-letter']"));
    }

    [Fact]
    public async Task Confirmed_twice_it_is_received_once()
    {
        var sojourn = await village.AwayAsync("测试甲");
        var letter = await IssueAsync(sojourn, Within);
        using var receiver = await village.Installation.SignInAsync(Roles.Clerk, Village.HostCommittee);
        var page = await receiver.GetAsync(Incoming(letter));
        await receiver.PostAsync(page, "form.receive", ("Branch", Village.Host));
        await receiver.GetAsync(Incoming(letter));
        await receiver.PostAsync(page, "form.receive", ("Branch", Village.Host));
        Assert.Single(await village.RecordsAsync(sojourn, "transfer-received"));
        Assert.Single(await village.RecordsAsync(sojourn, "transferred"));
    }

    [Fact]
    public async Task There_is_no_refusal_without_a_reason_and_the_sender_reads_it()
    {
        var sojourn = await village.AwayAsync("测试甲");
        var letter = await IssueAsync(sojourn, Within);
        using var receiver = await village.Installation.SignInAsync(Roles.Clerk, Village.HostCommittee);
        var page = await receiver.PostAsync(await receiver.GetAsync(Incoming(letter)), "form.refuse");
        Assert.Contains("没有理由不能拒接", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(sojourn, "transfer-refused"));
        await receiver.PostAsync(await receiver.GetAsync(Incoming(letter)), "form.refuse", ("Reason", "不在本地居住"));
        var refused = Assert.Single(await village.RecordsAsync(sojourn, "transfer-refused"));
        Assert.Contains("不在本地居住", refused.Data, StringComparison.Ordinal);
        Assert.Equal((Village.Today, "transfer-refused"), (await MootAsync(sojourn)));
        using var home = await village.SecretaryAsync();
        Assert.Contains("不在本地居住", (await home.GetAsync(Course(sojourn))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, home.Status);
        var again = await IssueAsync(sojourn, Within);
        Assert.Equal("2026-002", again.Number);
    }

    [Fact]
    public async Task A_lapsed_letter_cannot_be_used_and_a_new_one_makes_it_void()
    {
        var sojourn = await village.AwayAsync("测试甲");
        var letter = await IssueAsync(sojourn, Within);
        village.Installation.Clock.MoveTo(new DateOnly(2026, 5, 21));
        using var receiver = await village.Installation.SignInAsync(Roles.Clerk, Village.HostCommittee);
        var page = await receiver.GetAsync(Incoming(letter));
        Assert.Null(page.QuerySelector("form.receive"));
        Assert.Contains("已过有效期", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var again = await IssueAsync(sojourn, Within, "2026-05-21");
        await receiver.GetAsync(Incoming(letter));
        Assert.Equal(HttpStatusCode.OK, receiver.Status);
        Assert.Null((await receiver.GetAsync(Incoming(letter))).QuerySelector("form.receive"));
        Assert.NotNull((await receiver.GetAsync(Incoming(again))).QuerySelector("form.receive"));
        await using var db = village.Installation.Db();
        Assert.Equal(new DateOnly(2026, 5, 21), (await db.Transfers.SingleAsync(t => t.Id == letter.Id, TestContext.Current.CancellationToken)).VoidedOn);
    }

    [Fact]
    public async Task Outside_the_receipt_is_typed_in_by_home_which_is_responsible_until_then()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        var letter = await IssueAsync(sojourn, Outside);
        Assert.Equal((null, 30), (letter.ToPath, letter.ValidDays));
        using var home = await village.SecretaryAsync();
        var page = await home.GetAsync(Course(sojourn));
        Assert.Contains("测试村党支部负责", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        page = await home.PostAsync(page, "form.receipt", ("ReceivedOn", "2026-05-09"));
        Assert.NotNull(page.QuerySelector(".error-summary"));
        await home.PostAsync(page, "form.receipt", ("ReceivedOn", "2026-05-10"));
        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(m => m.Id == sojourn.MemberId, TestContext.Current.CancellationToken);
        Assert.Equal((Village.Home, Village.Today), (member.HomePath, member.LeftOn));
        Assert.Equal("transferred", (await db.Sojourns.SingleAsync(s => s.Id == sojourn.Id, TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task Letters_at_the_same_time_get_different_numbers_without_a_gap_and_a_letter_sent_twice_is_one()
    {
        var sojourns = new List<Sojourn>();
        foreach (var name in new[] { "测试甲", "测试乙", "测试丙", "测试丁" })
            sojourns.Add(await village.AwayAsync(name));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var sent = new List<Task<HttpStatusCode>>();
        foreach (var sojourn in sojourns)
        {
            var form = await clerk.GetAsync(Course(sojourn));
            sent.AddRange([SendAsync(clerk.Client, sojourn, form), SendAsync(clerk.Client, sojourn, form)]);
        }
        Assert.All(await Task.WhenAll(sent), status => Assert.Equal(HttpStatusCode.Redirect, status));
        await using var db = village.Installation.Db();
        Assert.Equal(["2026-001", "2026-002", "2026-003", "2026-004"],
            (await db.Transfers.Select(t => t.Number).ToListAsync(TestContext.Current.CancellationToken)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_a_letter_is_said_at_its_field_and_takes_no_number()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await clerk.PostAsync(await clerk.GetAsync(Course(sojourn)), "form.issue", ("To", "邻村党支部"), ("ValidDays", "91"), ("DuesPaidTo", "四月"));
        var errors = string.Join('\n', page.QuerySelectorAll(".invalid-feedback").Select(error => error.TextContent));
        Assert.Contains("同属一个党委", errors, StringComparison.Ordinal);
        Assert.Contains("1 至 90 天", errors, StringComparison.Ordinal);
        Assert.Contains("请填写月份", errors, StringComparison.Ordinal);
        Assert.Equal("邻村党支部", page.QuerySelector("[name=To]")!.GetAttribute("value"));
        Assert.Equal("2026-001", (await IssueAsync(sojourn, Within)).Number);
    }

    [Fact]
    public async Task Only_the_committee_issues_and_only_the_addressed_committee_receives()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        Assert.Null((await home.GetAsync(Course(sojourn))).QuerySelector("form.issue"));
        var letter = await IssueAsync(sojourn, Within);
        using var branch = await village.SecretaryAsync(Village.Host);
        await branch.GetAsync(Incoming(letter));
        Assert.Equal(HttpStatusCode.NotFound, branch.Status);
        await home.GetAsync(Incoming(letter));
        Assert.Equal(HttpStatusCode.NotFound, home.Status);
        using var stranger = await village.SecretaryAsync(Village.Neighbour);
        await stranger.GetAsync(Course(sojourn));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Empty((await stranger.GetAsync("/Transfers")).QuerySelectorAll("tbody tr"));
        using var member = await village.Installation.SignInAsync(Roles.Member, memberId: sojourn.MemberId);
        await member.GetAsync("/Transfers");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
    }

    private static string Course(Sojourn sojourn) => $"/Transfers/Stay/{sojourn.MemberId}/{sojourn.Id}";

    private static string Incoming(Transfer letter) => $"/Transfers/Incoming/{letter.MemberId}/{letter.Id}";

    private async Task<Transfer> IssueAsync(Sojourn sojourn, string to, string? on = null)
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var form = await clerk.GetAsync(Course(sojourn));
        await clerk.PostAsync(form, "form.issue", ("To", to), ("DuesPaidTo", "2026-04"), ("LetterOn", on ?? "2026-05-10"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await using var db = village.Installation.Db();
        return await db.Transfers
            .AsNoTracking()
            .Where(t => t.SojournId == sojourn.Id)
            .OrderByDescending(t => t.Number)
            .FirstAsync(TestContext.Current.CancellationToken);
    }

    private async Task<(DateOnly?, string?)> MootAsync(Sojourn sojourn)
    {
        var duty = await village.DutyAsync(sojourn, "return-receipt");
        return (duty.MootOn, duty.Note);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, Sojourn sojourn, IHtmlDocument page)
    {
        var form = (IHtmlFormElement)page.QuerySelector("form.issue")!;
        var fields = form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Name switch
        {
            "To" => Outside,
            "DuesPaidTo" => "2026-04",
            _ => input.Value,
        }));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(form.GetAttribute("action"), content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<int> SeenAsync(string org)
    {
        await using var db = village.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"SET LOCAL ROLE hongyan_app", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"select set_config('hongyan.lo', {org}, true), set_config('hongyan.hi', {org + "/"}, true)",
            TestContext.Current.CancellationToken);
        Assert.Equal(0, await db.Sojourns.CountAsync(s => s.HomePath == Village.Home && org != Village.Home, TestContext.Current.CancellationToken));
        return await db.Transfers.CountAsync(TestContext.Current.CancellationToken);
    }
}
