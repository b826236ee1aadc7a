using System.Net;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Papers;

public sealed class PaperPageTests(PaperInstallation installation) : IClassFixture<PaperInstallation>
{
    [Fact]
    public async Task The_page_offers_every_list_for_the_chosen_organisation_and_day()
    {
        using var browser = await installation.Village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await browser.GetAsync($"/Papers?Org={Village.Home}&On=2026-04-01&Span=Quarter");

        Assert.Equal(PaperList.Lists.Sum(group => group.Papers.Count), page.QuerySelectorAll(".paper-name").Length);
        Assert.Contains(page.QuerySelectorAll(".paper-name"),
            link => link.GetAttribute("href") == $"/Papers/contact-book?org={Village.Home}&on=2026-04-01&span=Quarter");
    }

    [Fact]
    public async Task A_list_is_shown_as_it_is_printed()
    {
        using var browser = await installation.Village.SecretaryAsync();
        var page = await browser.GetAsync("/Papers/ledger-flow?on=2026-05-10");

        Assert.Equal("测试村党支部流动党员流动管理信息台账", page.QuerySelector(".paper-title")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("table.list-grid td"), cell => cell.TextContent == "王建国");
    }

    [Theory]
    [InlineData("Docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")]
    [InlineData("Xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")]
    public async Task A_list_is_taken_as_a_file_with_a_Chinese_name_and_noted(string handler, string type, string ending)
    {
        using var browser = await installation.Village.SecretaryAsync();
        await browser.GetAsync($"/Papers/contact-book?on=2026-05-10&handler={handler}");

        Assert.Equal(type, browser.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("测试村党支部_流动党员联系簿_2026" + ending, browser.Answer.Content.Headers.ContentDisposition!.FileNameStar);
        await using var db = installation.Village.Installation.Db();
        var noted = await db.Audit
            .Where(entry => entry.Act == "paper" && entry.Subject == Village.Home)
            .Select(entry => entry.Details!)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains(noted,
            details => details.Contains("contact-book", StringComparison.Ordinal) && details.Contains(handler.ToLowerInvariant(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/Papers/ledger-flow?org=" + Village.Neighbour)]
    [InlineData("/Papers?org=" + Village.Neighbour)]
    [InlineData("/Papers/no-such-paper")]
    public async Task What_is_out_of_reach_is_not_found(string address)
    {
        using var browser = await installation.Village.SecretaryAsync();
        await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Theory]
    [InlineData("/Papers/ledger-flow?on=nonsense")]
    [InlineData("/Papers/ledger-flow?on=0001-01-01")]
    public async Task A_day_that_is_none_is_refused(string address)
    {
        using var browser = await installation.Village.SecretaryAsync();
        await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Fact]
    public async Task Members_make_no_papers()
    {
        using var browser = await installation.Village.Installation.SignInAsync(Roles.Member, orgPath: null, installation.Stay.MemberId);
        await browser.GetAsync("/Papers");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Fact]
    public async Task ID_numbers_are_for_home_when_it_asks()
    {
        using var home = await installation.Village.SecretaryAsync();
        Assert.DoesNotContain(PaperInstallation.Number,
            (await home.GetAsync("/Papers/ledger-basic?on=2026-05-10")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(PaperInstallation.Number,
            (await home.GetAsync("/Papers/ledger-basic?on=2026-05-10&numbers=true")).Body!.TextContent, StringComparison.Ordinal);
        await using (var db = installation.Village.Installation.Db())
            Assert.DoesNotContain(await db.Audit
                .Where(entry => entry.Details != null)
                .Select(entry => entry.Details!)
                .ToListAsync(TestContext.Current.CancellationToken), details => details.Contains(PaperInstallation.Number, StringComparison.Ordinal));

        using var host = await installation.Village.SecretaryAsync(Village.Host);
        // the file is offered with the number wherever the page is, and to those alone
        var papers = Of("transfer-letter")[..Of("transfer-letter").LastIndexOf('/')];
        Assert.NotNull((await home.GetAsync(papers)).QuerySelector("a[href$='transfer-letter?number=true&handler=Docx']"));
        Assert.Null((await host.GetAsync(papers)).QuerySelector("a[href*='number=true']"));
        var letter = await host.GetAsync(Of("transfer-letter") + "?number=true");
        Assert.Equal(HttpStatusCode.OK, host.Status);
        Assert.DoesNotContain(PaperInstallation.Number, letter.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_s_page_leads_to_his_papers_by_side()
    {
        using var home = await installation.Village.SecretaryAsync();
        var page = await home.GetAsync("/Members/" + installation.Stay.MemberId);
        Assert.Contains(page.QuerySelectorAll("a"), link => link.GetAttribute("href") == Papers);
        Assert.Contains((await home.GetAsync(Papers)).QuerySelectorAll("a"), link => link.GetAttribute("href") == Of("form-basic"));
        await home.GetAsync(Of("form-basic") + "?handler=Docx");
        Assert.Equal($"个人基本信息登记表_{PaperInstallation.Full}.docx", home.Answer.Content.Headers.ContentDisposition!.FileNameStar);

        using var host = await installation.Village.SecretaryAsync(Village.Host);
        Assert.DoesNotContain((await host.GetAsync(Papers)).QuerySelectorAll("a"), link => link.GetAttribute("href") == Of("form-basic"));
        await host.GetAsync(Of("form-basic"));
        Assert.Equal(HttpStatusCode.NotFound, host.Status);
        await host.GetAsync(Of("feedback-letter"));
        Assert.Equal(HttpStatusCode.OK, host.Status);
    }

    [Fact]
    public async Task Another_branch_sees_no_paper_of_the_stay()
    {
        using var browser = await installation.Village.SecretaryAsync(Village.Neighbour);
        await browser.GetAsync(Papers);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.GetAsync(Of("form-flow"));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private string Papers => $"/Papers/Stay/{installation.Stay.MemberId}/{installation.Stay.Id}";

    private string Of(string paper) => $"{Papers}/{paper}";
}
