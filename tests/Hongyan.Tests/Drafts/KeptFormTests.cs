using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform.Forms;
using Hongyan.Tests.SigningIn;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Drafts;

/// <summary>What was typed into a form is not lost: not by the end of a session, by an error, nor by a closed window; and nobody else reads it.</summary>
public sealed class KeptFormTests : IAsyncLifetime
{
    private const string Typed = "电话里谈了近况，约好下周再联系";
    private const string Form = "main form[method=post]";
    private Village village = null!;
    private Sojourn stay = null!;
    private string name = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Address => $"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type=contact&side=home&back=%2FWorklist";

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stay = await village.AwayAsync("测试甲");
        name = await village.Installation.AddAccountAsync("secretary", Village.Home);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task What_is_sent_after_the_session_ended_is_in_the_form_after_signing_in_and_waits_for_its_button()
    {
        using var browser = await SignedInAsync(name);
        var page = await browser.GetAsync(Address);
        village.Installation.Clock.Forward(TimeSpan.FromMinutes(61));
        var signIn = await browser.PostAsync(page, Form, ("Values[means]", "video"), ("Values[topics]", "work"),
            ("Values[content]", "谈了工作"), ("Values[note]", Typed));
        Assert.Equal("/Account/SignIn", browser.Path);
        Assert.Contains("已为您保留", signIn.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Typed, signIn.Source.Text, StringComparison.Ordinal);

        var filled = await browser.PostAsync(signIn, "main form", ("UserName", name), ("Password", TestInstallation.Password));
        Assert.Equal("/Records/New", browser.Path);
        Assert.Equal(Typed, NoteOf(filled));
        Assert.Equal("video", ((IHtmlSelectElement)filled.QuerySelector("[name='Values[means]']")!).Value);
        Assert.Empty(await village.RecordsAsync(stay, "contact")); // nothing was done with it
        await browser.PostAsync(filled, Form);
        Assert.Equal("/Worklist", browser.Path);
        Assert.Contains(Typed, (await village.RecordsAsync(stay, "contact")).Single().Data, StringComparison.Ordinal);
        Assert.Empty(await DraftsAsync());
    }

    [Fact]
    public async Task Another_account_that_signs_in_gets_nothing_of_it_and_is_told_so()
    {
        using var browser = await SignedInAsync(name);
        var page = await browser.GetAsync(Address);
        village.Installation.Clock.Forward(TimeSpan.FromMinutes(61));
        var signIn = await browser.PostAsync(page, Form, ("Values[note]", Typed));
        var other = await village.Installation.AddAccountAsync("secretary", Village.Home);
        var form = await browser.PostAsync(signIn, "main form", ("UserName", other), ("Password", TestInstallation.Password));
        Assert.Equal("", NoteOf(form));
        Assert.Contains("另一个账号", form.QuerySelector(".draft-note")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Typed, (await browser.GetAsync("/Drafts")).Source.Text, StringComparison.Ordinal);
        Assert.Single(await DraftsAsync());
    }

    [Fact]
    public async Task A_form_opened_by_another_account_is_not_accepted_and_not_kept()
    {
        using var first = await SignedInAsync(name);
        var page = await first.GetAsync(Address);
        using var second = await village.SecretaryAsync();
        await second.GetAsync(Address);
        var refused = await second.PostAsync(page, Form, ("Values[note]", Typed));
        Assert.Equal(HttpStatusCode.BadRequest, second.Status);
        Assert.Contains("另一个账号", refused.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await DraftsAsync());
    }

    [Fact]
    public async Task A_form_of_an_older_session_comes_back_filled()
    {
        using var browser = await SignedInAsync(name);
        var page = await browser.GetAsync(Address);
        var signIn = await browser.GetAsync("/Account/SignIn?again=true"); // in another window
        await browser.PostAsync(signIn, "main form", ("UserName", name), ("Password", TestInstallation.Password));
        var stale = await browser.PostAsync(Aimed(page), Form, ("Values[note]", Typed));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        var filled = await browser.GetAsync(stale.QuerySelector("main a.btn-primary")!.GetAttribute("href")!);
        Assert.Equal(Typed, NoteOf(filled));
    }

    [Fact]
    public async Task What_is_typed_is_kept_offered_to_its_owner_and_gone_when_sent()
    {
        using var browser = await SignedInAsync(name);
        await SaveAsync(browser, await browser.GetAsync(Address), ("Values[note]", Typed));
        Assert.Equal(HttpStatusCode.NoContent, browser.Status);

        var again = await browser.GetAsync(Address.Replace("&back=%2FWorklist", "", StringComparison.Ordinal));
        Assert.Equal(Typed, NoteOf(again));
        Assert.Contains("已恢复", again.QuerySelector(".draft-note")!.TextContent, StringComparison.Ordinal);
        var other = await browser.GetAsync(Address.Replace("type=contact", "type=care", StringComparison.Ordinal));
        Assert.Null(other.QuerySelector(".draft-note"));

        await browser.PostAsync(Aimed(again), Form, ("Values[topics]", "work"), ("Values[content]", "谈了工作"));
        Assert.Empty(await DraftsAsync());
        Assert.Null((await browser.GetAsync(Address)).QuerySelector(".draft-note"));
    }

