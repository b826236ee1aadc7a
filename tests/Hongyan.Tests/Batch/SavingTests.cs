using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Batch;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Batch;

/// <summary>Each person in a transaction of his own, in the background where it takes long; every answer to a form leads elsewhere.</summary>
public sealed class SavingTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Every_form_is_answered_with_another_address_so_that_going_back_asks_for_nothing_again()
    {
        var stay = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address(stay));
        foreach (var more in new[] { "", "&Edit=true", "&Checked=true" })
        {
            var fields = Fields(form).Append(("Common.Topics", "life")).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}");
            using var body = new StringContent(string.Join('&', fields) + more, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
            using var answer = await browser.Client.PostAsync(Address(stay), body, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/Batch/contact?act=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_goes_back_finds_what_he_typed_until_it_is_sent_and_may_begin_anew()
    {
        var stay = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        await browser.PostAsync(await browser.GetAsync(Address(stay)), Form, ("Common.Topics", "life"), (Content(stay), "孩子上学"));
        var back = await browser.GetAsync(Address(stay));
        Assert.Equal("孩子上学", ((IHtmlTextAreaElement)back.QuerySelector($"[name='{Content(stay)}']")!).Value);
        var anew = await browser.GetAsync(back.QuerySelector(".alert-info a")!.GetAttribute("href")!);
        Assert.Equal("", ((IHtmlTextAreaElement)anew.QuerySelector($"[name='{Content(stay)}']")!).Value.Trim());
        await browser.PostAsync(back, Form, ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        back = await browser.GetAsync(Address(stay));
        Assert.Null(back.QuerySelector(".alert-info"));
    }

    [Fact]
    public async Task What_takes_long_goes_on_without_the_browser_shows_how_far_it_is_and_can_be_stopped()
    {
        Sojourn[] stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙")];
        using var browser = await village.SecretaryAsync();
        var job = await village.Installation.ServiceAsync<BatchJob>();
        var patience = job.Patience;
        job.Patience = TimeSpan.Zero;
        try
        {
            var form = await browser.GetAsync(Address(stays));
            await using var other = village.Installation.Db();
            await using var transaction = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            _ = await other.HeldSojourns([stays[1].Id]).ToListAsync(TestContext.Current.CancellationToken); // somebody holds the second one
            var page = await browser.PostAsync(form, Form, [("Common.Topics", "life"), .. stays.Select(Said), ("Checked", "true")]);
            Assert.NotNull(page.QuerySelector("progress"));
            Assert.NotNull(page.QuerySelector("meta[http-equiv=refresh]"));
            var stop = browser.PostAsync(page, Form); // ends after the line under way
            for (var waited = 0; waited < 100 && !stop.IsCompleted && (await JobsAsync()).Single().State != BackgroundJob.Stopped; waited++)
                await Task.Delay(50, TestContext.Current.CancellationToken);
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
            await stop;
            Assert.Equal(HttpStatusCode.OK, browser.Status);
        }
        finally
        {
            job.Patience = patience;
        }
        var act = (await BatchesAsync()).Single().Id;
        var left = await browser.GetAsync($"/Batch/contact?act={act}");
        Assert.Contains("已停止", left.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(stays[0], "contact"));
        Assert.Empty(await village.RecordsAsync(stays[2], "contact"));
        await browser.PostAsync(left, Form, ("Checked", "true")); // the rest is gone on with
        Assert.Equal("/Batch/Done", browser.Path);
        foreach (var stay in stays)
            Assert.Single(await village.RecordsAsync(stay, "contact"));
    }

    [Fact]
    public async Task What_was_written_while_it_was_saved_leaves_only_that_line()
    {
        var (one, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Address(one, other));
        using (var second = await village.SecretaryAsync())
        {
            var single = await second.GetAsync($"/Records/New?member={one.MemberId}&sojourn={one.Id}&type=contact&side=home");
            await second.PostAsync(single, "main form", ("Values[topics]", "work"), ("Values[content]", "已经电话联系"));
        }
        var rest = await browser.PostAsync(form, Form, ("Common.Topics", "life"), Said(one), Said(other), ("Checked", "true"));
        Assert.Single(await village.RecordsAsync(other, "contact"));
        Assert.Single(await village.RecordsAsync(one, "contact"));
        Assert.NotNull(rest.QuerySelector($"li:has([name='Lines[{one.Id}].Picked'][checked]) .meanwhile"));
    }

    [Fact]
    public async Task Pasted_names_are_found_among_ones_own_people_and_nowhere_else()
    {
        var (one, alike, neighbour) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丁", home: Village.Neighbour));
        await village.AwayAsync("测试乙");
        using var browser = await village.SecretaryAsync();
        var empty = await browser.GetAsync("/Batch/care?side=home&empty=true");
        var form = await browser.PostAsync(empty, Form, ("Edit", "true"), ("Paste", "序号\t姓名\n1\t测试甲\n2\t测试乙\n3\t测试丁\n"));
        Assert.NotNull(form.QuerySelector($"input[name=Row][value='{one.Id}']"));
        Assert.Single(form.QuerySelectorAll("input[name=Row]"));
        var unknown = form.QuerySelector(".alert-warning")!.TextContent;
        Assert.Contains("3 行", unknown, StringComparison.Ordinal); // the head, two of one name, and somebody else's
        Assert.DoesNotContain(neighbour.Id.ToString(), form.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(alike.Id.ToString(), form.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await browser.PostAsync(form, Form, ("Common.Kind", "greeting"), ("Checked", "true"));
        Assert.Single(await village.RecordsAsync(one, "care"));
        Assert.Empty(await village.RecordsAsync(neighbour, "care"));
    }

    [Fact]
    public async Task A_row_of_more_people_than_it_names_is_done_for_all_of_them()
    {
        var stays = new List<Sojourn>();
        for (var count = 0; count < 55; count++)
            stays.Add(await village.AwayAsync($"测试{count:00}"));
        await village.AwayAsync("邻村甲", home: Village.Neighbour);
        using var browser = await village.SecretaryAsync();
        var list = await browser.GetAsync("/Worklist?by=kind&due=later");
        var button = Assert.Single(list.QuerySelectorAll(".task > a.btn[href^='/Batch/contact?'][href*='2026-Q2']"));
        Assert.Contains("全选 55 人", button.TextContent, StringComparison.Ordinal);
        var form = await browser.GetAsync(button.GetAttribute("href")!);
        Assert.Equal(55, form.QuerySelectorAll("input[name=Row]").Length);
        await browser.PostAsync(form, Form, [("Common.Topics", "work"), .. stays.Select(Said), ("Checked", "true")]);
        Assert.Equal("/Batch/Done", browser.Path);
        Assert.All(await Task.WhenAll(stays.Select(stay => village.RecordsAsync(stay, "contact"))), records => Assert.Single(records));
    }

    [Fact]
    public async Task A_committee_takes_back_with_a_reason_what_a_branch_wrote_long_ago()
    {
        var stay = await village.AwayAsync("测试甲");
        using (var browser = await village.SecretaryAsync())
            await browser.PostAsync(await browser.GetAsync(Address(stay)), Form, ("Common.Topics", "life"), Said(stay), ("Checked", "true"));
        village.Installation.Clock.MoveTo(Village.Today.AddDays(8));
        using (var browser = await village.SecretaryAsync())
            Assert.NotNull((await browser.GetAsync("/Batch")).QuerySelector("a[href^='/Batch/Done']"));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var result = await clerk.GetAsync((await clerk.GetAsync("/Batch")).QuerySelector("a[href^='/Batch/Done']")!.GetAttribute("href")!);
        Assert.Contains("已撤销 1 条", (await clerk.PostAsync(result, Form, ("Reason", "登记错人"))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(stay, "struck"));
        using var neighbour = await village.SecretaryAsync(Village.Neighbour);
        Assert.Null((await neighbour.GetAsync("/Batch")).QuerySelector("a[href^='/Batch/Done']"));
    }

    private async Task<List<KeptBatch>> BatchesAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Batches.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<BackgroundJob>> JobsAsync()
    {
        await using var db = village.Installation.Db();
        return await db.BackgroundJobs.AsNoTracking().Where(job => !job.Scheduled).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<(string, string)> Fields(IHtmlDocument page) =>
        page.QuerySelector(Form)!.QuerySelectorAll("input[type=hidden], input[type=date]").OfType<IHtmlInputElement>()
            .Select(input => (input.Name!, input.Value));

    private static string Address(params Sojourn[] stays) =>
        "/Batch/contact?side=home&period=2026-Q2&" + string.Join('&', stays.Select(stay => "who=" + stay.Id));

    private static string Content(Sojourn stay) => $"Lines[{stay.Id}].Content";

    private static (string Name, string Text) Said(Sojourn stay) => (Content(stay), $"谈了近况 {stay.Id:N}");
}
