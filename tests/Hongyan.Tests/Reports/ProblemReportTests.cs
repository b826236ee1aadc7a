using System.Net;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml.Packaging;
using Hongyan.Data;
using Hongyan.Features.Reports;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Hongyan.Tests.Scale;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reports;

/// <summary>What the records of a large organisation show is told in the background; here ten people are many.</summary>
public sealed class ProblemReportTests(ProblemReportTests.Large large) : IClassFixture<ProblemReportTests.Large>
{
    private const string Whole = "001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_come_at_once_and_problems_when_they_are_told()
    {
        var day = Province.Today.AddDays(-45);
        using var browser = await large.Installation.SignInAsync(Roles.Department, Whole);
        var page = await browser.GetAsync(Address(Whole, day));
        Assert.Equal(6, page.QuerySelectorAll(".key-figures dd").Length);
        Assert.Empty(page.QuerySelectorAll("details.problem"));
        Assert.Null(page.QuerySelector("article.paper"));
        Assert.Empty(page.QuerySelectorAll("a[href*='handler=Docx']"));
        await browser.GetAsync(Address(Whole, day) + "&handler=Docx");
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);

        page = await ToldAsync(browser, day);

        var told = await NowAsync(day, Whole);
        Assert.NotEmpty(told.Problems!);
        Assert.Equal(told.Problems!.Select(problem => problem.People.ToString()), page.QuerySelectorAll("details.problem .badge").Select(Digits));
        Assert.Contains("核对于 2026-05-10", page.QuerySelector(".tell")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("本部分核对于2026-05-10", page.QuerySelector("article.paper")!.TextContent, StringComparison.Ordinal);
        var file = await browser.Client.GetAsync(page.QuerySelector("a[href*='handler=Docx']")!.GetAttribute("href"), Cancellation);
        using var document = WordprocessingDocument.Open(await file.Content.ReadAsStreamAsync(Cancellation), isEditable: false);
        var words = document.MainDocumentPart!.Document.Body!.InnerText;
        Assert.All(page.QuerySelectorAll("article.paper > p"), paragraph => Assert.Contains(paragraph.TextContent, words, StringComparison.Ordinal));
        await using var db = large.Installation.Db();
        Assert.True(await db.Audit.AnyAsync(entry => entry.Act == "situation-told" && entry.Subject == Whole, Cancellation));
    }

    [Fact]
    public async Task Names_come_page_by_page()
    {
        var day = Province.Today.AddDays(-46);
        using var browser = await large.Installation.SignInAsync(Roles.Department, Whole);
        var page = await ToldAsync(browser, day);
        var problem = (await NowAsync(day, Whole)).Problems!.MaxBy(one => one.People)!;
        Assert.True(problem.People > 50, "too few to turn pages");
        var details = page.QuerySelectorAll("details.problem").Single(one => Digits(one.QuerySelector(".badge")!) == problem.People.ToString());
        Assert.Equal(50, Names(details).Count);

        var named = await PagesAsync(browser, details.QuerySelector(".problem-more a")!.GetAttribute("href")!);
        Assert.Equal((problem.People, problem.People), (named.Count, named.Distinct().Count()));
        Assert.Equal(Names(details), named.Take(50));

        var figure = page.QuerySelectorAll(".figure-link").First(link => link.GetAttribute("href")!.Contains("group=male", StringComparison.Ordinal));
        named = await PagesAsync(browser, figure.GetAttribute("href")!);
        Assert.Equal(figure.FirstChild!.TextContent, named.Distinct().Count().ToString());
        page = await browser.GetAsync(Address(Whole, day) + "&by=sex&group=none&p=9");
        Assert.Null(page.QuerySelector("#names"));
    }

    [Fact]
    public async Task What_was_told_stays_until_it_is_told_again_and_counts_what_was_written_since()
    {
        var day = Province.Today.AddDays(-47);
        using var browser = await large.Installation.SignInAsync(Roles.Department, Whole);
        await ToldAsync(browser, day);
        await using var db = large.Installation.Db();
        var first = await db.ProblemReports.SingleAsync(one => one.OnDate == day, Cancellation);
        var lost = await db.ReportedProblems.CountAsync(one => one.TellingId == first.Id, Cancellation);
        Assert.True(lost > 0);

        var page = await browser.GetAsync(Address(Whole, day));
        page = await browser.PostAsync(page, ".tell form");
        page = await DoneAsync(browser, page);

        Assert.NotEmpty(page.QuerySelectorAll("details.problem"));
        var again = await db.ProblemReports.AsNoTracking().SingleAsync(one => one.OnDate == day, Cancellation);
        Assert.NotEqual(first.Id, again.Id);
        Assert.Equal(0, await db.ReportedProblems.CountAsync(one => one.TellingId == first.Id, Cancellation));
        Assert.Equal(lost, await db.ReportedProblems.CountAsync(one => one.TellingId == again.Id, Cancellation));
    }

