using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Correspondence;

public sealed class LetterTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_letter_is_drafted_from_the_quarter_edited_sent_and_read_at_home()
    {
        var sojourn = await HostedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync(New(sojourn, "host", "&kind=host-feedback&period=2026-Q2"));
        var draft = Text(form);
        Assert.StartsWith("测试村党支部：\n测试甲同志2026年4月1日至2026年5月10日", draft, StringComparison.Ordinal);
        Assert.Contains("共参加 2 次，其中到场 1 次、线上 1 次（4月12日主题党日、5月1日党课）", draft, StringComparison.Ordinal);
        Assert.Contains("2026年4月、2026年5月的党费，共 30.00 元", draft, StringComparison.Ordinal);
        Assert.Contains("共 4 学时", draft, StringComparison.Ordinal);
        Assert.Contains("社区志愿服务", draft, StringComparison.Ordinal);
        Assert.Contains("走访慰问 1 次", draft, StringComparison.Ordinal);
        Assert.Contains("报告了电话变动", draft, StringComparison.Ordinal);
        await host.PostAsync(form, "main form", ("Text", draft + "\n表现积极。"));
        Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, "host-feedback", "2026-Q2")).DoneOn);

        using var home = await village.SecretaryAsync();
        var worklist = await home.GetAsync("/Worklist");
        Assert.Contains("1 件", worklist.QuerySelector("a.unread")!.TextContent, StringComparison.Ordinal);
        var inbox = await home.GetAsync("/Correspondence");
        var page = await home.GetAsync(inbox.QuerySelector("tbody th a")!.GetAttribute("href")!);
        Assert.Contains("表现积极。", page.QuerySelector(".paper")!.TextContent, StringComparison.Ordinal);
        page = await home.PostAsync(page, "main form.actions");
        Assert.Contains("测试村党支部 已于 2026-05-10 阅", page.QuerySelector(".letter-state")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已于 2026-05-10 阅", (await host.GetAsync(home.Path)).QuerySelector(".letter-state")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await home.GetAsync("/Worklist")).QuerySelector("a.unread"));
    }

    [Fact]
    public async Task A_letter_sent_twice_is_one_letter_and_is_read_once()
    {
        var sojourn = await HostedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync(New(sojourn, "host"));
        await host.PostAsync(form, "main form");
        await host.GetAsync(New(sojourn, "host"));
        await host.PostAsync(form, "main form");
        var letter = Assert.Single(await village.RecordsAsync(sojourn, "feedback"));
        using var home = await village.SecretaryAsync();
        var address = $"/Correspondence/{sojourn.MemberId}/{letter.Id}";
        var page = await home.GetAsync(address);
        await home.PostAsync(page, "main form.actions");
        await home.PostAsync(page, "main form.actions");
        Assert.Equal(HttpStatusCode.OK, home.Status);
        Assert.Single(await village.RecordsAsync(sojourn, "feedback-read"));
    }

    [Fact]
    public async Task What_is_too_long_or_empty_is_refused_at_its_field_and_nothing_is_lost()
    {
        var sojourn = await HostedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync(New(sojourn, "host"));
        var typed = new string('长', 4001);
        var page = await host.PostAsync(form, "main form", ("Text", typed));
        Assert.Equal(typed, Text(page));
        Assert.Contains("最多 4000 字", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        page = await host.PostAsync(page, "main form", ("Text", "一切都好"), ("On", "2026-05-11"));
        Assert.Contains("不能晚于今天", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("一切都好", Text(page));
        Assert.Empty(await village.RecordsAsync(sojourn, "feedback"));
    }

    [Fact]
    public async Task Home_informs_the_host_from_what_it_knows()
    {
        var sojourn = await HostedAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync(New(sojourn, "home", "&kind=home-inform"));
        Assert.StartsWith("测试社区党支部：", Text(form), StringComparison.Ordinal);
        Assert.Contains("党费已交至2026年5月", Text(form), StringComparison.Ordinal);
        Assert.Contains("等次为“合格”", Text(form), StringComparison.Ordinal);
        await home.PostAsync(form, "main form");
        Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, "home-inform")).DoneOn);
        using var host = await village.SecretaryAsync(Village.Host);
        Assert.Single((await host.GetAsync("/Correspondence")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task An_opinion_for_the_review_closes_its_duty_and_English_is_a_whole_letter()
    {
        var sojourn = await HostedAsync("测试甲");
        village.Installation.Clock.MoveTo(new DateOnly(2026, 12, 10));
        using var host = await village.SecretaryAsync(Village.Host);
        host.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        var form = await host.GetAsync(New(sojourn, "host", "&kind=ask-host-for-review&period=2026"));
        Assert.Contains("Our opinion for the review", Text(form), StringComparison.Ordinal);
        Assert.DoesNotContain("党费", Text(form), StringComparison.Ordinal);
        await host.PostAsync(form, "main form");
        Assert.Equal(new DateOnly(2026, 12, 10), (await village.DutyAsync(sojourn, "ask-host-for-review", "2026")).DoneOn);
    }

    [Fact]
    public async Task Each_side_writes_its_own_letters_and_strangers_find_none()
    {
        var sojourn = await HostedAsync("测试甲");
        using var home = await village.SecretaryAsync();
        await home.GetAsync(New(sojourn, "host"));
        Assert.Equal(HttpStatusCode.Forbidden, home.Status);
        using var host = await village.SecretaryAsync(Village.Host);
        await host.PostAsync(await host.GetAsync(New(sojourn, "host")), "main form");
        var letter = (await village.RecordsAsync(sojourn, "feedback")).Single().Id;
        Assert.Null((await host.GetAsync($"/Correspondence/{sojourn.MemberId}/{letter}")).QuerySelector("main form.actions"));
        using var stranger = await village.SecretaryAsync(Village.Neighbour);
        await stranger.GetAsync(New(sojourn, "home"));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await stranger.GetAsync($"/Correspondence/{sojourn.MemberId}/{letter}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Empty((await stranger.GetAsync("/Correspondence?seen=all")).QuerySelectorAll("tbody tr"));
        using var member = await village.Installation.SignInAsync(Roles.Member, memberId: sojourn.MemberId);
        await member.GetAsync($"/Correspondence/{sojourn.MemberId}/{letter}");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
    }

    [Fact]
    public async Task A_corrected_letter_shows_both_and_is_read_anew()
    {
        var sojourn = await HostedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        await host.PostAsync(await host.GetAsync(New(sojourn, "host")), "main form", ("Text", "第一稿"));
        var first = (await village.RecordsAsync(sojourn, "feedback")).Single().Id;
        var page = await host.GetAsync($"/Members/{sojourn.MemberId}");
        var correct = page.QuerySelectorAll(".timeline-list a").First(a => a.GetAttribute("href")!.Contains("corrects=" + first, StringComparison.Ordinal));
        var form = await host.GetAsync(correct.GetAttribute("href")!);
        Assert.Equal("第一稿", Text(form));
        page = await host.PostAsync(form, "main form", ("Text", "第二稿"));
        var struck = page.QuerySelector($"#record-{first}")!;
        Assert.Equal("struck", struck.ClassName);
        Assert.Contains("见 2026-05-10 的更正", struck.TextContent, StringComparison.Ordinal);
        Assert.Contains("更正 2026-05-10 的“互通信息”", page.QuerySelector(".timeline-list")!.TextContent, StringComparison.Ordinal);
        using var home = await village.SecretaryAsync();
        Assert.Single((await home.GetAsync("/Correspondence")).QuerySelectorAll("tbody tr"));
        Assert.Contains("已更正", (await home.GetAsync($"/Correspondence/{sojourn.MemberId}/{first}")).QuerySelector(".letter-state")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_notes_what_a_host_outside_said_and_the_file_can_be_opened()
    {
        var sojourn = await village.AwayAsync("测试甲",
            happened: [new ReportedIn { On = new DateOnly(2026, 1, 9) }, new Placed { On = new DateOnly(2026, 1, 12) }]);
        using var home = await village.SecretaryAsync();
        await home.PostAsync(await home.GetAsync(New(sojourn, "host")), "main form");
        Assert.Null((await home.GetAsync("/Worklist")).QuerySelector("a.unread"));
        var letter = (await village.RecordsAsync(sojourn, "feedback")).Single().Id;
        var page = await home.GetAsync($"/Correspondence/{sojourn.MemberId}/{letter}");
        Assert.Contains("代为记录", page.QuerySelector(".letter-state")!.TextContent, StringComparison.Ordinal);
        using var answer = await home.Client.GetAsync($"/Correspondence/{sojourn.MemberId}/{letter}?handler=Docx", TestContext.Current.CancellationToken);
        Assert.Equal("PK"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
    }

    [Fact]
    public async Task The_list_of_letters_is_locked_to_both_sides()
    {
        var sojourn = await HostedAsync("测试甲");
        using var host = await village.SecretaryAsync(Village.Host);
        await host.PostAsync(await host.GetAsync(New(sojourn, "host")), "main form");
        Assert.Equal(1, await SeenAsync(Village.Home));
        Assert.Equal(1, await SeenAsync(Village.HostCommittee));
        Assert.Equal(0, await SeenAsync(Village.Neighbour));
    }

    private async Task<int> SeenAsync(string org)
    {
        await using var db = village.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"SET LOCAL ROLE hongyan_app", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"select set_config('hongyan.lo', {org}, true), set_config('hongyan.hi', {org + "/"}, true)",
            TestContext.Current.CancellationToken);
        return await db.Exchanges.CountAsync(TestContext.Current.CancellationToken);
    }

    private Task<Sojourn> HostedAsync(string name) => village.AwayAsync(name, host: Village.Host, happened:
    [
        new Reviewed { On = new DateOnly(2026, 1, 6), Grade = "qualified", Year = 2025 },
        new ReportedIn { On = new DateOnly(2026, 1, 9) },
        new Placed { On = new DateOnly(2026, 1, 12) },
        new OrganizedLife { On = new DateOnly(2026, 2, 12), Kind = "meeting" },
        new OrganizedLife { On = new DateOnly(2026, 4, 12), Kind = "party-day", Offline = true },
        new OrganizedLife { On = new DateOnly(2026, 5, 1), Kind = "lecture" },
        new DuesPaid { On = new DateOnly(2026, 4, 20), Months = ["2026-04", "2026-05"], At = Side.Host, Amount = 30m },
        new Educated { On = new DateOnly(2026, 4, 22), By = Side.Host, Kind = "training", Hours = 4 },
        new AssignedWorkDone { On = new DateOnly(2026, 4, 25), Note = "社区志愿服务" },
        new Care { On = new DateOnly(2026, 5, 2), By = Side.Host, Kind = "visit" },
        new ChangeReported { On = new DateOnly(2026, 5, 3), What = "phone" },
    ]);

    private static string Text(IHtmlDocument page) => ((IHtmlTextAreaElement)page.QuerySelector("[name=Text]")!).Value.ReplaceLineEndings("\n");

    private static string New(Sojourn sojourn, string side, string more = "") =>
        $"/Correspondence/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&side={side}{more}";
}
