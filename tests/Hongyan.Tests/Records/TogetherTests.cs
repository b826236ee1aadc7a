using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Records;

/// <summary>Two people on one stay, and orders that cannot be.</summary>
public sealed class TogetherTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_second_is_told_what_the_first_wrote_and_loses_nothing_typed()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var home = await village.SecretaryAsync();
        using var host = await village.SecretaryAsync(Village.Host);
        var typing = await home.GetAsync(Form(sojourn, "contact"));
        await host.PostAsync(await host.GetAsync(Form(sojourn, "reported-in", "host")), "main form");

        var told = await home.PostAsync(typing, "main form", ("Values[topics]", "work"), ("Values[content]", "打过电话"), ("Values[means]", "video"));
        Assert.Equal(HttpStatusCode.Conflict, home.Status);
        var alert = told.QuerySelector(".meanwhile")!.TextContent;
        Assert.Contains("报到", alert, StringComparison.Ordinal);
        Assert.Contains("测试社区党支部", alert, StringComparison.Ordinal);
        Assert.Contains("secretary", alert, StringComparison.Ordinal);
        Assert.Equal("打过电话", ((IHtmlTextAreaElement)told.QuerySelector("textarea")!).Value.Trim());
        Assert.Equal("video", ((IHtmlSelectElement)told.QuerySelector("[name='Values[means]']")!).Value);
        Assert.Empty(await village.RecordsAsync(sojourn, "contact"));

        await home.PostAsync(told, "main form");
        Assert.Contains("打过电话", (await village.RecordsAsync(sojourn, "contact")).Single().Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_wrote_himself_in_another_window_is_told_too_and_asked()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var first = await OpenAsync(home, Form(sojourn, "contact"));
        var second = await OpenAsync(home, Form(sojourn, "contact"));
        await home.PostAsync(first, "main form", ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", "第一次"));
        var told = await home.PostAsync(second, "main form", ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", "第二次"));
        Assert.Equal(HttpStatusCode.Conflict, home.Status);
        Assert.Contains("第一次", told.QuerySelector(".meanwhile")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(sojourn, "contact"));
        await home.PostAsync(told, "main form");
        Assert.Equal(2, (await village.RecordsAsync(sojourn, "contact")).Count);
    }

    [Fact]
    public async Task A_form_changed_and_sent_again_corrects_what_it_wrote()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var form = await OpenAsync(home, Form(sojourn, "contact"));
        await home.PostAsync(form, "main form", ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", "写错了"));
        // back, and once more
        var told = await home.PostAsync(form, "main form", ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", "写对了"));
        Assert.Equal(HttpStatusCode.Conflict, home.Status);
        await home.PostAsync(told, "main form");
        var records = await village.RecordsAsync(sojourn, "contact");
        Assert.Equal([null, records.Single(one => one.CorrectsId is null).Id], records.OrderBy(one => one.RecordedAt).Select(one => one.CorrectsId));
    }

    [Fact]
    public async Task A_record_corrected_in_another_window_comes_back_with_what_changed_and_nothing_typed_is_lost()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        await home.PostAsync(await OpenAsync(home, Form(sojourn, "contact")), "main form", ("Values[topics]", "work"),
            ("Values[content]", "谈了工作"), ("Values[note]", "原来的话"));
        var address = Form(sojourn, "contact") + "&corrects=" + (await village.RecordsAsync(sojourn, "contact")).Single().Id;
        var (one, two) = (await OpenAsync(home, address), await OpenAsync(home, address));
        await home.PostAsync(one, "main form", ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", "先更正的话"));
        var told = await home.PostAsync(two, "main form", ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", "后更正的话"));
        Assert.Equal(HttpStatusCode.Conflict, home.Status);
        Assert.Contains("先更正的话", told.QuerySelector(".meanwhile")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("后更正的话", ((IHtmlTextAreaElement)told.QuerySelector("[name='Values[note]']")!).Value.Trim());
        await home.PostAsync(told, "main form");
        Assert.Equal(HttpStatusCode.OK, home.Status);
        var records = await village.RecordsAsync(sojourn, "contact");
        Assert.Equal(3, records.Count);
        Assert.Contains("后更正的话", records.Single(record => records.All(later => later.CorrectsId != record.Id)).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_is_too_long_comes_back_whole_with_how_much()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var note = new string('长', 503);
        var page = await home.PostAsync(await home.GetAsync(Form(sojourn, "contact")), "main form", ("Values[topics]", "work"),
            ("Values[content]", "谈了工作"), ("Values[note]", note));
        Assert.Contains("最多 500 字，超出 3 字", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(note, ((IHtmlTextAreaElement)page.QuerySelector("[name='Values[note]']")!).Value.Trim());
        Assert.Empty(await village.RecordsAsync(sojourn, "contact"));
    }

    [Fact]
    public async Task Two_at_once_write_one_after_the_other_and_the_second_is_told()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var one = await village.SecretaryAsync(Village.Host);
        using var other = await village.SecretaryAsync(Village.Host);
        var forms = await Task.WhenAll(one.GetAsync(Form(sojourn, "reported-in", "host")), other.GetAsync(Form(sojourn, "reported-in", "host")));
        await Task.WhenAll(one.PostAsync(forms[0], "main form"), other.PostAsync(forms[1], "main form"));
        Assert.Single(await village.RecordsAsync(sojourn, "reported-in"));
        Assert.Equal(new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }, new[] { one.Status, other.Status }.Order());
    }

    [Theory]
    [InlineData("placed", "host", "A-2.3.2a")]
    [InlineData("refused", "host", "A-2.3.2a")]
    [InlineData("return-checked", "home", "A-2.1.4")]
    [InlineData("certificate-presented", "home", "A-2.1.4")]
    public async Task An_impossible_order_is_refused_with_reason_and_clause(string type, string side, string clause)
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host);
        using var county = await village.Installation.SignInAsync("department", Village.County);
        var page = await county.GetAsync(Form(sojourn, type, side));
        Assert.Equal(HttpStatusCode.Forbidden, county.Status);
        Assert.Equal("/Policy/Clauses/" + clause, page.QuerySelector(".alert-warning a.clause")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_second_return_is_refused_and_what_was_typed_stays()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var first = await OpenAsync(home, Form(sojourn, "returned"));
        var second = await OpenAsync(home, Form(sojourn, "returned"));
        await home.PostAsync(first, "main form");
        var page = await home.PostAsync(second, "main form", ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", "坐火车回来"));
        Assert.Equal("中央意见二(三)4", page.QuerySelector(".alert-warning a.clause")!.TextContent);
        Assert.Equal("坐火车回来", ((IHtmlTextAreaElement)page.QuerySelector("textarea")!).Value.Trim());
        Assert.Single(await village.RecordsAsync(sojourn, "returned"));
    }

    [Fact]
    public async Task Nobody_returns_before_he_left()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var page = await home.PostAsync(await home.GetAsync(Form(sojourn, "returned")), "main form", ("Values[on]", "2026-01-01"));
        Assert.Contains("中央意见二(三)1", page.QuerySelector(".invalid-feedback")!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var held = db.Sojourns.Single(s => s.Id == sojourn.Id);
        var answer = await new Hongyan.Records.RecordServices(village.Installation.Instance, db).Recording
            .AddAsync(held, [new Returned { On = new DateOnly(2026, 1, 1) }], TestContext.Current.CancellationToken);
        Assert.Equal(("refusal.before-cause", "A-2.3.1a"), (answer.Refusal!.Text, answer.Refusal.Clause));
    }

    [Fact]
    public async Task A_probationary_contact_person_is_refused()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var home = await village.SecretaryAsync();
        var (full, probationary) = (await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙"));
        await using (var db = village.Installation.Db())
            await db.Members
                .Where(m => m.Id == probationary.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, "probationary"), TestContext.Current.CancellationToken);
        var form = await home.GetAsync(Form(sojourn, "contact-person-named"));
        var offered = form.QuerySelectorAll("[name='Values[person]'] option").Select(option => option.GetAttribute("value")).Where(value => value!.Length > 0);
        Assert.Equal([full.MemberId.ToString()], offered);
        var page = await home.PostAsync(form, "main form", ("Values[person]", probationary.MemberId.ToString()));
        Assert.NotNull(page.QuerySelector(".error-summary"));
        Assert.Empty(await village.RecordsAsync(sojourn, "contact-person-named"));
    }

    /// <summary>A page in a tab of its own: its form goes where it came from, whatever is opened later.</summary>
    private static async Task<IHtmlDocument> OpenAsync(TestBrowser browser, string address)
    {
        var page = await browser.GetAsync(address);
        page.QuerySelector("main form")!.SetAttribute("action", address);
        return page;
    }

    private static string Form(Sojourn sojourn, string type, string side = "home") =>
        $"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type={type}&side={side}";
}
