using System.Net;
using Hongyan.Platform;
using Hongyan.Rules.Profiles;

namespace Hongyan.Tests.Policy;

public sealed class ClausePageTests(ReadingInstallation reading) : IClassFixture<ReadingInstallation>
{
    private readonly TestInstallation installation = reading.Installation;
    private readonly TestBrowser browser = reading.Browser;

    [Fact]
    public async Task All_286_clauses_are_listed_on_their_pages()
    {
        var ids = new List<string>();
        for (var page = 1; page <= 6; page++)
        {
            var list = await browser.GetAsync($"/Policy/Clauses?p={page}");
            ids.AddRange(list.QuerySelectorAll("tbody .clause").Select(link => link.GetAttribute("href")!.Split('/')[^1]));
        }
        Assert.Equal(286, ids.Distinct().Count());
        Assert.Equal(installation.Instance.Policy.Clauses.Select(clause => clause.Id), ids);
    }

    [Theory]
    [InlineData("document=E", 35)]
    [InlineData("q=D-2.2a", 1)]
    [InlineData("q=nothing-of-the-kind", 0)]
    public async Task Clauses_can_be_filtered_and_searched(string query, int found)
    {
        var list = await browser.GetAsync("/Policy/Clauses?" + query);
        Assert.Equal(found, list.QuerySelectorAll("tbody .clause").Length);
        Assert.Contains(found.ToString(), list.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clause_has_a_page_in_both_languages_with_its_neighbours()
    {
        foreach (var clause in installation.Instance.Policy.Clauses.Where((_, place) => place % 9 == 0))
        {
            var page = await browser.GetAsync("/Policy/Clauses/" + clause.Id);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            var text = page.QuerySelector("main")!.TextContent;
            Assert.Contains(clause.Zh, text, StringComparison.Ordinal);
            Assert.Contains(clause.En, text, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("main nav [rel]"));
        }
    }

    [Fact]
    public async Task A_clause_names_the_duties_and_the_parameters_that_rest_on_it()
    {
        var page = await browser.GetAsync("/Policy/Clauses/B-3.1.3.1c");
        Assert.Contains(page.QuerySelectorAll("main code"), code => code.TextContent == "home-contact");
        Assert.NotNull(page.QuerySelector("a[href='/Policy/Profiles/national#contact.home.interval']"));
    }

    [Theory]
    [InlineData("/Policy/Clauses/Z-1")]
    [InlineData("/Policy/Profiles/nobody")]
    public async Task What_does_not_exist_is_not_found(string address)
    {
        await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task A_profile_page_shows_every_parameter_by_a_readable_name()
    {
        foreach (var code in installation.Instance.Policy.Layers.Keys)
        {
            var page = await browser.GetAsync("/Policy/Profiles/" + code);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            foreach (var name in Parameters.All.Keys)
            {
                var head = page.GetElementById(name)?.QuerySelector("th");
                Assert.NotNull(head);
                Assert.False(head.TextContent.Trim().StartsWith(name, StringComparison.Ordinal), $"{name} has no name in Features/Policy/Texts.json.");
            }
        }
    }

    [Fact]
    public async Task A_draft_is_marked_and_the_layer_is_told()
    {
        var row = (await browser.GetAsync("/Policy/Profiles/banner-d")).GetElementById("scoring.enabled")!;
        Assert.Contains("草案", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("旗县责任清单", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("开启", row.TextContent, StringComparison.Ordinal);
    }
}
