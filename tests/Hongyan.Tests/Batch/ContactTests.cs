using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Batch;

/// <summary>One talk with each of many: typed on one page, checked, saved for whom it is possible, taken back together.</summary>
public sealed class ContactTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_branch_of_forty_writes_its_contacts_of_the_quarter_from_one_row_of_the_worklist()
    {
        var stays = new List<Sojourn>();
        for (var count = 0; count < 40; count++)
            stays.Add(await village.AwayAsync($"测试{count:00}"));
        using var browser = await village.SecretaryAsync();
        var list = await browser.GetAsync("/Worklist?by=kind&due=later");
        var act = list.QuerySelectorAll(".task > a.btn")
            .Select(link => link.GetAttribute("href")!)
            .First(link => link.StartsWith("/Batch/contact", StringComparison.Ordinal) && link.Contains("2026-Q2", StringComparison.Ordinal));
        var form = await browser.GetAsync(act);
        Assert.Equal(40, form.QuerySelectorAll("textarea[name$='.Content'][name^=Lines]").Length);
        var check = await browser.PostAsync(form, Form, [("Common.Topics", "work"), .. stays.Select(Said)]);
        Assert.Contains("将登记 40 人", Text(check), StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(stays[0], "contact"));
        var result = await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        Assert.Contains("已为 40 人登记", Text(result), StringComparison.Ordinal);
        foreach (var stay in stays)
        {
            var talk = (Contact)EventJson.Read((await village.RecordsAsync(stay, "contact")).Single().Data);
            Assert.Equal(("phone", "work", Said(stay).Text), (talk.Means, Assert.Single(talk.Topics!), talk.Content));
            Assert.Equal(Village.Today, (await village.DutyAsync(stay, "home-contact", "2026-Q2")).DoneOn);
        }
    }

    [Fact]
    public async Task Who_lacks_a_sentence_waits_and_who_was_not_reached_keeps_his_duty_and_a_day_for_the_next_try()
    {
        var (one, missed, silent) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙"));
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address(one, missed, silent));
        var check = await browser.PostAsync(form, Form, ("Common.Topics", "life"), Said(one), Field(missed, "Missed", "true"), Field(one, "Topics", "dues"),
            Field(one, "Means", "video"));
        Assert.Contains("将登记 2 人", Text(check), StringComparison.Ordinal);
        Assert.Contains("需要补充 1 人", Text(check), StringComparison.Ordinal);
        var rest = await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal("/Batch/contact", browser.Path);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("已为 2 人登记", Text(rest), StringComparison.Ordinal);
        Assert.NotNull(rest.QuerySelector($"input[name='Lines[{silent.Id}].Picked'][checked]"));
        Assert.Null(rest.QuerySelector($"input[name='Lines[{one.Id}].Picked']"));
        var talk = (Contact)EventJson.Read((await village.RecordsAsync(one, "contact")).Single().Data);
        Assert.Equal(("video", "dues"), (talk.Means, Assert.Single(talk.Topics!)));
        var attempt = (Contact)EventJson.Read((await village.RecordsAsync(missed, "contact")).Single().Data);
        Assert.Equal((false, Village.Today.AddDays(3)), (attempt.Reached, attempt.RetryOn));
        Assert.Null((await village.DutyAsync(missed, "home-contact", "2026-Q2")).DoneOn);
        Assert.Empty(await village.RecordsAsync(silent, "contact"));
        check = await browser.PostAsync(rest, Form, Said(silent));
        var result = await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal(3, result.QuerySelectorAll("main .duties > li").Length); // one batch, however often it was gone on with
    }

    [Fact]
    public async Task One_sentence_for_several_is_no_talk_with_each_unless_all_were_together()
    {
        var (one, other, absent) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙"));
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address(one, other));
        var refused = await browser.PostAsync(form, Form, ("Common.Topics", "life"), Field(one, "Content", "一切都好"),
            Field(other, "Content", "一切都好"), ("Checked", "true"));
        Assert.Contains("与他人相同", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(one, "contact"));
        form = await browser.GetAsync(Address(one, other, absent));
        (string, string)[] gathering = [("Common.IsGathering", "true"), ("Common.Content", "学习文件并交流"), ("Common.Place", "村委会"), ("Common.Topics", "thought"),
            Field(absent, "Picked", "false")];
        refused = await browser.PostAsync(form, Form, [.. gathering, ("Common.Means", "wechat")]);
        Assert.Contains("群发消息不算联系", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        var check = await browser.PostAsync(form, Form, [.. gathering, ("Common.Means", "video")]);
        Assert.Contains("将登记 2 人", Text(check), StringComparison.Ordinal);
        await browser.PostAsync(check, Form, ("Checked", "true"));
        var talk = (Contact)EventJson.Read((await village.RecordsAsync(other, "contact")).Single().Data);
        Assert.Equal(("学习文件并交流", "座谈地点：村委会"), (talk.Content, talk.Note));
        Assert.Empty(await village.RecordsAsync(absent, "contact"));
    }

    [Fact]
    public async Task What_an_earlier_batch_or_form_wrote_is_not_written_again_and_lends_its_words_to_nobody()
    {
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        using var browser = await village.SecretaryAsync();
        await browser.PostAsync(await browser.GetAsync(Address(one)), Form, ("Common.Topics", "life"), Said(one), ("Checked", "true"));
        var page = await browser.PostAsync(await browser.GetAsync(Address(one, other)), Form, ("Common.Topics", "life"), Said(one),
            Said(other), ("Checked", "true"));
        Assert.Contains("完全相同", page.QuerySelector($"li:has([name='Lines[{one.Id}].Picked']) .text-red")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(one, "contact"));
        Assert.Single(await village.RecordsAsync(other, "contact"));
        page = await browser.PostAsync(await browser.GetAsync(Address(one, other)), Form,
            ("Common.Topics", "life"), Field(one, "Picked", "false"), Field(other, "Content", Said(one).Text), ("Checked", "true"));
        Assert.Contains("与他人相同", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(other, "contact"));
    }

    [Fact]
    public async Task Who_was_not_at_the_gathering_is_named_before_and_after_it_is_saved()
    {
        var (one, absent) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        using var browser = await village.SecretaryAsync();
        var check = await browser.PostAsync(await browser.GetAsync(Address(one, absent)), Form, ("Common.IsGathering", "true"), ("Common.Content", "学习文件并交流"),
            ("Common.Place", "村委会"), ("Common.Topics", "thought"), ("Common.Means", "video"), Field(absent, "Missed", "true"));
        Assert.Contains("没有到场，不登记：测试乙", Text(check), StringComparison.Ordinal);
        var result = await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        Assert.Contains("没有到场，不登记：测试乙", Text(result), StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(absent, "contact"));
    }

    [Fact]
    public async Task Who_has_not_left_yet_is_named_and_a_second_tap_writes_nothing_twice()
    {
        var (one, early) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙", departs: Village.Today.AddDays(5)));
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address(one, early));
        var check = await browser.PostAsync(form, Form, ("Common.Topics", "life"), Said(one), Said(early));
        Assert.Contains("不能登记 1 人", Text(check), StringComparison.Ordinal);
        var rest = await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Contains("2026-05-15", rest.QuerySelector($"li:has([name='Lines[{early.Id}].Picked'][checked]) .text-red")!.TextContent,
            StringComparison.Ordinal);
        await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Single(await village.RecordsAsync(one, "contact"));
        Assert.Empty(await village.RecordsAsync(early, "contact"));
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        await neighbour.GetAsync(Address(one));
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_holds_up_only_his_own_line()
    {
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address(one, other));
        using (var second = await village.SecretaryAsync())
            await second.PostAsync(await second.GetAsync($"/Records/New?member={one.MemberId}&sojourn={one.Id}&type=contact&side=home"), "main form",
                ("Values[topics]", "work"), ("Values[content]", "已经电话联系"));
        var check = await browser.PostAsync(form, Form, ("Common.Topics", "life"), Said(one), Said(other));
        Assert.NotNull(check.QuerySelector("main li .meanwhile"));
        var rest = await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Single(await village.RecordsAsync(other, "contact"));
        Assert.Single(await village.RecordsAsync(one, "contact")); // the button writes for those whom it counts
        Assert.NotNull(rest.QuerySelector($"[name='Lines[{one.Id}].Picked'][checked]"));
        await browser.PostAsync(check, Form, ("Again", one.Id.ToString()), ("Checked", "true")); // he has read it, and says it all the same
        Assert.Equal(2, (await village.RecordsAsync(one, "contact")).Count);
    }

    [Fact]
    public async Task A_batch_is_taken_back_by_its_writer_and_the_duties_open_again()
    {
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address(one, other));
        var result = await browser.PostAsync(form, Form, ("Common.Topics", "life"), Said(one), Said(other), ("Checked", "true"));
        var address = browser.Answer.RequestMessage!.RequestUri!.PathAndQuery;
        using (var second = await village.SecretaryAsync())
            Assert.Null((await second.GetAsync(address)).QuerySelector(Form));
        var empty = await browser.PostAsync(result, Form);
        Assert.NotNull(empty.QuerySelector(".error-summary"));
        var undone = await browser.PostAsync(empty, Form, ("Reason", "登记错了季度"));
        Assert.Contains("已撤销 2 条", Text(undone), StringComparison.Ordinal);
        Assert.Equal(2, undone.QuerySelectorAll("main .duties > li.struck").Length);
        foreach (var stay in new[] { one, other })
        {
            Assert.Single(await village.RecordsAsync(stay, "struck"));
            Assert.Null((await village.DutyAsync(stay, "home-contact", "2026-Q2")).DoneOn);
        }
    }

    [Fact]
    public async Task A_contact_person_writes_for_his_people_too()
    {
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        using var browser = await village.Installation.SignInAsync(Roles.Contact, Village.Home);
        await browser.PostAsync(await browser.GetAsync(Address(one, other)), Form, ("Common.Topics", "life"), Said(one), Said(other), ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        await browser.GetAsync($"/Batch/feedback?who={one.Id}&side=home");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    private static string Address(params Sojourn[] stays) =>
        "/Batch/contact?side=home&period=2026-Q2&" + string.Join('&', stays.Select(stay => "who=" + stay.Id));

    private static (string Name, string Text) Said(Sojourn stay) => Field(stay, "Content", $"谈了近况 {stay.Id:N}");

    private static (string, string) Field(Sojourn stay, string field, string value) => ($"Lines[{stay.Id}].{field}", value);

    private static string Text(IHtmlDocument page) =>
        string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
