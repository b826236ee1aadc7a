using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Records;

/// <summary>A mistake can be undone where it is seen: the record stays, struck, and the duties that it closed open again.</summary>
public sealed class UndoTests : IAsyncLifetime
{
    private static readonly (string, string)[] Talk = [("Values[topics]", "work"), ("Values[content]", "工作稳定")];
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Back_and_save_makes_no_second_contact_and_a_second_one_can_be_taken_back()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        await browser.PostAsync(await browser.GetAsync(Seals.Form(sojourn, "contact")), "main form", Talk);
        var page = await browser.PostAsync(await browser.GetAsync(Seals.Form(sojourn, "contact")), "main form", Talk);
        Assert.Contains("没有重复登记", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await village.RecordsAsync(sojourn, "contact"));

        page = await browser.PostAsync(await browser.GetAsync(Seals.Form(sojourn, "contact")), "main form", [.. Talk, ("Values[means]", "video")]);
        Assert.Equal(2, (await village.RecordsAsync(sojourn, "contact")).Count);
        var undo = page.QuerySelector(".alert-success a")!.GetAttribute("href")!;
        page = await StrikeAsync(browser, undo, "重复登记");
        Assert.Contains("重复登记", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Village.Today, (await village.DutyAsync(sojourn, "home-contact", "2026-Q2")).DoneOn);
        var first = (await village.RecordsAsync(sojourn, "contact")).OrderBy(record => record.RecordedAt).First();
        await StrikeAsync(browser, Address(first), "没有打通");
        Assert.Equal(DutyState.Open, (await village.DutyAsync(sojourn, "home-contact", "2026-Q2")).StateOn(Village.Today));
        await using var db = village.Installation.Db();
        Assert.Null(db.Sojourns.Single(s => s.Id == sojourn.Id).LastContactOn);
    }

    [Fact]
    public async Task A_reason_is_asked_for_and_a_second_tap_strikes_nothing_twice()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        await browser.RecordAsync(sojourn, "contact", values: Talk);
        var record = (await village.RecordsAsync(sojourn, "contact")).Single();
        var form = await browser.GetAsync(Address(record));
        form.QuerySelector("main form")!.SetAttribute("action", Address(record));
        Assert.NotNull((await browser.PostAsync(form, "main form")).QuerySelector(".error-summary"));
        await browser.PostAsync(form, "main form", ("Reason", "记错人"));
        await browser.PostAsync(form, "main form", ("Reason", "记错人"));
        Assert.Single(await village.RecordsAsync(sojourn, "struck"));
    }

    [Fact]
    public async Task After_seven_days_only_the_committee_takes_it_back()
    {
        var sojourn = await village.AwayAsync("测试甲");
        var name = await village.Installation.AddAccountAsync(Roles.Secretary, Village.Home);
        using (var browser = await SignInAsync(name))
            await browser.RecordAsync(sojourn, "contact", values: Talk);
        var record = (await village.RecordsAsync(sojourn, "contact")).Single();
        using (var colleague = await village.SecretaryAsync())
            Assert.Contains("只有填写人", (await colleague.GetAsync(Address(record))).QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        village.Installation.Clock.MoveTo(Village.Today.AddDays(7));
        using (var inTime = await SignInAsync(name))
            Assert.NotNull((await inTime.GetAsync(Address(record))).QuerySelector("main form"));
        village.Installation.Clock.MoveTo(Village.Today.AddDays(8));
        using (var late = await SignInAsync(name))
            Assert.Contains("期限", (await late.GetAsync(Address(record))).QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        using var later = await village.ClerkAsync();
        using var stranger = await village.ClerkAsync(Village.HostCommittee);
        await stranger.GetAsync(Address(record));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        await StrikeAsync(later, Address(record), "支部误登");
        Assert.Single(await village.RecordsAsync(sojourn, "struck"));
    }

    [Fact]
    public async Task A_letter_that_the_other_side_has_read_is_not_taken_back()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host,
            happened: [new Feedback { On = Village.Today, From = Side.Home, Topic = "general", Text = "近况良好" }]);
        var letter = (await village.RecordsAsync(sojourn, "feedback")).Single();
        using var clerk = await village.ClerkAsync();
        var timeline = await clerk.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.NotNull(timeline.QuerySelector($"#record-{letter.Id} a[href^='/Records/Strike']"));
        var form = await clerk.GetAsync(Address(letter));
        await using (var db = village.Installation.Db())
        {
            db.Exchanges.Single(exchange => exchange.Id == letter.Id).HostSeenAt = village.Installation.Clock.GetUtcNow();
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Contains("对方已经查看", (await clerk.PostAsync(form, "main form", ("Reason", "发错了"))).QuerySelector(".alert-warning")!.TextContent,
            StringComparison.Ordinal);
        timeline = await clerk.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Null(timeline.QuerySelector($"#record-{letter.Id} a[href^='/Records/Strike']"));
        Assert.Empty(await village.RecordsAsync(sojourn, "struck"));
        await using var after = village.Installation.Db();
        Assert.NotNull(after.Exchanges.SingleOrDefault(exchange => exchange.Id == letter.Id));
    }

    [Fact]
    public async Task A_judgement_is_never_struck()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: [new Reviewed { On = new(2026, 3, 1), Grade = "qualified", Year = 2025 }]);
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync(Address((await village.RecordsAsync(sojourn, "reviewed")).Single()));
        Assert.Contains("不能撤销", page.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_struck_placement_gives_the_stay_back_to_the_host_it_had()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.HostCommittee,
            happened: [new ReportedIn { On = new(2026, 2, 1), Organization = Village.HostCommittee }]);
        using var clerk = await village.ClerkAsync(Village.HostCommittee);
        await clerk.RecordAsync(sojourn, "placed", "host", ("Values[organization]", Village.Host));
        var record = (await village.RecordsAsync(sojourn, "placed")).Single();
        await StrikeAsync(clerk, Address(record), "编错支部");
        await using var db = village.Installation.Db();
        var stay = db.Sojourns.Single(s => s.Id == sojourn.Id);
        Assert.Equal((Village.HostCommittee, "reported-in"), (stay.HostPath, stay.State));
    }

    [Fact]
    public async Task A_struck_seal_takes_its_certificate_away_and_leaves_its_number_to_the_stay()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var clerk = await village.ClerkAsync();
        await clerk.RecordAsync(sojourn, "certificate-sealed", values: [("Values[number]", "99-0001")]);
        await StrikeAsync(clerk, Address((await village.RecordsAsync(sojourn, "certificate-sealed")).Single()), "日期登错");
        Assert.Empty(await village.CertificatesAsync(sojourn));
        await clerk.RecordAsync(sojourn, "certificate-sealed", values: [("Values[number]", "99-0001"), ("Values[on]", "2026-05-08")]);
        Assert.Equal("99-0001", (await village.CertificatesAsync(sojourn)).Single().Number);
    }

    private async Task<TestBrowser> SignInAsync(string name)
    {
        var browser = await village.Installation.BrowserAsync();
        await browser.PostAsync(await browser.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", TestInstallation.Password));
        return browser;
    }

    private static string Address(Data.Record record) => $"/Records/Strike?member={record.OwnerId}&record={record.Id}";

    private static async Task<IHtmlDocument> StrikeAsync(TestBrowser browser, string address, string reason) =>
        await browser.PostAsync(await browser.GetAsync(address), "main form", ("Reason", reason));
}
