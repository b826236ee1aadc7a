using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Import.Reading;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Import;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Batch;

/// <summary>A batch goes out as a list and comes back filled in: checked as if it had been typed, and refused by row and column.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private const string Upload = "section[aria-labelledby=list] form";
    private Village village = null!;
    private Sojourn[] stays = [];
    private TestBrowser browser = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙")];
        browser = await village.SecretaryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await village.DisposeAsync();
    }

    [Fact]
    public async Task Filled_rows_become_the_batch_empty_ones_nothing_and_the_same_file_twice_changes_nothing()
    {
        var (page, rows) = await OutAsync();
        Assert.Equal("名单", page.QuerySelector("#list")!.TextContent);
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell.Contains(stays[0].Id.ToString(), StringComparison.Ordinal));
        Fill(rows, "测试甲", ("谈到的内容", "思想、生活"), ("谈话内容", "在工地上一切都好"), ("方式", "走访"));
        Fill(rows, "测试乙", ("日期", "2026.5.10"), ("谈话内容", "孩子入学的事已经办好"));
        var check = await browser.UploadAsync(page, Upload, "Upload", "名单.xlsx", Files.Xlsx([.. rows.Select(row => row.ToArray())]));
        Assert.Contains("将登记 2 人", check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        var said = (Contact)EventJson.Read((await village.RecordsAsync(stays[0], "contact")).Single().Data);
        Assert.Equal(("visit", "在工地上一切都好", Village.Today), (said.Means, said.Content, said.On));
        Assert.Equal(["life", "thought"], said.Topics!.Order(StringComparer.Ordinal));
        Assert.Equal("phone", ((Contact)EventJson.Read((await village.RecordsAsync(stays[1], "contact")).Single().Data)).Means); // as for all
        Assert.Empty(await village.RecordsAsync(stays[2], "contact"));

        await browser.UploadAsync(page, Upload, "Upload", "名单.xlsx", Files.Xlsx([.. rows.Select(row => row.ToArray())]));
        Assert.Single(await village.RecordsAsync(stays[0], "contact"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task Altered_and_doubled_keys_another_list_and_days_before_it_are_refused_by_row_and_column()
    {
        var (page, rows) = await OutAsync();
        Fill(rows, "测试甲", ("日期", "2026-05-09"), ("谈话内容", "在工地上一切都好"));
        Fill(rows, "测试乙", ("谈话内容", "孩子入学的事已经办好"));
        rows.Add([.. rows[^2]]);
        rows.Add(["000000000000", .. rows[^2].Skip(1)]);
        var refused = await browser.UploadAsync(page, Upload, "Upload", "名单.xlsx", Files.Xlsx([.. rows.Select(row => row.ToArray())]));
        Assert.Equal(
            ["第 4 行“日期”：日期早于名单制作日期 2026-05-10。", "第 7 行“行标识”：测试乙出现了两次。", "第 8 行“行标识”：行标识被改动，或不属于本名单。"],
            refused.QuerySelectorAll("section[aria-labelledby=list] li").Select(line => line.TextContent.Trim()));
        Assert.Empty(await village.RecordsAsync(stays[1], "contact"));

        var (other, _) = await OutAsync("care");
        var mixed = await browser.UploadAsync(other, Upload, "Upload", "名单.xlsx", Files.Xlsx([.. rows.Select(row => row.ToArray())]));
        Assert.Contains("这是另一份名单", mixed.QuerySelector("section[aria-labelledby=list]")!.TextContent, StringComparison.Ordinal);
        var page404 = await browser.UploadAsync(other, Upload, "Upload", "x.xlsx", "<html></html>"u8.ToArray());
        Assert.Contains("网页", page404.QuerySelector("section[aria-labelledby=list]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_beside_another_ones_key_and_a_cell_that_says_neither_yes_nor_no_are_refused()
    {
        var (page, rows) = await OutAsync();
        Fill(rows, "测试甲", ("没有联系上", "没到"), ("谈话内容", "在工地上一切都好"));
        Fill(rows, "测试乙", ("谈话内容", "孩子入学的事已经办好"));
        rows.Single(row => row.Contains("测试乙"))[rows.Single(row => row[0] == "行标识").IndexOf("姓名")] = "测试丁";
        var refused = await browser.UploadAsync(page, Upload, "Upload", "名单.xlsx", Files.Xlsx([.. rows.Select(row => row.ToArray())]));
        var told = refused.QuerySelectorAll("section[aria-labelledby=list] li").Select(line => line.TextContent.Trim()).ToList();
        Assert.Equal(["请填“是”或“否”，也可以用 √ 和 ×。", "这一行的行标识是测试乙的，姓名对不上。"], told.Select(line => line.Split('：', 2)[1]));
        Assert.Empty(await village.RecordsAsync(stays[0], "contact"));
    }

    [Fact]
    public async Task Nobody_but_its_writer_gets_the_list()
    {
        var (page, _) = await OutAsync();
        var address = page.QuerySelector("section[aria-labelledby=list] a.btn")!.GetAttribute("href")!;
        using var other = await village.SecretaryAsync();
        await other.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    /// <summary>Makes the list; the page on which it comes back, and its rows as they stand in the file.</summary>
    private async Task<(IHtmlDocument Page, List<List<string>> Rows)> OutAsync(string type = "contact")
    {
        var form = await browser.GetAsync($"/Batch/{type}?side=home&" + string.Join('&', stays.Select(stay => "who=" + stay.Id)));
        var page = await browser.PostAsync(form, Form, type == "contact" ? [("Common.Topics", "work"), ("List", "true")] : [("List", "true")]);
        var file = await browser.Client.GetByteArrayAsync(page.QuerySelector("section[aria-labelledby=list] a.btn")!.GetAttribute("href")!, Stop);
        return (page, [.. RosterReader.Read(file).Sheets.Single().Rows.Select(row => row.Cells.Select(cell => cell.Text).ToList())]);
    }

    private static void Fill(List<List<string>> rows, string name, params (string Column, string Value)[] cells)
    {
        var heading = rows.Single(row => row[0] == "行标识");
        var row = rows.Single(row => row.Contains(name));
        foreach (var (column, value) in cells)
        {
            var at = heading.FindIndex(title => title.StartsWith(column, StringComparison.Ordinal));
            Assert.True(at > 0, column);
            while (row.Count <= at)
                row.Add("");
            row[at] = value;
        }
    }
}
