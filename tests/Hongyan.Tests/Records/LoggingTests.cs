using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Records;

public sealed class LoggingTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_logged_contact_closes_the_duty_and_stands_in_the_timeline()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var list = await browser.GetAsync("/Worklist");
        var act = list.QuerySelectorAll("a.btn")
            .First(link => link.GetAttribute("href")!.Contains("kind=home-contact&period=2026-Q2", StringComparison.Ordinal));
        var form = await browser.GetAsync(act.GetAttribute("href")!);
        list = await browser.PostAsync(form, "main form", ("Values[topics]", "life"), ("Values[topics]", "work"), ("Values[content]", "孩子刚上小学"));
        Assert.Equal("/Worklist", browser.Path);
        Assert.StartsWith("已登记：测试甲，联系。", list.QuerySelector(".alert-success div")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(list.QuerySelectorAll("a.btn"),
            link => link.GetAttribute("href")!.Contains("kind=home-contact&period=2026-Q2", StringComparison.Ordinal));
        Assert.Equal(DutyState.Done, (await village.DutyAsync(sojourn, "home-contact", "2026-Q2")).StateOn(Village.Today));
        var member = await browser.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Contains("孩子刚上小学", member.QuerySelector(".timeline-list > li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reached_is_recorded_and_leaves_the_duty_open()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Form(sojourn, "contact", "&kind=home-contact&period=2026-Q2"));
        var page = await browser.PostAsync(form, "main form", ("Unless", "true"));
        Assert.NotNull(page.QuerySelector("#Values_retryOn__error"));
        page = await browser.PostAsync(page, "main form", ("Unless", "true"), ("Values[retryOn]", "2150-01-01")); // no calendar is known for it
        Assert.NotNull(page.QuerySelector("#Values_retryOn__error"));
        page = await browser.PostAsync(page, "main form", ("Unless", "true"), ("Values[retryOn]", "2026-05-17"));
        Assert.Contains("该任务未办结：须在", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("\"reached\": false", (await village.RecordsAsync(sojourn, "contact")).Single().Data, StringComparison.Ordinal);
        Assert.Null((await village.DutyAsync(sojourn, "home-contact", "2026-Q2")).DoneOn);
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_record()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var address = Form(sojourn, "contact");
        var form = await browser.GetAsync(address);
        form.QuerySelector("[name='Values[content]']")!.TextContent = "一切都好";
        form.QuerySelector("[name='Values[topics]']")!.SetAttribute("checked", "");
        var sent = Enumerable.Range(0, 4).Select(_ => SendAsync(browser.Client, address, form)).ToList();
        Assert.All(await Task.WhenAll(sent), status => Assert.Equal(HttpStatusCode.Redirect, status));
        Assert.Single(await village.RecordsAsync(sojourn, "contact"));
    }

    [Fact]
    public async Task A_day_to_come_is_refused_at_its_field_and_nothing_typed_is_lost()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Form(sojourn, "contact"));
        var page = await browser.PostAsync(form, "main form", ("Values[on]", "2026-05-11"), ("Values[means]", "visit"), ("Values[content]", "下周见面"));
        var day = (IHtmlInputElement)page.QuerySelector("[name='Values[on]']")!;
        Assert.Equal("2026-05-11", day.Value);
        Assert.Equal("true", day.GetAttribute("aria-invalid"));
        Assert.Equal("日期不能晚于今天。", page.GetElementById(day.GetAttribute("aria-describedby")!)!.TextContent);
        Assert.Equal("visit", ((IHtmlSelectElement)page.QuerySelector("[name='Values[means]']")!).Value);
        Assert.Equal("下周见面", ((IHtmlTextAreaElement)page.QuerySelector("textarea")!).Value.Trim());
        Assert.Empty(await village.RecordsAsync(sojourn, "contact"));
    }

    [Fact]
    public async Task Each_side_writes_its_own_records_and_is_told_so_in_a_sentence()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        Assert.Contains("由流入地填写", (await home.GetAsync(Form(sojourn, "reported-in", side: "host"))).QuerySelector(".alert-warning")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, home.Status);
        using var host = await village.SecretaryAsync(Village.Host);
        Assert.Contains("由流出地填写", (await host.GetAsync(Form(sojourn, "briefed"))).QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        var form = await host.GetAsync(Form(sojourn, "reported-in", side: "host"));
        await host.PostAsync(form, "main form");
        Assert.Single(await village.RecordsAsync(sojourn, "reported-in"));
        form = await host.GetAsync(Form(sojourn, "placed", side: "host"));
        await host.PostAsync(form, "main form");
        Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, "verify-and-place")).DoneOn);
        Assert.NotNull((await village.DutyAsync(sojourn, "report-departure")).DoneOn);
    }

    [Fact]
    public async Task Without_a_host_in_the_installation_home_records_what_the_host_told()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var form = await home.GetAsync(Form(sojourn, "reported-in", side: "host"));
        await home.PostAsync(form, "main form");
        Assert.Single(await village.RecordsAsync(sojourn, "reported-in"));
    }

    [Fact]
    public async Task A_host_that_comes_in_later_reads_the_whole_case_and_keeps_its_duties_right()
    {
        var sojourn = await village.AwayAsync("测试甲",
            happened: [new Contact { On = new DateOnly(2026, 2, 1), By = Side.Home }, new ReportedIn { On = new DateOnly(2026, 2, 3) }]);
        using var county = await village.Installation.SignInAsync("department", Village.County);
        var form = await county.GetAsync(Form(sojourn, "placed", side: "host"));
        await county.PostAsync(form, "main form", ("Values[organization]", Village.Host));
        using var host = await village.SecretaryAsync(Village.Host);
        var page = await host.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Equal(4, page.QuerySelectorAll(".timeline-list > li").Length);
        form = await host.GetAsync(Form(sojourn, "feedback", "&kind=host-feedback&period=2026-Q2", "host"));
        await host.PostAsync(form, "main form");
        Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, "host-feedback", "2026-Q2")).DoneOn);
        Assert.Equal(new DateOnly(2026, 2, 1), (await village.DutyAsync(sojourn, "home-contact", "2026-Q1")).DoneOn);
    }

    [Fact]
    public async Task A_stranger_finds_no_form()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync(Form(sojourn, "contact"));
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_the_record_and_both_stay_in_the_timeline()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: [new Returned { On = new DateOnly(2026, 4, 1) }]);
        using var browser = await village.SecretaryAsync();
        var member = await browser.GetAsync($"/Members/{sojourn.MemberId}");
        var link = member.QuerySelectorAll(".timeline-list a").First(a => a.GetAttribute("href")!.Contains("type=returned", StringComparison.Ordinal));
        var form = await browser.GetAsync(link.GetAttribute("href")!);
        Assert.Equal("2026-04-01", ((IHtmlInputElement)form.QuerySelector("[name='Values[on]']")!).Value);
        member = await browser.PostAsync(form, "main form", ("Values[on]", "2026-05-02"));
        Assert.Single(member.QuerySelectorAll(".timeline-list > .struck"));
        await using var db = village.Installation.Db();
        Assert.Equal(new DateOnly(2026, 5, 2), db.Sojourns.Single(s => s.Id == sojourn.Id).EndedOn);
        Assert.Equal(new DateOnly(2026, 6, 1), (await village.DutyAsync(sojourn, "check-return")).DueOn);
    }

    private static string Form(Sojourn sojourn, string type, string more = "", string side = "home") =>
        $"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type={type}&side={side}{more}";

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string address, IHtmlDocument form)
    {
        var fields = form.QuerySelectorAll("main form input")
            .OfType<IHtmlInputElement>()
            .Where(input => input.Type != "checkbox" || input.IsChecked)
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(form.QuerySelectorAll("main form select").OfType<IHtmlSelectElement>().Select(select => KeyValuePair.Create(select.Name!, select.Value!)))
            .Concat(form.QuerySelectorAll("main form textarea").OfType<IHtmlTextAreaElement>().Select(area => KeyValuePair.Create(area.Name!, area.Value)));
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(address, content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
