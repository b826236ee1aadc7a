using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Batch;

/// <summary>Every record that says how is written for many on one page: typed once, differing for one, checked, saved, taken back.</summary>
public sealed class ManyTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private static readonly DateOnly Left = new(2026, 1, 5);
    private Village village = null!;

    public static TheoryData<string> Joining =>
        [.. SojournRecords.Book.Types.Where(type => type.ForMany is not null).Select(type => type.Name)];

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [MemberData(nameof(Joining))]
    public async Task Whatever_joins_has_its_page_with_a_line_for_each_and_checks_by_a_redirect(string type)
    {
        Sojourn[] stays = [await ArrivedAsync("测试甲"), await ArrivedAsync("测试乙")];
        var side = SojournRecords.Book[type].Sides[0];
        using var browser = SojournRecords.Book[type].CommitteeOnly
            ? await village.Installation.SignInAsync(Roles.Clerk, side == "home" ? Village.HomeCommittee : Village.HostCommittee)
            : await village.SecretaryAsync(side == "home" ? Village.Home : Village.Host);
        var form = await browser.GetAsync(Address(type, side, stays));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(2, form.QuerySelectorAll("input[name=Row]").Length + form.QuerySelectorAll("#flagged li").Length);
        await browser.PostAsync(form, Form);
        Assert.Equal(("GET", HttpStatusCode.OK), (browser.Answer.RequestMessage!.Method.Method, browser.Status));
    }

    [Fact]
    public async Task A_contact_person_is_named_for_all_and_another_one_for_one_of_them()
    {
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        await village.AwayAsync("测试丙");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync("/Worklist?by=kind");
        form = await browser.GetAsync(Act(form, "/Batch/contact-person-named"));
        var options = form.QuerySelectorAll("select[name='Common.Person'] option").OfType<IHtmlOptionElement>()
            .ToDictionary(option => option.TextContent.Split('（')[0], option => option.Value);
        var check = await browser.PostAsync(form, Form, ("Common.Person", options["测试丙"]), (Name(one, "Person"), options["测试乙"]));
        Assert.Contains("将登记 2 人", Text(check), StringComparison.Ordinal); // the third cannot be his own: he needs somebody else
        Assert.Contains("需要补充 1 人", Text(check), StringComparison.Ordinal);
        await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal("测试乙", ((ContactPersonNamed)await SaidAsync(one, "contact-person-named")).Person);
        var named = (ContactPersonNamed)await SaidAsync(other, "contact-person-named");
        Assert.Equal(("测试丙", options["测试丙"]), (named.Person, named.PersonId.ToString()));
        Assert.Equal(Village.Today, (await village.DutyAsync(other, "name-contact")).DoneOn);
    }

    [Fact]
    public async Task A_topic_that_is_missing_for_all_is_said_once_and_one_with_his_own_is_not_asked()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙")];
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address("contact", "home", stays));
        (string, string)[] said = [.. stays.Select(stay => (Name(stay, "Content"), $"谈了近况 {stay.Id:N}"))];
        var page = await browser.PostAsync(form, Form, [.. said, (Name(stays[2], "Topics"), "dues")]);
        var error = Assert.Single(page.QuerySelectorAll(".error-summary li"));
        Assert.Equal("#Common_Topics", error.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal($"谈了近况 {stays[0].Id:N}", ((IHtmlTextAreaElement)page.QuerySelector($"[name='{Name(stays[0], "Content")}']")!).Value);
    }

    [Fact]
    public async Task A_briefing_says_its_topics_once_and_leaves_out_who_is_not_ticked()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙")];
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address("briefed", "home", stays));
        var topics = Briefed.AllTopics.Select(topic => ("Common.Topics", topic)).ToList();
        var page = await browser.PostAsync(form, Form, [.. topics.Skip(1), (Name(stays[1], "Picked"), "false")]);
        Assert.Single(page.QuerySelectorAll(".error-summary li")); // a topic is open without a reason
        var check = await browser.PostAsync(page, Form, [.. topics.Skip(1), ("Common.Missing.certificate", "已有活动证"), ("Checked", "true")]);
        Assert.Equal("/Batch/Done", browser.Path);
        Assert.Equal("已有活动证", ((Briefed)await SaidAsync(stays[0], "briefed")).Missing!["certificate"]);
        Assert.Empty(await village.RecordsAsync(stays[1], "briefed"));
    }

    [Fact]
    public async Task Certificates_are_handed_out_with_the_number_that_was_sealed_and_audited_once_a_year()
    {
        Sojourn[] stays = [await SealedAsync("测试甲", "99-001"), await SealedAsync("测试乙", "99-002"), await village.AwayAsync("测试丙")];
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address("certificate-issued", "home", stays));
        Assert.Contains("99-002", Text(form), StringComparison.Ordinal);
        var check = await browser.PostAsync(form, Form, (Name(stays[2], "Number"), "99-003"));
        Assert.Contains("将登记 2 人", Text(check), StringComparison.Ordinal);
        Assert.Contains("不能登记 1 人", Text(check), StringComparison.Ordinal); // nothing is sealed for him
        await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal("99-001", ((CertificateIssued)await SaidAsync(stays[0], "certificate-issued")).Number);
        for (var time = 0; time < 2; time++)
        {
            form = await browser.GetAsync(Address("certificate-audited", "home", stays[0], stays[1]));
            check = await browser.PostAsync(form, Form, ("Checked", "true"), (Name(stays[time], "Note"), $"第 {time} 次"));
        }
        Assert.Single(await village.RecordsAsync(stays[0], "certificate-audited"));
        Assert.Equal(2, check.QuerySelectorAll("main .duty .text-red").Length); // each with the reason that its own form gives
        Assert.Contains("每年审核一次", Text(check), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Care_is_given_to_all_with_an_amount_for_one_and_words_about_need_are_nobody_elses()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙")];
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address("care", "home", stays));
        (string, string)[] common = [("Common.Kind", "hardship"), ("Common.Amount", "200")];
        var page = await browser.PostAsync(form, Form, [.. common, (Name(stays[0], "Note"), "家中有病人"), (Name(stays[1], "Note"), "家中有病人"), ("Checked", "true")]);
        Assert.Equal(2, page.QuerySelectorAll(".error-summary li").Length);
        Assert.Empty(await village.RecordsAsync(stays[0], "care"));
        page = await browser.PostAsync(page, Form, (Name(stays[1], "Note"), "本人失业"), (Name(stays[1], "Amount"), "300"), ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        Assert.Equal((200m, "家中有病人"), (((Care)await SaidAsync(stays[0], "care")).Amount, (await SaidAsync(stays[0], "care")).Note));
        Assert.Equal((300m, "本人失业"), (((Care)await SaidAsync(stays[1], "care")).Amount, (await SaidAsync(stays[1], "care")).Note));
    }

    [Fact]
    public async Task Who_is_placed_is_placed_by_his_host_and_who_has_not_arrived_is_named_with_the_clause()
    {
        var (one, absent) = (await ArrivedAsync("测试甲"), await village.AwayAsync("测试乙", host: Village.Host));
        using var host = await village.SecretaryAsync(Village.Host);
        var form = await host.GetAsync(Address("placed", "host", one, absent));
        var check = await host.PostAsync(form, Form, ("Common.Organization", Village.Host), (Name(absent, "Picked"), "true"));
        Assert.Contains("还没有报到", check.QuerySelector("main .text-red")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(check.QuerySelector("main .text-red ~ a.clause, main .text-red ~ [href*='A-2.3.2a']"));
        await host.PostAsync(check, Form, ("Checked", "true"));
        Assert.Single(await village.RecordsAsync(one, "placed"));
        Assert.Empty(await village.RecordsAsync(absent, "placed"));
    }

    [Fact]
    public async Task Many_are_told_of_an_event_and_who_was_not_asked_to_it_waits()
    {
        var election = new Election { On = new(2026, 5, 1), TakesPlace = new(2026, 5, 20) };
        Sojourn[] stays =
        [
            await village.AwayAsync("测试甲", happened: [election]), await village.AwayAsync("测试乙", happened: [election]), await village.AwayAsync("测试丙"),
        ];
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address("notified", "home", stays));
        Assert.Null(form.QuerySelector($"input[name='{Name(stays[2], "Picked")}'][checked]"));
        await browser.PostAsync(form, Form, ("Common.Event", "election-2026-05-20"), ("Common.Means", "visit"), ("Checked", "true"));
        var told = (Notified)await SaidAsync(stays[1], "notified");
        Assert.Equal(("told", "visit"), (told.How, told.Means));
        Assert.Empty(await village.RecordsAsync(stays[2], "notified"));
    }

    [Fact]
    public async Task Urging_study_and_assigned_work_need_nothing_but_the_day()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙")];
        using var browser = await village.SecretaryAsync();
        foreach (var type in new[] { "transfer-urged", "educated", "assigned-work-done" })
        {
            var form = await browser.GetAsync(Address(type, "home", stays));
            await browser.PostAsync(form, Form, ("Common.On", "2026-05-08"), (Name(stays[1], "On"), "2026-05-09"), ("Checked", "true"));
            Assert.Equal(new DateOnly(2026, 5, 8), (await SaidAsync(stays[0], type)).On);
            Assert.Equal(new DateOnly(2026, 5, 9), (await SaidAsync(stays[1], type)).On);
        }
    }

    [Fact]
    public async Task Decisions_have_no_page_for_many()
    {
        var stay = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        foreach (var type in new[] { "refused", "conversion-decided", "reviewed", "no-such-record" })
        {
            await browser.GetAsync(Address(type, "home", stay));
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
    }

    private Task<Sojourn> ArrivedAsync(string name) =>
        village.AwayAsync(name, host: Village.Host, happened: new ReportedIn { On = new(2026, 2, 1), Organization = Village.Host });

    private Task<Sojourn> SealedAsync(string name, string number) => village.AwayAsync(name, happened: new CertificateSealed { On = Left, Number = number });

    private async Task<SojournEvent> SaidAsync(Sojourn stay, string type) => EventJson.Read((await village.RecordsAsync(stay, type)).Single().Data);

    private static string Act(IHtmlDocument list, string start) =>
        list.QuerySelectorAll(".task > a.btn").Select(link => link.GetAttribute("href")!).First(link => link.StartsWith(start, StringComparison.Ordinal));

    private static string Address(string type, string side, params Sojourn[] stays) =>
        $"/Batch/{type}?side={side}&" + string.Join('&', stays.Select(stay => "who=" + stay.Id));

    private static string Name(Sojourn stay, string field) => $"Lines[{stay.Id}].{field}";

    private static string Text(IHtmlDocument page) =>
        string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
