using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ExcelDataReader;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Lists;

public sealed class ListTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Each_side_has_its_own_list_and_nobody_sees_those_of_others()
    {
        await village.AwayAsync("测试甲", host: Village.Host);
        await village.AwayAsync("测试邻", Village.Neighbour);
        using var home = await village.SecretaryAsync();
        Assert.Equal(["测试甲"], Names(await home.GetAsync("/Lists/outflow")));
        Assert.Empty(Names(await home.GetAsync("/Lists/inflow")));
        Assert.Equal(["测试甲"], Names(await home.GetAsync($"/Lists/outflow?org={Village.Neighbour}")));
        using var host = await village.SecretaryAsync(Village.Host);
        Assert.Equal(["测试甲"], Names(await host.GetAsync("/Lists/inflow?state=expected")));
        Assert.Empty(Names(await host.GetAsync("/Lists/inflow")));
        Assert.Empty(Names(await host.GetAsync("/Lists/outflow")));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.Equal(["测试甲", "测试邻"], Names(await clerk.GetAsync("/Lists/outflow")).Order(StringComparer.Ordinal));
        Assert.Equal(["测试邻"], Names(await clerk.GetAsync($"/Lists/outflow?org={Village.Neighbour}")));
        using var stranger = await village.Installation.SignInAsync(Roles.Member, memberId: Guid.CreateVersion7());
        await stranger.GetAsync("/Lists/outflow");
        Assert.Equal(HttpStatusCode.Forbidden, stranger.Status);
        await home.GetAsync("/Lists/no-such-list");
        Assert.Equal(HttpStatusCode.NotFound, home.Status);
    }

    [Fact]
    public async Task What_was_asked_stays_in_the_form_and_in_every_link()
    {
        await village.AwayAsync("测试甲");
        await village.AwayAsync("测试乙", departs: new DateOnly(2026, 3, 1));
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Lists/outflow?q=甲&state=away&departed-from=2026-01-01&departed-to=2026-02-01&sort=name");
        Assert.Equal(["测试甲"], Names(page));
        Assert.Equal("甲", page.QuerySelector("[name=q]")!.GetAttribute("value"));
        Assert.Equal("away", ((IHtmlSelectElement)page.QuerySelector("[name=state]")!).Value);
        Assert.Equal("2026-02-01", page.QuerySelector("[name=departed-to]")!.GetAttribute("value"));
        Assert.Equal("name", page.QuerySelector("form.filter [name=sort]")!.GetAttribute("value"));
        Assert.All(page.QuerySelectorAll("thead a, #export"), link =>
        {
            Assert.Contains("state=away", link.GetAttribute("href"), StringComparison.Ordinal);
            Assert.Contains("q=%E7%94%B2", link.GetAttribute("href"), StringComparison.Ordinal);
        });
        Assert.Equal("没有符合条件的内容", (await browser.GetAsync("/Lists/outflow?q=100%25")).QuerySelector(".empty-title")!.TextContent);
        Assert.Equal(["测试甲", "测试乙"],
            Names(await browser.GetAsync("/Lists/outflow?departed-from=tomorrow&state=nowhere&sort=nothing&p=x")).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task A_heading_sorts_and_sorts_the_other_way_round_when_it_is_pressed_again()
    {
        await village.AwayAsync("测试甲", departs: new DateOnly(2026, 2, 1));
        await village.AwayAsync("测试乙", departs: new DateOnly(2026, 3, 1));
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Lists/outflow");
        Assert.Equal(["测试乙", "测试甲"], Names(page)); // those who left last come first
        var heading = page.QuerySelector("th[aria-sort=descending] a")!;
        page = await browser.GetAsync(heading.GetAttribute("href")!);
        Assert.Equal(["测试甲", "测试乙"], Names(page));
        page = await browser.GetAsync(page.QuerySelector("th[aria-sort=ascending] a")!.GetAttribute("href")!);
        Assert.Equal(["测试乙", "测试甲"], Names(page));
        // by pronunciation: jia before yi
        Assert.Equal(["测试甲", "测试乙"], Names(await browser.GetAsync("/Lists/outflow?sort=name")));
        Assert.Equal(["测试乙", "测试甲"], Names(await browser.GetAsync("/Lists/outflow?sort=-name")));
    }

    [Fact]
    [Trait("part", "night")]
    public async Task Every_column_of_every_list_can_be_sorted_by_and_every_choice_be_made()
    {
        await village.AwayAsync("测试甲", host: Village.Host, happened: new ReportedIn { On = new DateOnly(2026, 4, 1) });
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.County);
        foreach (var list in (await clerk.GetAsync("/Members")).QuerySelectorAll(".lists a").Select(link => link.GetAttribute("href")!))
        {
            var page = await clerk.GetAsync(list);
            foreach (var column in page.QuerySelectorAll("thead a").Select(link => link.GetAttribute("href")!))
            {
                await clerk.GetAsync(column);
                Assert.True(clerk.Status == HttpStatusCode.OK, column);
            }
            foreach (var choice in page.QuerySelectorAll<IHtmlSelectElement>("form.filter select")
                .SelectMany(select => select.Options.Select(option => $"{list}?{select.Name}={option.Value}")))
            {
                await clerk.GetAsync(choice);
                Assert.True(clerk.Status == HttpStatusCode.OK, choice);
            }
            await clerk.GetAsync(list + "?handler=Xlsx");
            Assert.True(clerk.Status == HttpStatusCode.OK, list);
        }
    }

    [Fact]
    public async Task A_long_list_has_pages_and_no_page_beyond_the_last()
    {
        await ManyAsync(120);
        using var browser = await village.SecretaryAsync();
        var seen = new List<string>();
        foreach (var (number, rows) in new[] { (1, 50), (2, 50), (3, 20) })
        {
            var page = await browser.GetAsync($"/Lists/outflow?sort=name&p={number}");
            Assert.Equal(rows, Names(page).Count());
            Assert.Contains("共 120 条", page.QuerySelector(".tools")!.TextContent, StringComparison.Ordinal);
            seen.AddRange(Names(page));
        }
        Assert.Equal(120, seen.Distinct().Count());
        var last = await browser.GetAsync("/Lists/outflow?sort=name&p=3");
        Assert.Equal("3", last.QuerySelector(".page-item.active")!.TextContent.Trim());
        Assert.Contains("sort=name", last.QuerySelector(".page-link[href]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(50, Names(await browser.GetAsync("/Lists/outflow?sort=name&p=4")).Count());
        Assert.Equal("?sort=name", browser.Answer.RequestMessage!.RequestUri!.Query);
        Assert.Equal(50, Names(await browser.GetAsync("/Lists/outflow?p=0")).Count());
        Assert.Equal(50, Names(await browser.GetAsync("/Lists/outflow?p=-1")).Count());
    }

    [Fact]
    public async Task The_file_has_the_rows_that_were_asked_in_their_order_on_all_pages()
    {
        await ManyAsync(60);
        await village.AwayAsync("=1+1");
        using var browser = await village.SecretaryAsync();
        var all = await RowsAsync(browser, "/Lists/outflow?sort=name");
        Assert.Equal(61, all.Count);
        Assert.Equal(Names(await browser.GetAsync("/Lists/outflow?sort=name")), all.Take(50).Select(row => (string)row["姓名"]));
        var few = await RowsAsync(browser, "/Lists/outflow?q=同名05&sort=-name");
        Assert.Equal(Names(await browser.GetAsync("/Lists/outflow?q=同名05&sort=-name")), few.Select(row => (string)row["姓名"]));
        Assert.Equal((new DateTime(2026, 2, 1), "在外", "女"), (few[0]["外出日期"], few[0]["状态"], few[0]["性别"]));
        await using var db = village.Installation.Db();
        Assert.Equal(2, db.Audit.Count(one => one.Act == "list-exported" && one.Subject == "outflow"));
    }

    [Fact]
    public async Task A_page_is_read_in_two_statements()
    {
        await ManyAsync(60);
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        using var statements = new Statements();
        foreach (var list in (await clerk.GetAsync("/Members")).QuerySelectorAll(".lists a").Select(link => link.GetAttribute("href")!))
        {
            statements.Take();
            await clerk.GetAsync(list);
            var asked = statements.Take();
            Assert.True(asked.Count is 1 or 2, $"{list}\n{string.Join('\n', asked)}");
        }
    }

    [Fact]
    public async Task The_list_of_members_shows_everybody_and_those_at_home_or_away_when_asked()
    {
        await village.AwayAsync("测试甲");
        await village.AwayAsync("测试乙", happened: [new Returned { On = new DateOnly(2026, 4, 1) }]);
        using var browser = await village.SecretaryAsync();
        Assert.Equal(["测试甲"], Names(await browser.GetAsync("/Members?show=away")));
        Assert.Equal(["测试乙"], Names(await browser.GetAsync("/Members?show=home")));
        var all = await browser.GetAsync("/Members");
        Assert.Equal(["测试乙", "测试甲"], Names(all).Order(StringComparer.Ordinal));
        Assert.Contains("在本地", all.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["测试乙"], Names(await browser.GetAsync("/Members?q=乙")));
    }

    private static IEnumerable<string> Names(IDocument page) => page.QuerySelectorAll("#list tbody th a").Select(name => name.TextContent);

    private static async Task<List<Dictionary<string, object>>> RowsAsync(TestBrowser browser, string address)
    {
        var page = await browser.GetAsync(address);
        var bytes = await browser.Client.GetByteArrayAsync(page.QuerySelector("#export")!.GetAttribute("href"), TestContext.Current.CancellationToken);
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        var headings = rows[2]; // below title and subtitle
        return rows.Skip(3).Select(row => headings.Zip(row).Where(pair => pair is { First: not null, Second: not null })
            .ToDictionary(pair => (string)pair.First!, pair => pair.Second!)).ToList();
    }

    private async Task ManyAsync(int count)
    {
        await using var db = village.Installation.Db();
        var members = Enumerable.Range(0, count).Select(number => new Member
        {
            Id = Guid.CreateVersion7(), HomePath = Village.Home, Name = $"同名{number:000}", Sex = "female", Born = new DateOnly(1990, 5, 1), Status = "full",
            Category = "employee",
        }).ToList();
        db.Members.AddRange(members);
        await db.SaveChangesAsync();
        db.Sojourns.AddRange(members.Select(member => new Sojourn
        {
            MemberId = member.Id, Id = Guid.CreateVersion7(), HomePath = Village.Home, State = "away", DepartedOn = new DateOnly(2026, 2, 1),
        }));
        await db.SaveChangesAsync();
    }
}
