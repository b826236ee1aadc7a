using AngleSharp.Dom;
using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Dispatches;

/// <summary>A letter is drafted and sent once, whoever does it at the same time; a slip that says "no member" holds by two persons.</summary>
public sealed class DispatchOnceTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]", Text = "form[action*='handler=Text']", Send = "form[action*='handler=Send']";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Asked_for_at_once_a_letter_is_drafted_once()
    {
        const int offices = 4;
        var stay = await village.GuestAsync();
        var browsers = new List<TestBrowser>();
        try
        {
            var pages = new List<IHtmlDocument>();
            for (var one = 0; one < offices; one++)
            {
                browsers.Add(await village.ClerkAsync());
                pages.Add(await browsers[one].GetAsync($"/Dispatches/Owed?stay={stay.Id}"));
            }
            var drafts = await Task.WhenAll(browsers.Zip(pages, (browser, page) => browser.PostAsync(page, Form, ("Letter", KeyOf(page, "asking")))));
            Assert.All(browsers, browser => Assert.Equal("/Dispatches/Drafts", browser.Path));
            Assert.All(drafts, page => Assert.Single(page.QuerySelectorAll("textarea")));
            Assert.Equal("2026-001", (await OneAsync()).Numbered);
        }
        finally
        {
            browsers.ForEach(browser => browser.Dispose());
        }
    }

    [Fact]
    public async Task What_a_committee_has_drafted_its_branch_does_not_draft_and_the_other_way_round()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 5, 8), Organization = Village.Host });
        using var clerk = await village.ClerkAsync();
        using var branch = await village.SecretaryAsync(Village.Host); // does not see the register of its committee
        var earlier = await branch.GetAsync($"/Dispatches/Owed?stay={stay.Id}");
        await DraftAsync(clerk, stay, "telling");
        var told = await branch.PostAsync(earlier, Form, ("Letter", KeyOf(earlier, "telling")));
        Assert.Contains("已由另一单位起草", told.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已起草", told.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(told.QuerySelectorAll<IHtmlInputElement>("input[name=Letter]"), one => one.Value.Contains(".telling.", StringComparison.Ordinal));
        await DraftAsync(branch, stay, "feedback");
        var above = await clerk.GetAsync($"/Dispatches/Owed?stay={stay.Id}");
        Assert.DoesNotContain(above.QuerySelectorAll<IHtmlInputElement>("input[name=Letter]"),
            one => one.Value.Contains(".feedback.", StringComparison.Ordinal));
        Assert.Equal(["feedback", "telling"], (await AllAsync()).Select(letter => letter.Kind).Order());
    }

    [Fact]
    public async Task What_another_letter_has_told_already_is_not_told_again()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 5, 8), Organization = Village.Host });
        using var branch = await village.SecretaryAsync(Village.Host);
        var drafts = await DraftAsync(branch, stay, "telling");
        using var clerk = await village.ClerkAsync();
        await using (var db = village.Installation.Db()) // drafted by an earlier version, which did not know of the branch's
            await db.Database.ExecuteSqlAsync($"""
                insert into dispatch (org_path, id, year, number, kind, what, person_id, sojourn_id, period, to_name, content, drafted_on, drafted_by,
                  recorded_at, state_on, slip_code, slip_number)
                select {Village.HostCommittee}, gen_random_uuid(), year, number, kind, what, person_id, sojourn_id, period, to_name, content, drafted_on,
                  drafted_by, recorded_at, state_on, slip_code, slip_number from dispatch
                """, Stop);
        await branch.PostAsync(drafts, Form);
        Assert.Equal("/Dispatches", branch.Path);
        var refused = await clerk.PostAsync(await clerk.GetAsync("/Dispatches/Drafts"), Form);
        Assert.Equal("/Dispatches/Drafts", clerk.Path);
        Assert.Contains("已有另一件信函寄出", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(stay, "told-home"));
        Assert.Equal(["drafted", "sent"], (await AllAsync()).Select(letter => letter.State).Order());
    }

    [Fact]
    public async Task Two_letters_of_one_stay_leave_by_one_entry_and_both_are_recorded()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 5, 8), Organization = Village.Host });
        using var branch = await village.SecretaryAsync(Village.Host);
        await DraftAsync(branch, stay, "telling");
        await DraftAsync(branch, stay, "feedback");
        var feedback = (await AllAsync()).Single(letter => letter.Kind == "feedback");
        await branch.PostAsync(await branch.GetAsync("/Dispatches/Drafts"), Form, ($"Text[{feedback.Id}]", "按时参加组织生活"));
        Assert.Equal("/Dispatches", branch.Path);
        Assert.All(await AllAsync(), letter => Assert.Equal(("sent", true), (letter.State, letter.RecordId is not null)));
        Assert.Single(await village.RecordsAsync(stay, "told-home"));
        Assert.Single(await village.RecordsAsync(stay, "feedback"));
    }

    [Fact]
    public async Task No_member_on_a_slip_waits_for_a_second_person_and_answers_the_letter_then()
    {
        var stay = await village.GuestAsync(happened: new GuestHeard { On = new(2026, 2, 3), Of = "no-member", Text = "我在那里入党" });
        using var clerk = await village.ClerkAsync();
        var letter = await SentAsync(clerk, stay);
        await NoAsync(clerk, letter);
        Assert.Equal("/Dispatches/" + letter.Id, clerk.Path);
        Assert.Empty(await village.RecordsAsync(stay, "home-answered"));
        Assert.Equal("sent", (await OneAsync()).State);
        var waiting = await clerk.GetAsync("/Dispatches/Answer/" + letter.Id);
        Assert.Contains("等待另一人确认", waiting.QuerySelector("main .alert")!.TextContent, StringComparison.Ordinal);
        Assert.Null(waiting.QuerySelector(Form));

        using var other = await village.ClerkAsync();
        await other.PostAsync(await other.GetAsync(await AddressAsync(stay)), "form[action*=Decline]");
        await NoAsync(clerk, letter);
        await other.PostAsync(await other.GetAsync(await AddressAsync(stay)), "form[action*=Confirm]");
        var record = Assert.Single(await village.RecordsAsync(stay, "home-answered"));
        Assert.NotNull(record.SecondId);
        var answered = await OneAsync();
        Assert.Equal(("answered", record.Id, "王某某", Village.Today), (answered.State, answered.AnswerId, answered.Signer, answered.AnsweredOn));
    }

    [Fact]
    public async Task No_member_on_a_slip_is_not_asked_for_before_he_was_heard()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        var letter = await SentAsync(clerk, stay);
        var refused = await NoAsync(clerk, letter);
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        Assert.Contains("须先听取本人意见", refused.Body!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.False(await db.RecordAsks.AnyAsync(one => one.CaseId == stay.Id, Stop));
        Assert.Null((await OneAsync()).AnswerId);
    }

    [Fact]
    public async Task What_is_entered_of_a_letter_that_has_left_is_said_not_to_be_saved()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        await DraftAsync(clerk, stay, "asking");
        var drafted = await OneAsync();
        var page = await clerk.GetAsync("/Dispatches/" + drafted.Id);
        await clerk.PostAsync(page, Send, ("Sent", "registered"));
        foreach (var (form, field, value) in new[] { (Text, "Text", "另一正文"), (Send, "Sent", "fax") })
        {
            var told = await clerk.PostAsync(page, form, (field, value));
            Assert.Contains("已寄出或已作废", told.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Null(told.QuerySelector(Text));
        }
        var letter = await OneAsync();
        Assert.Equal(("sent", "registered", drafted.Content), (letter.State, letter.Way, letter.Content));
        Assert.Single(await village.RecordsAsync(stay, "home-asked"));
    }

    [Fact]
    public async Task Nobody_types_that_a_letter_left_by_an_envelope()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        var drafts = await DraftAsync(clerk, stay, "asking");
        Assert.Null(drafts.QuerySelector("select[name=Sent] option[value=envelope]"));
        await clerk.PostAsync(drafts, Form, ("Sent", "envelope"));
        Assert.Equal("/Dispatches/Drafts", clerk.Path);
        Assert.Equal("drafted", (await OneAsync()).State);
    }

    [Fact]
    public async Task A_draft_of_somebody_who_has_left_since_says_so_and_goes_out_only_when_it_was_looked_through_or_made_anew()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        var open = await DraftAsync(clerk, stay, "asking");
        village.Installation.Clock.Forward(TimeSpan.FromMinutes(5));
        using var other = await village.ClerkAsync();
        await other.PostAsync(await other.GetAsync(ReceptionSteps.Form(stay, "left-host")), Form, ("Values[reason]", "returned"), ("Values[to]", "home"));
        var refused = await clerk.PostAsync(open, Form);
        Assert.Equal("/Dispatches/Drafts", clerk.Path);
        Assert.Contains("已离开 2026-05-10", refused.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        var letter = await OneAsync();
        Assert.Equal("drafted", letter.State);
        foreach (var address in new[] { "/Dispatches/Drafts", "/Dispatches/" + letter.Id })
        {
            var page = await clerk.GetAsync(address);
            Assert.Contains("起草以后又登记了：已离开", page.QuerySelector("main .alert-warning")!.TextContent, StringComparison.Ordinal);
        }
        var details = await clerk.GetAsync("/Dispatches/" + letter.Id);
        var printed = await clerk.GetAsync(details.QuerySelector("a[href^='/Dispatches/Print']")!.GetAttribute("href")!);
        Assert.Contains("已离开", printed.QuerySelector("main .alert-warning")!.TextContent, StringComparison.Ordinal);
        var anew = await clerk.PostAsync(details, "form[action*='handler=Anew']");
        Assert.Contains("离开我处", anew.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Null(anew.QuerySelector("main .alert-warning"));
        Assert.Equal((letter.Numbered, letter.SlipNumber), ((await OneAsync()).Numbered, (await OneAsync()).SlipNumber));
        await clerk.PostAsync(await clerk.GetAsync("/Dispatches/Drafts"), Form);
        Assert.Equal("sent", (await OneAsync()).State);
    }

    [Fact]
    public async Task A_draft_that_somebody_looked_through_goes_out_as_it_is()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        await DraftAsync(clerk, stay, "asking");
        village.Installation.Clock.Forward(TimeSpan.FromMinutes(5));
        await clerk.PostAsync(await clerk.GetAsync(ReceptionSteps.Form(stay, "left-host")), Form, ("Values[reason]", "returned"), ("Values[to]", "home"));
        var before = await OneAsync();
        await clerk.PostAsync(await clerk.GetAsync("/Dispatches/Drafts"), Form, ("Read", before.Id.ToString()));
        Assert.Equal(("sent", before.Content), ((await OneAsync()).State, (await OneAsync()).Content));
    }

    [Fact]
    public async Task A_draft_that_was_emptied_stays_empty_in_the_form()
    {
        var stay = await village.GuestAsync();
        using var clerk = await village.ClerkAsync();
        var drafts = await DraftAsync(clerk, stay, "asking");
        var told = await clerk.PostAsync(drafts, Form, ($"Text[{(await OneAsync()).Id}]", ""));
        Assert.NotNull(told.QuerySelector(".error-summary"));
        Assert.Equal("", told.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task From_the_page_of_a_guest_both_lists_are_about_him_and_a_letter_can_be_written_though_none_is_owed()
    {
        var stay = await village.GuestAsync(shown: ReportedIn.Certificate, host: Village.Host);
        using var branch = await village.SecretaryAsync(Village.Host);
        var page = await branch.GetAsync($"/Members/{stay.MemberId}");
        var owed = await branch.GetAsync(page.QuerySelector("a[href^='/Dispatches/Owed']")!.GetAttribute("href")!);
        Assert.Contains("测试来客", owed.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var asked = await branch.GetAsync(page.QuerySelector("a[href^='/Dispatches/Asked']")!.GetAttribute("href")!);
        Assert.Contains("测试来客", asked.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var form = await branch.GetAsync(asked.QuerySelector("a[href*='type=home-asked']")!.GetAttribute("href")!);
        Assert.Equal(GuestSteps.Home, form.QuerySelector("[name='Values[to]']")!.GetAttribute("value"));
        owed = await branch.GetAsync($"/Dispatches/Owed?stay={stay.Id}");
        var drafts = await branch.PostAsync(owed, Form, ("Letter", KeyOf(owed, "asking")));
        Assert.Equal("/Dispatches/Drafts", branch.Path);
        Assert.Single(drafts.QuerySelectorAll("textarea"));
    }

    private static string KeyOf(IHtmlDocument owed, string kind) =>
        owed.QuerySelectorAll<IHtmlInputElement>("input[name=Letter]").First(one => one.Value.Split('.')[1] == kind).Value;

    private static async Task<IHtmlDocument> DraftAsync(TestBrowser browser, Sojourn stay, string kind)
    {
        var owed = await browser.GetAsync($"/Dispatches/Owed?stay={stay.Id}");
        return await browser.PostAsync(owed, Form, ("Letter", KeyOf(owed, kind)));
    }

    private async Task<Dispatch> SentAsync(TestBrowser browser, Sojourn stay)
    {
        await browser.PostAsync(await DraftAsync(browser, stay, "asking"), Form);
        return await OneAsync();
    }

    private static async Task<IHtmlDocument> NoAsync(TestBrowser browser, Dispatch letter) =>
        await browser.PostAsync(await browser.GetAsync("/Dispatches/Answer/" + letter.Id), Form, ("Said[membership]", "no"), ("Text", "查无此人"),
            ("Signer", "王某某"));

    private async Task<string> AddressAsync(Sojourn stay)
    {
        await using var db = village.Installation.Db();
        var ask = await db.RecordAsks.AsNoTracking().SingleAsync(one => one.CaseId == stay.Id && one.ConfirmedAt == null && one.DeclinedAt == null, Stop);
        return $"/Records/Second/{ask.OwnerId}/{ask.Id}";
    }

    private async Task<Dispatch> OneAsync() => Assert.Single(await AllAsync());

    private async Task<List<Dispatch>> AllAsync()
    {
        await using var db = village.Installation.Db();
        return await db.Dispatches.AsNoTracking().OrderBy(letter => letter.Number).ToListAsync(Stop);
    }
}