    [Fact]
    public async Task A_form_that_has_text_already_offers_the_draft_and_changes_nothing()
    {
        using var browser = await SignedInAsync(name);
        await browser.PostAsync(await browser.GetAsync(Address), Form, ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", "原来的话"));
        var record = (await village.RecordsAsync(stay, "contact")).Single();
        var correction = $"{Address}&corrects={record.Id}";
        await SaveAsync(browser, await browser.GetAsync(correction), ("Values[note]", Typed));
        var page = await browser.GetAsync(correction);
        Assert.Equal("原来的话", NoteOf(page));
        var restore = page.QuerySelector(".draft-note a")!;
        Assert.Equal("恢复", restore.TextContent);
        Assert.Equal(Typed, NoteOf(await browser.GetAsync(restore.GetAttribute("href")!)));
    }

    [Fact]
    public async Task Of_two_windows_the_newer_is_shown_and_the_other_one_offered()
    {
        using var browser = await SignedInAsync(name);
        var (one, two) = (await browser.GetAsync(Address), await browser.GetAsync(Address));
        await SaveAsync(browser, one, ("Values[note]", "先写的"));
        village.Installation.Clock.Forward(TimeSpan.FromMinutes(1));
        await SaveAsync(browser, two, ("Values[note]", "后写的"));
        var page = await browser.GetAsync(Address);
        Assert.Equal("后写的", NoteOf(page));
        var other = page.QuerySelectorAll(".draft-note a").First(link => link.TextContent == "恢复");
        Assert.Equal("先写的", NoteOf(await browser.GetAsync(other.GetAttribute("href")!)));
    }

    [Fact]
    public async Task A_draft_is_thrown_away_by_its_owner()
    {
        using var browser = await SignedInAsync(name);
        await SaveAsync(browser, await browser.GetAsync(Address), ("Values[note]", Typed));
        var page = await browser.GetAsync(Address);
        var drafts = await browser.GetAsync(page.QuerySelectorAll(".draft-note a").Single(link => link.TextContent == "丢弃").GetAttribute("href")!);
        Assert.Equal(Typed, drafts.QuerySelector(".draft-text")!.TextContent);
        await browser.PostAsync(drafts, Form);
        Assert.Empty(await DraftsAsync());
    }

    [Fact]
    public async Task It_is_encrypted_read_by_no_other_account_and_without_what_belongs_to_the_sending()
    {
        using var browser = await SignedInAsync(name);
        await SaveAsync(browser, await browser.GetAsync(Address), ("Values[note]", Typed));
        await using var db = village.Installation.Db();
        var plain = await db.Database
            .SqlQuery<string>($"select encode(content, 'escape') || encode(page, 'escape') || form as \"Value\" from draft")
            .SingleAsync(Stop);
        Assert.DoesNotContain(Typed, plain, StringComparison.Ordinal);
        Assert.DoesNotContain("Records", plain, StringComparison.Ordinal);
        var account = await db.Accounts.SingleAsync(one => one.UserName == name, Stop);
        var draft = (await new DraftStore(db, village.Installation.Instance.Secrets, village.Installation.Clock).OfAsync(account.Id, null, Stop)).Single();
        Assert.DoesNotContain(draft.Content.Fields, field => field.Key is FormToken.Field or "__RequestVerificationToken");
        foreach (var role in new[] { "security", "audit", "system" })
        {
            using var administrator = await village.Installation.SignInAsync(role);
            Assert.Equal(0, (await administrator.GetAsync("/Drafts")).QuerySelectorAll(".draft-text").Length);
        }
    }

    [Fact]
    public async Task Two_hundred_kilobytes_are_the_most_fifty_drafts_and_thirty_days()
    {
        using var browser = await SignedInAsync(name);
        await SaveAsync(browser, await browser.GetAsync(Address), ("Values[note]", new string('字', 70_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, browser.Status);
        for (var i = 0; i <= DraftStore.Most; i++)
        {
            village.Installation.Clock.Forward(TimeSpan.FromSeconds(1));
            await SaveAsync(browser, await browser.GetAsync($"{Address}&period=2026-Q{i}"), ("Values[note]", $"第 {i} 份"));
        }
        Assert.Equal(DraftStore.Most, (await DraftsAsync()).Count);
        await using var db = village.Installation.Db();
        var store = new DraftStore(db, village.Installation.Instance.Secrets, village.Installation.Clock);
        Assert.Equal(0, await store.ForgetOldAsync(Stop));
        village.Installation.Clock.Forward(TimeSpan.FromDays(31));
        Assert.Equal(DraftStore.Most, await store.ForgetOldAsync(Stop));
    }

    [Fact]
    public async Task Passwords_one_time_codes_and_questions_are_no_drafts()
    {
        using var browser = await SignedInAsync(name);
        foreach (var address in new[]
        {
            "/Account/Password",
            "/Account/Authenticator",
            "/Search",
            "/Reception",
            $"/Members/{stay.MemberId}/Private",
            "/Verify",
        })
        {
            var page = await browser.GetAsync(address);
            Assert.All(page.QuerySelectorAll(Form), form => Assert.False(form.HasAttribute("data-draft"), address));
        }
        Assert.Null((await browser.GetAsync("/Account/Password")).QuerySelector($"main [name={FormToken.Field}]"));
        var record = (await browser.GetAsync(Address)).QuerySelector(Form)!;
        Assert.True(record.HasAttribute("data-draft"));
    }

    [Fact]
    public async Task An_error_of_ours_keeps_the_text_too()
    {
        using var browser = await SignedInAsync(name);
        var page = await browser.GetAsync(Address);
        await using (var db = village.Installation.Db())
            await db.Database.ExecuteSqlAsync($"""
                create or replace function broken() returns trigger language plpgsql as 'begin raise exception ''broken''; end';
                create trigger broken before insert on record execute function broken()
                """, Stop);
        try
        {
            var error = await browser.PostAsync(page, Form, ("Values[topics]", "work"), ("Values[content]", "谈了工作"), ("Values[note]", Typed));
            Assert.Equal(HttpStatusCode.InternalServerError, browser.Status);
            Assert.Contains("没有丢失", error.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
        finally
        {
            await using var db = village.Installation.Db();
            await db.Database.ExecuteSqlAsync($"drop trigger broken on record; drop function broken()", Stop);
        }
        Assert.Equal(Typed, NoteOf(await browser.GetAsync(Address)));
    }

    [Fact]
    public async Task A_form_sent_four_times_at_once_is_done_once_and_all_get_one_answer()
    {
        using var clerk = await village.Installation.SignInAsync("clerk", Village.HomeCommittee);
        var page = await clerk.GetAsync("/Stations/Edit");
        var fields = page.QuerySelectorAll($"{Form} input[type=hidden]")
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value") ?? "");
        foreach (var field in new[] { "Name", "Address", "Hours", "Phone" }) fields[field] = "19900000001";
        (fields["Place"], fields["Services"]) = ("北京市东城区", page.QuerySelector("[name=Services]")!.GetAttribute("value")!);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var answer = await clerk.Client.PostAsync(new Uri("/Stations/Edit", UriKind.Relative), new FormUrlEncodedContent(fields), Stop);
            return (answer.StatusCode, answer.Headers.Location);
        }));
        Assert.Equal(HttpStatusCode.Redirect, answers[0].StatusCode);
        Assert.Single(answers.Distinct());
        await using var db = village.Installation.Db();
        Assert.Equal(1, await db.Stations.CountAsync(Stop));
    }

    private async Task<TestBrowser> SignedInAsync(string userName)
    {
        var browser = await village.Installation.BrowserAsync();
        await browser.SignInAsync(userName);
        return browser;
    }

    /// <summary>As the script does.</summary>
    private static async Task SaveAsync(TestBrowser browser, IHtmlDocument page, params (string Name, string Value)[] values)
    {
        page.QuerySelector(Form)!.SetAttribute("action", page.QuerySelector(Form)!.GetAttribute("data-draft")!);
        browser.Client.DefaultRequestHeaders.Add(KeptForms.SavingHeader, "save");
        await browser.PostAsync(page, Form, values);
        browser.Client.DefaultRequestHeaders.Remove(KeptForms.SavingHeader);
    }

    private IHtmlDocument Aimed(IHtmlDocument page)
    {
        if (string.IsNullOrEmpty(page.QuerySelector(Form)!.GetAttribute("action"))) page.QuerySelector(Form)!.SetAttribute("action", Address);
        return page;
    }

    private async Task<List<Guid>> DraftsAsync()
    {
        await using var db = village.Installation.Db();
        return await db.FormDrafts.Select(draft => draft.Id).ToListAsync(Stop);
    }

    private static string NoteOf(IHtmlDocument page) => ((IHtmlTextAreaElement)page.QuerySelector("[name='Values[note]']")!).Value.Trim();
}
