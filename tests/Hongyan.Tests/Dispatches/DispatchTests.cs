using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Dispatches;

/// <summary>Letters to organisations outside: drafted, numbered, sent, answered; what left closes the duty that it serves.</summary>
public sealed class DispatchTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]", Drafts = "main form[method=post]";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_question_that_left_closes_its_duty_and_its_slip_brings_the_answer_once()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        var drafts = await DraftAsync(clerk, stay, "asking");
        Assert.Equal("/Dispatches/Drafts", clerk.Path);
        Assert.Contains("测试来客", drafts.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await village.DutyAsync(stay, "ask-home")).DoneOn);
        Assert.Empty(await village.RecordsAsync(stay, "home-asked"));

        await clerk.PostAsync(drafts, Drafts, ("Sent", "registered"), ("Tracking", "XA123"));
        Assert.Equal("/Dispatches", clerk.Path);
        Assert.Equal(Village.Today, (await village.DutyAsync(stay, "ask-home")).DoneOn);
        var asked = (HomeAsked)EventJson.Read(Assert.Single(await village.RecordsAsync(stay, "home-asked")).Data);
        Assert.Equal(["membership"], asked.What);
        Assert.Equal(("letter", GuestSteps.Home), (asked.Way, asked.To));
        var letter = await OneAsync();
        Assert.Equal(("sent", "2026-001", "registered", "XA123"), (letter.State, letter.Numbered, letter.Way, letter.Tracking));

        var answer = await clerk.PostAsync(await clerk.GetAsync("/Slip"), Form,
            ("Asked", $"{letter.SlipNumber[..5]} {letter.SlipNumber[5..].ToLowerInvariant()}"));
        Assert.Equal("/Dispatches/Answer/" + letter.Id, clerk.Path);
        await clerk.PostAsync(answer, Form, ("Said[membership]", "yes"), ("Signer", "王某某"));
        Assert.Equal("/Dispatches/" + letter.Id, clerk.Path);
        var said = (HomeAnswered)EventJson.Read(Assert.Single(await village.RecordsAsync(stay, "home-answered")).Data);
        Assert.Equal(("membership", "yes", "王某某", "letter"), (said.What, said.Answer, said.Signer, said.Way));
        Assert.Equal("answered", (await OneAsync()).State);

        var later = await clerk.GetAsync("/Slip/" + Hongyan.Rules.Outside.SlipCode.Write(letter.SlipCode));
        Assert.Equal("/Dispatches/Answer/" + letter.Id, clerk.Path);
        Assert.Contains("王某某", later.QuerySelector(".alert")!.TextContent, StringComparison.Ordinal);
        Assert.Null(later.QuerySelector(Form));
    }

    [Fact]
    public async Task Numbers_have_no_gaps_when_many_draft_at_once_and_a_withdrawn_one_stays()
    {
        const int each = 3, offices = 4;
        var stays = new List<Sojourn>();
        for (var one = 0; one < each * offices; one++)
            stays.Add(await village.GuestAsync("测试来客" + one));
        var browsers = new List<TestBrowser>();
        for (var one = 0; one < offices; one++)
            browsers.Add(await village.ClerkAsync());
        try
        {
            await Task.WhenAll(browsers.Select(async (browser, place) =>
            {
                foreach (var stay in stays.Skip(place * each).Take(each))
                    await DraftAsync(browser, stay, "asking");
            }));
            Assert.Equal(Enumerable.Range(1, each * offices), (await AllAsync()).Select(letter => letter.Number));

            var middle = (await AllAsync())[5];
            var page = await browsers[0].GetAsync("/Dispatches/" + middle.Id);
            await browsers[0].PostAsync(page, "main details form", ("Remark", "地址有误"));
            await DraftAsync(browsers[0], stays.Single(stay => stay.Id == middle.SojournId), "asking");
            var all = await AllAsync();
            Assert.Equal(Enumerable.Range(1, (each * offices) + 1), all.Select(letter => letter.Number));
            Assert.Equal("withdrawn", all[5].State);
            var register = await browsers[0].GetAsync("/Dispatches?state=withdrawn");
            Assert.Equal("2026-006", register.QuerySelector("tbody th s a")!.TextContent);
        }
        finally
        {
            browsers.ForEach(browser => browser.Dispose());
        }
    }

    [Fact]
    public async Task Its_organisation_acts_those_above_read_and_nobody_else_sees_it()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 2, 3), Organization = Village.Host });
        using (var branch = await village.SecretaryAsync(Village.Host))
        {
            await DraftAsync(branch, stay, "feedback");
        }
        var letter = await OneAsync();
        Assert.Equal(Village.Host, letter.OrgPath);
        using (var clerk = await village.ClerkAsync())
        {
            var page = await clerk.GetAsync("/Dispatches/" + letter.Id);
            Assert.Contains("2026-001", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
            Assert.Null(page.QuerySelector(Form));
            await clerk.FormAsync($"/Dispatches/{letter.Id}?handler=Mark", await clerk.GetAsync("/Slip"), ("State", "withdrawn"), ("On", "2026-05-10"),
                ("Remark", "x"));
            Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
            var list = await clerk.GetAsync("/Dispatches?org=" + Village.Host);
            Assert.Single(list.QuerySelectorAll("tbody tr"));
            Assert.Empty((await clerk.GetAsync("/Dispatches")).QuerySelectorAll("tbody tr"));
        }
        foreach (var (role, org) in new[]
        {
            (Roles.Secretary, Village.Home), (Roles.Clerk, ReceptionSteps.OtherCommittee), (Roles.Clerk, Village.HomeCommittee),
        })
        {
            using var other = await village.Installation.SignInAsync(role, org);
            await other.GetAsync("/Dispatches/" + letter.Id);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
            await other.GetAsync("/Dispatches?org=" + Village.Host);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }
    }

    [Fact]
    public async Task A_slip_in_other_hands_says_only_where_to_send_it()
    {
        var stay = await village.GuestAsync();
        using (var clerk = await village.ClerkAsync())
        {
            await clerk.PostAsync(await DraftAsync(clerk, stay, "asking"), Drafts);
        }
        var letter = await OneAsync();
        var code = Hongyan.Rules.Outside.SlipCode.Write(letter.SlipCode);
        using var stranger = await village.Installation.BrowserAsync();
        var page = await stranger.GetAsync("/Slip/" + code);
        Assert.Contains("测试街道党工委", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (var secret in new[] { "测试来客", "来客", GuestSteps.Home, letter.Numbered })
            Assert.DoesNotContain(secret, page.Body!.TextContent, StringComparison.Ordinal);
        var guessed = await stranger.PostAsync(await stranger.GetAsync("/Slip"), Form, ("Asked", letter.SlipNumber));
        Assert.DoesNotContain("测试街道党工委", guessed.Body!.TextContent, StringComparison.Ordinal);
        using var other = await village.SecretaryAsync(Village.Home);
        var typed = await other.PostAsync(await other.GetAsync("/Slip"), Form, ("Asked", letter.SlipNumber));
        Assert.Equal("/Slip", other.Path);
        Assert.Contains("测试街道党工委", typed.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("来客", typed.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (var nonsense in new[] { "x", "0000000000", new string('A', 300), "ABCDEFGHJK/../..", new string('Z', 26) })
        {
            var unknown = await other.PostAsync(await other.GetAsync("/Slip"), Form, ("Asked", nonsense));
            Assert.Equal(HttpStatusCode.OK, other.Status);
            Assert.DoesNotContain("测试街道党工委", unknown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_slip_lapses_after_a_year()
    {
        var stay = await village.GuestAsync();
        using (var clerk = await village.ClerkAsync())
        {
            await clerk.PostAsync(await DraftAsync(clerk, stay, "asking"), Drafts);
        }
        var letter = await OneAsync();
        foreach (var (day, isOpen) in new[] { (new DateOnly(2027, 5, 9), true), (new DateOnly(2027, 5, 10), false) })
        {
            village.Installation.Clock.MoveTo(day);
            using var clerk = await village.ClerkAsync();
            var page = await clerk.GetAsync("/Slip/" + Hongyan.Rules.Outside.SlipCode.Write(letter.SlipCode));
            Assert.Equal(isOpen, clerk.Path == "/Dispatches/Answer/" + letter.Id);
            Assert.Equal(!isOpen, page.Body!.TextContent.Contains("2027-05-10 失效", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(29, null)]
    [InlineData(30, "催办函")]
    [InlineData(59, "催办函")]
    [InlineData(60, "致其上级的催办函")]
    public async Task After_thirty_days_home_is_reminded_and_after_sixty_its_superior(int days, string? kind)
    {
        var asked = Village.Today.AddDays(-days);
        var stay = await village.GuestAsync(happened: new HomeAsked { On = asked, What = ["membership"], Way = "phone", To = GuestSteps.Home });
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync($"/Dispatches/Owed?stay={stay.Id}");
        var kinds = page.QuerySelectorAll("tbody td[data-label=类别]").Select(cell => cell.TextContent)
            .Where(text => text.Contains("催办", StringComparison.Ordinal));
        Assert.Equal(kind is null ? [] : [kind], kinds);
        var list = await clerk.GetAsync("/Dispatches/Asked");
        Assert.Contains(days < 30 ? "待答复" : "未答复", list.QuerySelector("tbody td[data-label=状态]")!.TextContent, StringComparison.Ordinal);
        if (kind is null)
            return;
        var drafts = await DraftAsync(clerk, stay, days < 60 ? "reminder" : "reminder-superior");
        Assert.Contains(DateText(asked), drafts.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        await clerk.PostAsync(drafts, Drafts);
        Assert.Equal(2, (await village.RecordsAsync(stay, "home-asked")).Count);
        Assert.DoesNotContain((await clerk.GetAsync($"/Dispatches/Owed?stay={stay.Id}")).QuerySelectorAll("tbody td"),
            cell => cell.TextContent.Contains("催办", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_silences_the_reminder_and_stands_in_the_list()
    {
        var stay = await village.GuestAsync(happened:
        [
            new HomeAsked { On = new(2026, 3, 1), What = ["membership", "dues"], Way = "letter", To = GuestSteps.Home },
            new HomeAnswered { On = new(2026, 3, 9), What = "membership", Answer = "yes", Way = "phone" },
        ]);
        using var clerk = await village.ClerkAsync();
        var list = await clerk.GetAsync("/Dispatches/Asked?sojourn=" + stay.Id);
        var lines = list.QuerySelectorAll("tbody tr").Select(line => line.TextContent).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains("党费交到哪个月", lines[0], StringComparison.Ordinal);
        Assert.Contains("未答复", lines[0], StringComparison.Ordinal);
        Assert.Contains("2026-03-09", lines[1], StringComparison.Ordinal);
        var drafts = await DraftAsync(clerk, stay, "reminder-superior");
        Assert.Contains("党费交到哪个月", drafts.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("是否为其党员", drafts.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_of_him_is_told_by_a_letter_and_a_struck_record_takes_it_back()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 5, 8), Organization = Village.Host });
        using var branch = await village.SecretaryAsync(Village.Host);
        var drafts = await DraftAsync(branch, stay, "telling");
        Assert.Contains("测试社区党支部", drafts.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        await branch.PostAsync(drafts, Drafts);
        var duty = await village.DutyAsync(stay, "tell-home", "2026-05-08");
        Assert.Equal(Village.Today, duty.DoneOn);
        var record = Assert.Single(await village.RecordsAsync(stay, "told-home"));
        Assert.Equal(("placed", "2026-001"), (((ToldHome)EventJson.Read(record.Data)).Of, ((ToldHome)EventJson.Read(record.Data)).Dispatch));

        var strike = await branch.GetAsync($"/Records/Strike?member={stay.MemberId}&record={record.Id}");
        await branch.PostAsync(strike, Form, ("Reason", "还没有寄出"));
        Assert.Null((await village.DutyAsync(stay, "tell-home", "2026-05-08")).DoneOn);
        var letter = await OneAsync();
        Assert.Equal(("drafted", null, null), (letter.State, letter.SentOn, letter.RecordId));
    }

    [Fact]
    public async Task Feedback_has_four_topics_and_says_nothing_of_hardship_or_illness()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened:
        [
            new Placed { On = new(2026, 2, 3), Organization = Village.Host },
            new OrganizedLife { On = new(2026, 4, 10), Kind = "meeting", Offline = true },
            new Care { On = new(2026, 4, 12), By = Side.Host, Note = "家中困难，住院" },
            new Contact { On = new(2026, 4, 13), By = Side.Host, Means = "visit", Topics = ["life"], Content = "患病休养" },
        ]);
        using var branch = await village.SecretaryAsync(Village.Host);
        var text = (await DraftAsync(branch, stay, "feedback")).QuerySelector("textarea")!.TextContent;
        foreach (var topic in new[] { "编入情况", "组织生活：参加 1 次", "重要表现", "转正" })
            Assert.Contains(topic, text, StringComparison.Ordinal);
        foreach (var never in new[] { "困难", "住院", "患病", "慰问", "走访" })
            Assert.DoesNotContain(never, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_with_blanks_does_not_leave_and_the_others_do()
    {
        var (one, other) = (await village.GuestAsync("测试来客甲"), await village.GuestAsync("测试来客乙"));
        using var clerk = await village.ClerkAsync();
        await DraftAsync(clerk, one, "asking");
        await DraftAsync(clerk, other, "asking");
        var page = await clerk.GetAsync("/Dispatches/Drafts");
        var area = page.QuerySelector("textarea")!.GetAttribute("name")!;
        var left = await clerk.PostAsync(page, Drafts, (area, "外省某村党支部：\n意见：____"));
        Assert.Equal("/Dispatches/Drafts", clerk.Path);
        Assert.Contains("____", left.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["drafted", "sent"], (await AllAsync()).Select(letter => letter.State).Order());
    }

    [Fact]
    public async Task Forty_letters_leave_by_one_entry()
    {
        const int many = 40;
        for (var one = 0; one < many; one++)
            await village.GuestAsync("测试来客" + one);
        using var clerk = await village.ClerkAsync();
        var owed = await clerk.GetAsync("/Dispatches/Owed");
        var drafts = await clerk.PostAsync(owed, Form,
            [.. owed.QuerySelectorAll<IHtmlInputElement>("input[name=Letter]").Select(box => ("Letter", box.Value))]);
        Assert.Equal(many, drafts.QuerySelectorAll("textarea").Length);
        var printed = await clerk.FormAsync(clerk.Answer.RequestMessage!.RequestUri!.PathAndQuery + "&handler=Keep", drafts,
            ("Ids", drafts.QuerySelector<IHtmlInputElement>("input[name=Ids]")!.Value));
        Assert.Equal("/Dispatches/Print", clerk.Path);
        Assert.Equal(many - 1, printed.QuerySelectorAll(".paper-break").Length);
        await clerk.PostAsync(await clerk.GetAsync("/Dispatches/Drafts"), Drafts);
        Assert.Equal(many, (await AllAsync()).Count(letter => letter.State == "sent"));
        await using var db = village.Installation.Db();
        Assert.Equal(many, await db.Records.CountAsync(record => record.Type == "home-asked", Stop));
    }

    [Fact]
    public async Task A_host_outside_is_introduced_the_member_by_a_letter()
    {
        var stay = await village.AwayAsync("测试外出");
        using var home = await village.SecretaryAsync();
        await using (var db = village.Installation.Db())
        {
            var kept = await db.Sojourns.SingleAsync(s => s.Id == stay.Id, Stop);
            (kept.HostName, kept.HostPath) = ("外省某街道党工委", null);
            await db.SaveChangesAsync(Stop);
            var recording = new RecordServices(village.Installation.Instance, db).Recording;
            Assert.True(await recording.AddAsync(kept, [new ReportedIn { On = new(2026, 4, 1) }, new Placed { On = new(2026, 5, 2) }], Stop));
            await recording.SaveAsync(Stop);
        }
        var drafts = await DraftAsync(home, stay, "introduction");
        Assert.Contains("外省某街道党工委", drafts.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        await home.PostAsync(drafts, Drafts);
        Assert.Equal("/Dispatches", home.Path);
        var feedback = (Feedback)EventJson.Read(Assert.Single(await village.RecordsAsync(stay, "feedback")).Data);
        Assert.Equal(Side.Home, feedback.From);
        await using var read = village.Installation.Db();
        Assert.True(await read.Duties.AnyAsync(duty => duty.CaseId == stay.Id && duty.Kind == "home-inform" && duty.DoneOn == Village.Today, Stop));
    }

    [Fact]
    public async Task The_slip_covers_the_name_and_printed_again_it_is_the_same()
    {
        var stay = await village.GuestAsync("欧阳来客");
        using var clerk = await village.ClerkAsync();
        await DraftAsync(clerk, stay, "asking");
        var letter = await OneAsync();
        var ids = PackedIds.Write([letter.Id]);
        var first = await clerk.GetAsync("/Dispatches/Print?ids=" + ids);
        var second = await clerk.GetAsync("/Dispatches/Print?ids=" + ids);
        Assert.Contains("欧阳某", first.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(letter.SlipNumber[..5] + "-" + letter.SlipNumber[5..], first.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(first.QuerySelector("article img")!.GetAttribute("src"), second.QuerySelector("article img")!.GetAttribute("src"));
        await clerk.GetAsync($"/Dispatches/Print?ids={ids}&handler=Docx");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        foreach (var nonsense in new[] { "", "x", PackedIds.Write([Guid.CreateVersion7()]) })
        {
            await clerk.GetAsync("/Dispatches/Print?ids=" + nonsense);
            Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        }
    }

    [Fact]
    public async Task The_register_is_a_list_and_a_file()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        await clerk.PostAsync(await DraftAsync(clerk, stay, "asking"), Drafts, ("Sent", "express"));
        var paper = await clerk.GetAsync($"/Papers/dispatch-register?org={Village.HostCommittee}&on=2026-12-31&span=Year");
        var text = paper.QuerySelector("article")!.TextContent;
        foreach (var shown in new[] { "2026-001", GuestSteps.Home, "核实函", "测试来客", "快递", "已寄出" })
            Assert.Contains(shown, text, StringComparison.Ordinal);
        await clerk.GetAsync($"/Papers/dispatch-register?org={Village.HostCommittee}&on=2026-12-31&span=Year&handler=Xlsx");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", clerk.Answer.Content.Headers.ContentType!.MediaType);
    }

    private static string DateText(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    private static async Task<IHtmlDocument> DraftAsync(TestBrowser browser, Sojourn stay, string kind)
    {
        var owed = await browser.GetAsync($"/Dispatches/Owed?stay={stay.Id}");
        var box = owed.QuerySelectorAll<IHtmlInputElement>("input[name=Letter]").First(one => one.Value.Split('.')[1] == kind);
        return await browser.PostAsync(owed, Form, ("Letter", box.Value));
    }

    private async Task<Dispatch> OneAsync() => Assert.Single(await AllAsync());

    private async Task<List<Dispatch>> AllAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Dispatches.AsNoTracking().OrderBy(letter => letter.Number).ToListAsync(Stop);
    }
}
