using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reports;

public sealed class SituationPageTests(Sampled sampled) : IClassFixture<Sampled>
{
    private const string Address = "/Reports/Situation?on=2026-11-20&org=001";

    [Fact]
    public async Task The_page_shows_the_figures_and_the_document()
    {
        using var browser = await sampled.Installation.SignInAsync("department", "001");

        var page = await browser.GetAsync(Address);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(["660", "6", "6", "0", "0", "0.91% 6 / 660"], page.QuerySelectorAll(".key-figures dd").Select(one => one.TextContent.Trim()));
        Assert.Equal(5, page.QuerySelectorAll("figure [data-chart]").Length);
        Assert.Equal(5, page.QuerySelectorAll("figure table").Length);
        Assert.Contains("流出党员占比为0.91%（6÷660", page.QuerySelector("article.paper")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(6, page.QuerySelectorAll("details.problem")[0].QuerySelectorAll("a[href^='/Members/']").Length);
    }

    [Fact]
    public async Task The_page_is_complete_in_English_and_can_round_to_whole_percentages()
    {
        using var browser = await sampled.Installation.SignInAsync("department", "001");
        browser.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        var page = await browser.GetAsync(Address + "&whole=true");

        Assert.Contains("makes 1% of all members (6 of 660, rounded to a whole number)",
            page.QuerySelector("article.paper")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Situation report", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_figure_opens_the_names_behind_it()
    {
        using var browser = await sampled.Installation.SignInAsync("department", "001");
        var page = await browser.GetAsync(Address);

        page = await browser.GetAsync(page.QuerySelectorAll(".figure-link")
            .Single(link => link.GetAttribute("href")!.Contains("outOfProvince", StringComparison.Ordinal))
            .GetAttribute("href")!);

        var names = page.QuerySelector("#names")!.ParentElement!;
        Assert.Equal(["周立新"], names.QuerySelectorAll("tbody a").Select(one => one.TextContent));
    }

    [Fact]
    public async Task Without_a_date_and_an_organisation_it_is_today_and_ones_own()
    {
        using var browser = await sampled.Installation.SignInAsync("clerk", "001.001");

        var page = await browser.GetAsync("/Reports/Situation");

        Assert.Equal("2026-11-20", page.QuerySelector("#On")!.GetAttribute("value"));
        Assert.All(page.QuerySelectorAll("#Org option"), option => Assert.StartsWith("001.001", option.GetAttribute("value"), StringComparison.Ordinal));
        Assert.Equal("6", page.QuerySelectorAll(".key-figures dd")[1].TextContent);
    }

    [Theory]
    [InlineData("001.001.002")]
    [InlineData("001.001")]
    [InlineData("001")]
    [InlineData("001.001.0011")]
    [InlineData("999")]
    [InlineData("'")]
    public async Task A_secretary_cannot_ask_for_another_branch(string org)
    {
        using var browser = await sampled.Installation.SignInAsync("secretary", "001.001.001");

        await browser.GetAsync("/Reports/Situation?org=" + Uri.EscapeDataString(org));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);

        await browser.GetAsync("/Reports/Situation?handler=Docx&org=" + Uri.EscapeDataString(org));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task A_member_has_no_report()
    {
        using var browser = await sampled.Installation.SignInAsync("member");

        await browser.GetAsync(Address);

        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("2026-02-30")]
    [InlineData("x")]
    public async Task A_day_that_is_none_is_answered_at_its_field(string on)
    {
        using var browser = await sampled.Installation.SignInAsync("department", "001");

        var page = await browser.GetAsync("/Reports/Situation?on=" + on);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("true", page.QuerySelector("#On")!.GetAttribute("aria-invalid"));
        Assert.Null(page.QuerySelector("article.paper"));
    }

    [Fact]
    public async Task Where_nobody_is_away_the_page_says_so()
    {
        using var browser = await sampled.Installation.SignInAsync("department", "001");

        var future = await browser.GetAsync("/Reports/Situation?on=2026-11-21");
        Assert.Contains("不能晚于今天（2026-11-20）", future.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Null(future.QuerySelector(".key-figures"));
        var page = await browser.GetAsync("/Reports/Situation?on=2020-01-01");

        Assert.NotNull(page.QuerySelector(".empty"));
        Assert.Empty(page.QuerySelectorAll("[data-chart]"));
        Assert.Contains("没有在外或来到本地的流动党员", page.QuerySelector("article.paper")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_download_is_a_document_of_the_same_words_and_is_noted()
    {
        using var browser = await sampled.Installation.SignInAsync("department", "001");
        var page = await browser.GetAsync(Address);

        var answer = await browser.Client.GetAsync(page.QuerySelector(".actions a")!.GetAttribute("href"), TestContext.Current.CancellationToken);

        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", answer.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith("2026-11-20.docx", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        using var file = WordprocessingDocument.Open(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), isEditable: false);
        var words = file.MainDocumentPart!.Document.Body!.InnerText;
        Assert.All(page.QuerySelectorAll("article.paper > p"), paragraph => Assert.Contains(paragraph.TextContent, words, StringComparison.Ordinal));
        await using var db = sampled.Installation.Db();
        Assert.True(await db.Audit.AnyAsync(entry => entry.Act == "report-situation" && entry.Subject == "001", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_branch_reads_the_same_figures_as_the_command_line()
    {
        using var browser = await sampled.Installation.SignInAsync("secretary", "001.001.001");
        var page = await browser.GetAsync("/Reports/Situation");

        var report = await sampled.ReportAsync(Sampled.Day, "001.001.001");

        Assert.Equal(report.Figures.Members.ToString(), page.QuerySelectorAll(".key-figures dd")[0].TextContent);
        Assert.Equal(report.Figures.Outflow.ToString(), page.QuerySelectorAll(".key-figures dd")[2].TextContent);
        Assert.Equal(report.Problems!.Count, page.QuerySelectorAll("details.problem").Length);
    }
}
