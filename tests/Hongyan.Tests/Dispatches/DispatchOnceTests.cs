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
    public async Task What_another_letter_has_told_already_is_not_told_again()
    {
        var stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 5, 8), Organization = Village.Host });
        using var clerk = await village.ClerkAsync();
        await DraftAsync(clerk, stay, "telling");
        using var branch = await village.SecretaryAsync(Village.Host); // does not see what its committee drafts
        await branch.PostAsync(await DraftAsync(branch, stay, "telling"), Form);
        Assert.Equal("/Dispatches", branch.Path);
        var refused = await clerk.PostAsync(await clerk.GetAsync("/Dispatches/Drafts"), Form);
        Assert.Equal("/Dispatches/Drafts", clerk.Path);
        Assert.Contains("已有另一件信函寄出", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(stay, "told-home"));
        Assert.Equal(["drafted", "sent"], (await AllAsync()).Select(letter => letter.State).Order());
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