    [Fact]
    public async Task It_is_begun_once_however_often_it_is_asked_for()
    {
        var day = Province.Today.AddDays(-48);
        var begun = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BeginAsync(day)));
        Assert.Single(begun.Distinct());
        var jobs = await large.Installation.ServiceAsync<BackgroundJobs>();
        var (one, other) = (jobs.Start(begun[0]), jobs.Start(begun[0]));
        Assert.Same(one, other);
        await one;
        await jobs.Start(begun[0]); // which is done
        await using var db = large.Installation.Db();
        Assert.Equal((await NowAsync(day, Whole)).Problems!.Sum(problem => problem.People),
            await db.ReportedProblems.CountAsync(problem => problem.TellingId == begun[0], Cancellation));
    }

    [Fact]
    [Trait("part", "night")]
    public async Task It_can_be_stopped_on_its_page()
    {
        var day = Province.Today.AddDays(-49);
        using var browser = await large.Installation.SignInAsync(Roles.Department, Whole);
        await ToldAsync(browser, day);
        var id = await BeginAsync(day);
        await using var db = large.Installation.Db();
        await using var held = await db.Database.BeginTransactionAsync(Cancellation);
        // it cannot keep what it finds, so it waits
        await db.Database.ExecuteSqlAsync($"select 1 from situation_telling where id = {id} for update", Cancellation);

        var page = await browser.GetAsync(Address(Whole, day));
        Assert.NotEmpty(page.QuerySelectorAll("details.problem"));
        page = await browser.GetAsync(page.QuerySelector($".tell a[href='/Reports/Telling/{id}']")!.GetAttribute("href")!);
        Assert.NotNull(page.QuerySelector("progress"));
        var job = (await large.Installation.ServiceAsync<BackgroundJobs>()).Start(id);
        Assert.False(job.IsCompleted);
        var stopping = browser.PostAsync(page, "#stop");
        var stopped = db.BackgroundJobs.Where(one => one.Id == id && one.State == BackgroundJob.Stopped);
        for (var waited = 0; waited < 100 && !await stopped.AnyAsync(Cancellation); waited++)
            await Task.Delay(50, Cancellation);
        await held.CommitAsync(Cancellation);
        page = await stopping;
        await job;

        Assert.Contains("已停止", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("details.problem")); // the earlier one
        Assert.False(await db.ProblemReports.AnyAsync(one => one.Id == id, Cancellation));
        Assert.Equal(BackgroundJob.Stopped, (await db.BackgroundJobs.SingleAsync(one => one.Id == id, Cancellation)).State);
        Assert.False(await db.ReportedProblems.AnyAsync(one => one.TellingId == id, Cancellation));
        await browser.GetAsync($"/Reports/Telling/{id}");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task What_was_cut_short_is_told_after_the_next_start()
    {
        await (await large.Installation.ServiceAsync<BackgroundJobs>()).Resumed;
        await using var db = large.Installation.Db();
        var telling = await db.ProblemReports.SingleAsync(one => one.Id == large.CutShort, Cancellation);
        Assert.NotNull(telling.ToldAt);
        Assert.True(telling.Total > 0);
        Assert.False(await db.ReportedProblems.AnyAsync(one => one.TellingId == telling.Id && one.Kind == "left-over", Cancellation));
    }

    [Fact]
    public async Task Others_neither_see_nor_stop_nor_count_it()
    {
        var day = Province.Today.AddDays(-50);
        using var browser = await large.Installation.SignInAsync(Roles.Department, Whole);
        var shown = await ToldAsync(browser, day);
        await using var db = large.Installation.Db();
        var telling = await db.ProblemReports.SingleAsync(one => one.OnDate == day, Cancellation);
        var county = await db.Organizations.Where(one => one.Path.Length == 11).OrderBy(one => one.Path).Select(one => one.Path).FirstAsync(Cancellation);
        using var below = await large.Installation.SignInAsync(Roles.Department, county);
        await below.GetAsync($"/Reports/Telling/{telling.Id}");
        Assert.Equal(HttpStatusCode.NotFound, below.Status);
        await below.FormAsync($"/Reports/Telling/{telling.Id}?handler=Stop", await below.GetAsync("/Reports/Situation"));
        Assert.Equal(HttpStatusCode.NotFound, below.Status);
        await below.FormAsync(Address(Whole, day) + "&handler=Tell", await below.GetAsync("/Reports/Situation"));
        Assert.Equal(HttpStatusCode.NotFound, below.Status);

        await using var pages = large.Installation.PageDb();
        await using var transaction = await pages.Database.BeginTransactionAsync(Cancellation);
        await pages.Database.ExecuteSqlRawAsync(RequestTransaction.ScopeOf(Acting.As(Roles.Department, county)), Cancellation);
        Assert.False(await pages.ProblemReports.AnyAsync(one => one.OrgPath == Whole, Cancellation));
        Assert.False(await pages.ReportedProblems.AnyAsync(one => one.OrgPath == Whole, Cancellation));
        var foreign = new Headcount(pages, day, Whole);
        Assert.Equal((0, 0, 0), await foreign.BesideAsync(Cancellation));
        Assert.Equal(0, (await foreign.AddedLaterAsync(Cancellation)).Count);
        Assert.Empty(await foreign.TwiceAsync(Cancellation));
        Assert.Empty(await foreign.OutflowAsync([], Cancellation));
        Assert.Empty(await new Headcount(pages, day, "001.002").InflowAsync(Cancellation));
        var own = (await new SituationQuery(pages).AsOfAsync(day, county, Cancellation))!.Figures;
        Assert.Equal(SituationJson.Write((await new SituationQuery(db).AsOfAsync(day, county, Cancellation))!.Figures), SituationJson.Write(own));
        Assert.True(own.Members > 0);
        Assert.NotEmpty(shown.QuerySelectorAll("details.problem"));
    }

    [Fact]
    public async Task It_is_complete_in_English()
    {
        var day = Province.Today.AddDays(-51);
        using var browser = await large.Installation.SignInAsync(Roles.Department, Whole);
        browser.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var page = await browser.GetAsync(Address(Whole, day));
        Assert.Contains("in the background", page.QuerySelector(".tell")!.TextContent, StringComparison.Ordinal);
        page = await DoneAsync(browser, await browser.PostAsync(page, ".tell form"));
        Assert.Contains("This part was told at 2026-05-10", page.QuerySelector("article.paper")!.TextContent, StringComparison.Ordinal);
    }

    private static string Address(string org, DateOnly day) => $"/Reports/Situation?org={org}&on={day:yyyy-MM-dd}";

    private static string Digits(AngleSharp.Dom.IElement one) => string.Concat(one.TextContent.Where(char.IsAsciiDigit));

    private static List<string> Names(AngleSharp.Dom.IElement part) => [.. part.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!)];

    private static async Task<IHtmlDocument> ToldAsync(TestBrowser browser, DateOnly day) =>
        await DoneAsync(browser, await browser.PostAsync(await browser.GetAsync(Address(Whole, day)), ".tell form"));

    private static async Task<IHtmlDocument> DoneAsync(TestBrowser browser, IHtmlDocument page)
    {
        for (var wait = 0; browser.Path.StartsWith("/Reports/Telling/", StringComparison.Ordinal); wait++)
        {
            Assert.True(wait < 60, "not told");
            page = await browser.GetAsync(browser.Path); // as the page itself does every two seconds
        }
        return page;
    }

    private static async Task<List<string>> PagesAsync(TestBrowser browser, string address)
    {
        var named = new List<string>();
        for (var next = address; next is not null;)
        {
            var page = await browser.GetAsync(next);
            var section = page.QuerySelector("#names")!.ParentElement!;
            Assert.InRange(Names(section).Count, 1, 50);
            named.AddRange(Names(section));
            next = section.QuerySelector(".page-item.active + .page-item a")?.GetAttribute("href");
        }
        return named;
    }

    private async Task<ProblemReport> NowAsync(DateOnly day, string path)
    {
        await using var db = large.Installation.Db();
        return await ProblemReport.NowAsync(
            db, new RecordServices(large.Installation.Instance, db).Policies, large.Installation.Instance.Policy, day, path, Cancellation);
    }

    private async Task<Guid> BeginAsync(DateOnly day)
    {
        await using var db = large.Installation.Db();
        return await ProblemReport.BeginAsync(db, day, Whole, account: null, large.Installation.Clock.GetUtcNow(), Cancellation);
    }

    /// <summary>A province with a run that was cut short before the server started.</summary>
    public sealed class Large : IAsyncLifetime
    {
        private readonly Province province = new();

        public TestInstallation Installation => province.Installation;

        public Guid CutShort { get; } = Guid.CreateVersion7();

        public async ValueTask InitializeAsync()
        {
            await province.InitializeAsync();
            await using var db = Installation.Db();
            var stay = await db.Sojourns.FirstAsync(Cancellation);
            db.ProblemReports.Add(new KeptProblemReport
            {
                Id = CutShort,
                OrgPath = Whole,
                OnDate = Province.Today.AddDays(-100),
                BegunAt = Installation.Clock.GetUtcNow(),
            });
            db.BackgroundJobs.Add(new BackgroundJob
            {
                Id = CutShort,
                Kind = nameof(ProblemReportJob),
                OrgPath = Whole,
                State = BackgroundJob.Running,
                AskedAt = Installation.Clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(Cancellation);
            db.ReportedProblems.Add(new ReportedProblem
            {
                MemberId = stay.MemberId,
                TellingId = CutShort,
                Kind = "left-over",
                SojournId = stay.Id,
                Since = Province.Today,
                OrgPath = Whole,
            });
            await db.SaveChangesAsync(Cancellation);
            (await Installation.ServiceAsync<ProblemReportJob>()).AtOnce = 10;
        }

        public ValueTask DisposeAsync() => province.DisposeAsync();
    }
}
