using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Batch;

/// <summary>A list that goes out on paper is found again by its number and typed in by its rows.</summary>
public sealed partial class PaperTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private Village village = null!;
    private Sojourn[] stays = [];
    private TestBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        stays = [await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"), await village.AwayAsync("测试丙"),
            await village.AwayAsync("测试丁")];
        browser = await village.SecretaryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await village.DisposeAsync();
    }

    [Fact]
    public async Task Rows_are_typed_in_by_digits_and_short_days_checked_and_saved_and_the_list_says_how_many_came_back()
    {
        var number = await OutAsync();
        var page = await browser.GetAsync("/Batch/Lists?number=" + number.ToLowerInvariant());
        Assert.Equal(["1 测试甲", "2 测试乙", "3 测试丙", "4 测试丁"], page.QuerySelectorAll("tbody th").Select(row => Name(row)));
        Assert.Equal(Field(1, "on"), page.QuerySelector("[autofocus]")!.GetAttribute("name"));
        page = await browser.PostAsync(page, Form, (Field(1, "content"), "在工地上一切都好"), (Field(1, "topics"), "13"), (Field(1, "means"), "走访"), ("Next", "true"));
        Assert.Equal(Field(2, "on"), page.QuerySelector("[autofocus]")!.GetAttribute("name")); // what Enter does without a script
        Assert.Equal("13", ((IHtmlInputElement)page.QuerySelector($"[name='{Field(1, "topics")}']")!).Value);
        Assert.Empty(await village.RecordsAsync(stays[0], "contact"));
        var check = await browser.PostAsync(page, Form,
            (Field(2, "on"), "5-10"), (Field(2, "means"), "3"), (Field(2, "content"), "孩子入学的事已经办好"),
            (Field(4, "missed"), "1"), (Field(4, "retryOn"), "5月13日"));
        Assert.Equal("/Batch/contact", browser.Path);
        Assert.Contains("将登记 3 人", check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await browser.PostAsync(check, Form, ("Checked", "true"));
        Assert.Equal("/Batch/Done", browser.Path);
        var said = await SaidAsync(stays[0]);
        Assert.Equal(("visit", "在工地上一切都好"), (said.Means, said.Content));
        Assert.Equal(["life", "thought"], said.Topics!.Order(StringComparer.Ordinal));
        Assert.Equal(("video", Village.Today), ((await SaidAsync(stays[1])).Means, (await SaidAsync(stays[1])).On));
        Assert.Empty(await village.RecordsAsync(stays[2], "contact"));
        var missed = await SaidAsync(stays[3]);
        Assert.Equal((false, new DateOnly(2026, 5, 13)), (missed.Reached, missed.RetryOn!.Value));

        var lists = await browser.GetAsync("/Batch/Lists");
        Assert.Equal("3 / 4 人", Text(lists.QuerySelector("tbody td[data-label=已录入]")!));
        var again = await browser.GetAsync("/Batch/Lists?number=" + number);
        Assert.Equal(3, again.QuerySelectorAll("tbody td[colspan]").Length); // saved already; the numbers stay
        Assert.Equal("3 测试丙", Name(again.QuerySelectorAll("tbody tr")[2].QuerySelector("th")!));
        Assert.NotNull((await browser.GetAsync("/Drafts")).QuerySelector("a[href='/Batch/Lists']"));
    }

    [Fact]
    public async Task What_cannot_be_is_said_by_row_and_nothing_is_checked_and_an_empty_list_neither()
    {
        var number = await OutAsync();
        var page = await browser.GetAsync("/Batch/Lists?number=" + number);
        page = await browser.PostAsync(page, Form);
        Assert.Contains("没有一行填写了内容", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        page = await browser.PostAsync(page, Form, (Field(2, "on"), "2026-05-09"), (Field(3, "missed"), "没到"), (Field(3, "content"), "见过了"),
            (Field(4, "on"), "前天"), (Field(4, "topics"), "28"));
        Assert.Equal("/Batch/Lists", browser.Path);
        Assert.Equal(
            [
                "2 号测试乙：日期：日期早于名单制作日期 2026-05-10。", "3 号测试丙：没有联系上：请填“是”或“否”，也可以用 √ 和 ×。",
                "4 号测试丁：日期：不是日期，请填如 12-1 或 2026-12-01。", "4 号测试丁：谈到的内容：没有这个选项，请填选项前的数字或选项的全称。",
            ],
            page.QuerySelectorAll(".error-summary li").Select(Text));
        Assert.Equal("没到", ((IHtmlInputElement)page.QuerySelector($"#Row3_missed[aria-invalid=true]")!).Value);
    }

    [Fact]
    public async Task An_unknown_number_a_foreign_list_and_people_who_changed_are_said_in_a_sentence()
    {
        var number = await OutAsync();
        Assert.Contains("没有找到这个名单号", await SaidOfAsync(browser, "0000"), StringComparison.Ordinal);
        using (var other = await village.SecretaryAsync())
            Assert.Contains("只能由制作人录入", await SaidOfAsync(other, number), StringComparison.Ordinal);
        using (var stranger = await village.SecretaryAsync(Village.Neighbour))
            Assert.Contains("没有找到这个名单号", await SaidOfAsync(stranger, number), StringComparison.Ordinal);

        using (var second = await village.SecretaryAsync())
        {
            var single = await second.GetAsync($"/Records/New?member={stays[1].MemberId}&sojourn={stays[1].Id}&type=contact&side=home");
            await second.PostAsync(single, "main form", ("Values[topics]", "work"), ("Values[content]", "已经电话联系"));
        }
        await using (var db = village.Installation.Db())
        {
            await db.Sojourns.Where(stay => stay.Id == stays[2].Id).ExecuteUpdateAsync(
                set => set.SetProperty(stay => stay.HomePath, Village.Neighbour), TestContext.Current.CancellationToken);
            await db.Members.Where(member => member.Id == stays[2].MemberId).ExecuteUpdateAsync(
                set => set.SetProperty(member => member.HomePath, Village.Neighbour), TestContext.Current.CancellationToken);
        }
        var page = await browser.GetAsync("/Batch/Lists?number=" + number);
        Assert.Equal(["名单第 3 号的人员已不属于您的组织，不能录入。", "名单做成后另有登记，核对时请看过再办理：测试乙。"], page.QuerySelectorAll(".alert-warning").Select(Text));
        Assert.Equal(["1 测试甲", "2 测试乙", "4 测试丁"], page.QuerySelectorAll("tbody th").Select(Name));
        var check = await browser.PostAsync(page, Form, (Field(2, "content"), "谈了孩子上学"), (Field(4, "content"), "谈了工作"));
        Assert.Contains("将登记 1 人", Text(check.QuerySelector("main")!), StringComparison.Ordinal);
        Assert.Contains("不能登记 1 人", Text(check.QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_ticked_stands_on_no_list()
    {
        var form = await browser.GetAsync(Address);
        var none = await browser.PostAsync(form, Form, [("List", "true"), .. stays.Select(stay => ($"Lines[{stay.Id}].Picked", "false"))]);
        Assert.Null(none.QuerySelector("#list"));
        var page = await browser.PostAsync(none, Form, ("List", "true"), ($"Lines[{stays[1].Id}].Picked", "true"), ($"Lines[{stays[3].Id}].Picked", "true"));
        page = await browser.GetAsync(page.QuerySelector("a[href^='/Batch/Lists?number=']")!.GetAttribute("href")!);
        Assert.Equal(["1 测试乙", "2 测试丁"], page.QuerySelectorAll("tbody th").Select(Name));
    }

    [Fact]
    public async Task The_paper_is_a_document_of_its_maker_alone()
    {
        await OutAsync();
        var list = await browser.GetAsync("/Batch/Lists");
        var address = list.QuerySelector("a[href*='handler=Paper']")!.GetAttribute("href")!;
        var file = await browser.Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
        using (var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false))
        {
            var body = document.MainDocumentPart!.Document!.Body!;
            var table = Assert.Single(body.Elements<Table>());
            var rows = table.Elements<TableRow>().ToList();
            Assert.Equal(stays.Length + 1, rows.Count);
            Assert.NotNull(rows[0].TableRowProperties!.GetFirstChild<TableHeader>()); // on each sheet, with the number of the list
            Assert.Contains(BatchNumber(address, list), rows[0].InnerText, StringComparison.Ordinal);
            Assert.All(rows.Skip(1), row => Assert.NotNull(row.TableRowProperties!.GetFirstChild<TableRowHeight>()));
            Assert.Equal(["1", "测试甲", "测试村党支部"], rows[1].Elements<TableCell>().Take(3).Select(cell => cell.InnerText));
            Assert.Contains("PAGE", document.MainDocumentPart.FooterParts.Single().Footer!.InnerXml, StringComparison.Ordinal);
            Assert.DoesNotContain(stays[0].Id.ToString(), body.InnerText, StringComparison.Ordinal);
        }
        using var other = await village.SecretaryAsync();
        await other.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    private static string BatchNumber(string address, IHtmlDocument lists) =>
        Number().Match(lists.QuerySelector($"tr:has(a[href='{address}']) a")!.GetAttribute("href")!).Value;

    private string Address => "/Batch/contact?side=home&" + string.Join('&', stays.Select(stay => "who=" + stay.Id));

    /// <summary>Takes the four out as a list; its number.</summary>
    private async Task<string> OutAsync()
    {
        var form = await browser.GetAsync(Address);
        var page = await browser.PostAsync(form, Form, ("Common.Topics", "work"), ("List", "true"));
        return Number().Match(page.QuerySelector("a[href^='/Batch/Lists?number=']")!.GetAttribute("href")!).Value;
    }

    private static async Task<string> SaidOfAsync(TestBrowser reader, string number) =>
        (await reader.GetAsync("/Batch/Lists?number=" + number)).QuerySelector(".error-summary")!.TextContent;

    private async Task<Contact> SaidAsync(Sojourn stay) => (Contact)EventJson.Read((await village.RecordsAsync(stay, "contact")).Single().Data);

    private static string Field(int row, string column) => $"Row{row}.{column}";

    private static string Name(IElement row) => Text(row).Replace(" 测试村党支部", "", StringComparison.Ordinal);

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("[0-9A-F]{8}")]
    private static partial Regex Number();
}
