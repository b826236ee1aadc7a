using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Records;

/// <summary>Evidence closes a duty, an empty form does not.</summary>
public sealed class EvidenceTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("contact", "topics")]
    [InlineData("contact", "content")]
    [InlineData("briefed", "topics")]
    [InlineData("member-reported", "text")]
    [InlineData("change-reported", "value")]
    public async Task An_empty_form_is_refused_at_the_field_that_is_missing(string type, string field)
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var page = await browser.PostAsync(await browser.GetAsync(Form(sojourn, type)), "main form", ("Values[what]", "phone"));
        Assert.NotNull(page.QuerySelector($"#Values_{field}__error, #Values_{field}_ .invalid-feedback"));
        Assert.Empty(await village.RecordsAsync(sojourn, type));
    }

    [Fact]
    public async Task A_contact_keeps_topics_and_content_and_its_content_is_encrypted()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        await browser.PostAsync(await browser.GetAsync(Form(sojourn, "contact")), "main form",
            ("Values[topics]", "work"), ("Values[topics]", "dues"), ("Values[content]", "换了班组，党费按月交。"));
        var contact = (Contact)EventJson.Read((await village.RecordsAsync(sojourn, "contact")).Single().Data);
        Assert.Equal(["work", "dues"], contact.Topics);
        Assert.Equal("换了班组，党费按月交。", contact.Content);
        await using var command = village.Installation.Instance.DataSource.CreateCommand("select data::text from record where type = 'contact'");
        Assert.DoesNotContain("换了班组", (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_written_with_one_topic_is_read_and_corrected_like_any_other()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: [new Contact { On = new(2026, 2, 1), By = Side.Home, Means = "phone", Topic = "help" }]);
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Contains("困难帮扶", page.QuerySelector(".timeline-list > li")!.TextContent, StringComparison.Ordinal);
        var link = page.QuerySelectorAll(".timeline-list a").First(a => a.GetAttribute("href")!.Contains("type=contact", StringComparison.Ordinal));
        var form = await browser.GetAsync(link.GetAttribute("href")!);
        Assert.NotNull(form.QuerySelector("[name='Values[topics]'][value=help][checked]"));
        await browser.PostAsync(form, "main form", ("Values[content]", "帮助联系了就业。"), ("Values[on]", "2026-02-03"));
        var records = (await village.RecordsAsync(sojourn, "contact")).OrderBy(record => record.RecordedAt).ToList();
        var corrected = (Contact)EventJson.Read(records[1].Data);
        Assert.Equal((records[0].Id, new DateOnly(2026, 2, 3)), (records[1].CorrectsId, corrected.On));
        Assert.Equal(["help"], corrected.Subjects);
    }

    [Fact]
    public async Task A_briefing_ticks_every_topic_or_names_the_reason_of_each_that_is_missing()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        (string, string)[] ticked = [.. Briefed.AllTopics.Skip(1).Select(topic => ("Values[topics]", topic))];
        var page = await browser.PostAsync(await browser.GetAsync(Form(sojourn, "briefed")), "main form", ticked);
        Assert.NotNull(page.QuerySelector(".error-summary"));
        await browser.PostAsync(page, "main form", [.. ticked, ("Values[missing.certificate]", "本人持有旧证，已会使用")]);
        var briefed = (Briefed)EventJson.Read((await village.RecordsAsync(sojourn, "briefed")).Single().Data);
        Assert.Equal("本人持有旧证，已会使用", briefed.Missing!["certificate"]);
        Assert.NotNull((await village.DutyAsync(sojourn, "brief")).DoneOn);
    }

    [Fact]
    public async Task The_ledgers_are_shown_before_they_are_confirmed_and_again_when_they_changed()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync($"/Records/Organization?org={Village.Home}&kind=refresh-ledger&period=2026-Q2");
        var shown = form.QuerySelectorAll(".list-grid");
        Assert.Equal(2, shown.Length);
        Assert.All(shown, ledger => Assert.Contains("测试甲", ledger.TextContent, StringComparison.Ordinal));
        await village.AwayAsync("测试乙");
        var page = await browser.PostAsync(form, "main form");
        Assert.Contains("有变动", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await village.DutyAsync(sojourn, "refresh-ledger", "2026-Q2")).DoneOn);
        await browser.PostAsync(page, "main form", ("Shown", page.QuerySelector("[name=Shown]")!.GetAttribute("value")!));
        Assert.NotNull((await village.DutyAsync(sojourn, "refresh-ledger", "2026-Q2")).DoneOn);
    }

    private static string Form(Sojourn sojourn, string type) => $"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type={type}&side=home";
}
