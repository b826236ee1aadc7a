using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.OfficeYears;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Cases;

/// <summary>A record of a case is taken back or corrected where it is shown; both stay in the timeline, and the case is told anew.</summary>
public sealed class CaseUndoTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private Village village = null!;
    private KeptCase year = null!;
    private string address = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.Installation.AddressAsync(); // migrated
        await new CaseRenewal(village.Installation.Instance).RunAsync(Stop);
        await using var db = village.Installation.Db();
        year = await db.Cases.AsNoTracking().SingleAsync(c => db.Organizations.Any(o => o.Id == c.OwnerId && o.Path == Village.HomeCommittee), Stop);
        address = $"/Cases/office-year/{year.OwnerId}/{year.Id}";
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Who_wrote_it_takes_it_back_once_and_it_stays_in_the_timeline()
    {
        using var clerk = await ClerkAsync();
        var record = await HoldEventAsync(clerk);
        var form = await clerk.GetAsync(Link(await clerk.GetAsync(address), record.Id, "Strike"));
        var empty = await clerk.PostAsync(form, Form);
        Assert.NotNull(empty.QuerySelector(".error-summary"));
        await clerk.PostAsync(form, Form, ("Reason", "记错了年份"));
        await clerk.PostAsync(form, Form, ("Reason", "记错了年份"));
        Assert.Equal(address, clerk.Path);
        var page = await clerk.GetAsync(address);
        Assert.NotNull(page.QuerySelector($"#record-{record.Id}.struck"));
        Assert.Null(page.QuerySelector($"#record-{record.Id} a[href*='/Strike'], #record-{record.Id} a[href*='corrects=']"));
        Assert.Contains("记错了年份", page.QuerySelector(".timeline-list")!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Equal(["event-held", "struck"], await db.CaseRecords().OrderBy(one => one.RecordedAt).Select(one => one.Type).ToListAsync(Stop));
        Assert.Equal(1, await db.Audit.CountAsync(act => act.Act == "struck" && act.Subject == Village.HomeCommittee, Stop));
        var told = await new RecordServices(village.Installation.Instance, db).CaseRecording.ReadAsync(year, Stop);
        Assert.Empty(told.Told.Events);
    }

    [Fact]
    public async Task A_correction_may_change_the_day_and_keeps_both()
    {
        var name = await village.Installation.AddAccountAsync(Roles.Clerk, Village.HomeCommittee);
        Data.Record record;
        using (var first = await SignInAsync(name))
            record = await HoldEventAsync(first);
        village.Installation.Clock.MoveTo(Village.Today.AddDays(2));
        using var clerk = await SignInAsync(name);
        var form = await clerk.GetAsync(Link(await clerk.GetAsync(address), record.Id, "corrects="));
        Assert.Equal("测试庆祝活动", form.QuerySelector("[name='Values[what]']")!.TextContent.Trim());
        await clerk.PostAsync(form, Form, ("Values[on]", "2026-05-03"), ("Values[floating]", "5"));
        Assert.Equal(address, clerk.Path);
        var page = await clerk.GetAsync(address);
        Assert.NotNull(page.QuerySelector($"#record-{record.Id}.struck"));
        Assert.Equal(2, page.QuerySelectorAll(".timeline-list > li").Length);
        await using var db = village.Installation.Db();
        var held = await new RecordServices(village.Installation.Instance, db).CaseRecording.ReadAsync(year, Stop);
        var happened = Assert.Single(held.Told.Events);
        Assert.Equal((new DateOnly(2026, 5, 3), Village.Today), (happened.On, happened.Typed)); // told late by nobody: the typing stays that of the first
        Assert.Equal(5, ((EventHeld)happened).Floating);
        var wrong = await clerk.GetAsync(Link(page, held.Rows[1].Id, "corrects="));
        Assert.NotNull((await clerk.PostAsync(wrong, Form, ("Values[floating]", "31"))).QuerySelector("[name='Values[floating]'][aria-invalid=true]"));
    }

    [Fact]
    public async Task For_seven_days_only_its_writer_takes_it_back_and_later_whoever_decides_for_the_side()
    {
        using var clerk = await ClerkAsync();
        var record = await HoldEventAsync(clerk);
        village.Installation.Clock.MoveTo(Village.Today.AddDays(7));
        using (var colleague = await ClerkAsync())
        {
            Assert.Null((await colleague.GetAsync(address)).QuerySelector("a[href*='/Strike'], a[href*='corrects=']"));
            var refused = await colleague.GetAsync($"{address}/Strike?record={record.Id}");
            Assert.Contains("填写人", refused.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, colleague.Status);
        }
        village.Installation.Clock.MoveTo(Village.Today.AddDays(8));
        using (var later = await ClerkAsync())
        {
            await StrikeAsync(later, record.Id);
            Assert.Equal(address, later.Path);
        }
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        await department.GetAsync($"{address}/Strike?record={record.Id}");
        Assert.Equal(HttpStatusCode.NotFound, department.Status); // it is struck already
        Assert.Equal(2, await RowsAsync());
    }

    [Fact]
    public async Task Whoever_stands_above_or_outside_takes_nothing_back()
    {
        using var clerk = await ClerkAsync();
        var record = await HoldEventAsync(clerk);
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        Assert.Null((await department.GetAsync(address)).QuerySelector("main a[href*='/Strike'], main a[href*='corrects=']"));
        foreach (var page in new[] { $"/Strike?record={record.Id}", $"/Record?type=event-held&side=office&corrects={record.Id}" })
        {
            await department.GetAsync(address + page);
            Assert.Equal(HttpStatusCode.Forbidden, department.Status);
        }
        await clerk.GetAsync($"/Cases/agreement/{year.OwnerId}/{year.Id}/Strike?record={record.Id}"); // it is of another kind
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        using var stranger = await ClerkAsync(Village.HostCommittee);
        await stranger.GetAsync($"{address}/Strike?record={record.Id}");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Equal(1, await RowsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_side_acted_on_takes_two_persons(bool isConfirmed)
    {
        using var clerk = await ClerkAsync();
        var record = await HoldEventAsync(clerk);
        await ActOnItAsync();
        await StrikeAsync(clerk, record.Id);
        var page = await clerk.GetAsync(address);
        Assert.Null(page.QuerySelector($"#record-{record.Id}.struck"));
        Assert.Null(page.QuerySelector($"#record-{record.Id} a[href*='/Strike']")); // asked once
        var asked = page.QuerySelector("a[href*='/Second']")!.GetAttribute("href")!;
        Assert.Single((await clerk.GetAsync(asked)).QuerySelectorAll(Form)); // he can withdraw it, and not confirm it
        await clerk.FormAsync(asked + "&handler=Confirm", page);
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
        using var colleague = await ClerkAsync();
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        foreach (var other in new[] { clerk, department }) // he asked, and who stands above decides nothing here
            Assert.Null((await other.GetAsync("/Worklist")).QuerySelector("#second"));
        var waiting = (await colleague.GetAsync("/Worklist")).QuerySelectorAll("section[aria-labelledby=second] a.btn");
        Assert.Equal([asked], waiting.Select(one => one.GetAttribute("href")));
        var forms = await colleague.GetAsync(asked);
        await colleague.PostAsync(forms, isConfirmed ? "main form[action*=Confirm]" : "main form[action*=Decline]");
        Assert.Equal(address, colleague.Path);
        Assert.Null((await colleague.GetAsync("/Worklist")).QuerySelector("#second"));
        page = await colleague.GetAsync(address);
        Assert.Equal(isConfirmed, page.QuerySelector($"#record-{record.Id}.struck") is not null);
        Assert.Null(page.QuerySelector("a[href*='/Second']"));
        Assert.Equal(!isConfirmed, page.QuerySelector($"#record-{record.Id} a[href*='/Strike']") is not null);
        await using var db = village.Installation.Db();
        Assert.Equal(1, await db.Audit.CountAsync(act => act.Act == (isConfirmed ? "struck" : "undo-declined"), Stop));
        Assert.Equal(1, await db.Audit.CountAsync(act => act.Act == "strike-asked", Stop));
    }

    [Fact]
    public async Task What_is_only_ended_by_a_later_step_is_never_struck()
    {
        using var clerk = await ClerkAsync();
        await using var db = village.Installation.Db();
        var recording = new RecordServices(village.Installation.Instance, db).CaseRecording;
        Assert.True(await recording.AddAsync((await recording.HoldAsync(year.OwnerId, year.Id, Stop))!,
            new YearSwept { On = Village.Today, By = OfficeYear.Office }, Stop));
        await recording.SaveAsync(Stop);
        var swept = await db.CaseRecords().SingleAsync(Stop);
        Assert.Null((await clerk.GetAsync(address)).QuerySelector($"#record-{swept.Id} a[href*='/Strike']"));
        var refused = await clerk.GetAsync($"{address}/Strike?record={swept.Id}");
        Assert.Contains("不能撤销", refused.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<TestBrowser> SignInAsync(string name)
    {
        var browser = await village.Installation.BrowserAsync();
        await browser.PostAsync(await browser.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", TestInstallation.Password));
        return browser;
    }

    private Task<TestBrowser> ClerkAsync(string org = Village.HomeCommittee) => village.Installation.SignInAsync(Roles.Clerk, org);

    private async Task<Data.Record> HoldEventAsync(TestBrowser clerk)
    {
        var form = await clerk.GetAsync(address + "/Record?type=event-held&side=office");
        await clerk.PostAsync(form, Form, ("Values[on]", "2026-05-01"), ("Values[what]", "测试庆祝活动"), ("Values[invited]", "30"), ("Values[floating]", "4"));
        await using var db = village.Installation.Db();
        return await db.CaseRecords().AsNoTracking().SingleAsync(Stop);
    }

    private async Task StrikeAsync(TestBrowser browser, Guid record) =>
        await browser.PostAsync(await browser.GetAsync($"{address}/Strike?record={record}"), Form, ("Reason", "登记有误"));

    /// <summary>An office's year has one side: another one has said something since.</summary>
    private async Task ActOnItAsync()
    {
        village.Installation.Clock.Forward(TimeSpan.FromMinutes(1));
        await using var db = village.Installation.Db();
        db.Records.Add(new Data.Record
        {
            OwnerId = year.OwnerId,
            Id = Guid.CreateVersion7(),
            CaseId = year.Id,
            CaseKind = year.Kind,
            OnDate = Village.Today,
            Type = "event-held",
            Side = "other",
            Data = """{"type":"event-held","on":"2026-05-10","by":"other","what":"x","invited":1,"floating":1}""",
            RecordedAt = village.Installation.Clock.GetUtcNow(),
            PartyAbove = year.PartyAbove,
        });
        await db.SaveChangesAsync(Stop);
    }

    private async Task<int> RowsAsync()
    {
        await using var db = village.Installation.Db();
        return await db.CaseRecords().CountAsync(Stop);
    }

    private static string Link(IHtmlDocument page, Guid record, string part) =>
        page.QuerySelector($"#record-{record} a[href*='{part}']")!.GetAttribute("href")!;
}
