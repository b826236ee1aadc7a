using System.IO.Compression;
using AngleSharp.Html.Dom;
using Hongyan.Features.Import;
using Hongyan.Platform;
using Hongyan.Tests.Import;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Outside;

/// <summary>The directory as a list: searched, narrowed, turned page by page, sent as a file and read from one.</summary>
public sealed class OutsideListTests : IAsyncLifetime
{
    private static readonly string[] Header = ["组织名称", "组织层级", "行政区划", "地区不明的原因", "上级党组织", "组织代码", "电话", "联系途径", "备注"];

    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task It_is_searched_by_words_and_code_and_narrowed_by_division_and_level()
    {
        await village.Installation.KeepAsync("稻香乡党委", "510700", "051000000001");
        await village.Installation.KeepAsync("望乡镇党委", "510100");
        await village.Installation.KeepAsync("云岭县党委", "530300");
        await village.Installation.KeepAsync("不知何处党委", region: null);
        using var secretary = await village.SecretaryAsync();
        foreach (var (query, names) in new (string, string[])[]
        {
            ("", ["稻香乡党委", "望乡镇党委", "云岭县党委", "不知何处党委"]), ("q=乡", ["稻香乡党委", "望乡镇党委"]), ("q=中共稻香乡委员会", ["稻香乡党委"]),
            ("q=051000000001", ["稻香乡党委"]), ("q=100%25", []), ("q=_", []), ("region=510000", ["稻香乡党委", "望乡镇党委"]), ("region=510700", ["稻香乡党委"]),
            ("region=x", ["稻香乡党委", "望乡镇党委", "云岭县党委", "不知何处党委"]), ("level=branch", []), ("level=committee&region=530000", ["云岭县党委"]),
        })
        {
            var page = await secretary.GetAsync("/Outside?" + query);
            Assert.Equal(names.Order(), page.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent.Trim()).Order());
            Assert.Equal(names.Length == 0, page.QuerySelector("main .empty") is not null);
        }
    }

    [Fact]
    public async Task Fifty_stand_on_a_page_and_one_that_is_not_there_leads_back()
    {
        for (var number = 0; number < 51; number++)
            await village.Installation.KeepAsync($"第{number:00}乡党委");
        using var secretary = await village.SecretaryAsync();
        Assert.Equal(50, (await secretary.GetAsync("/Outside")).QuerySelectorAll("main tbody tr").Length);
        Assert.Single((await secretary.GetAsync("/Outside?p=2")).QuerySelectorAll("main tbody tr"));
        Assert.Equal(50, (await secretary.GetAsync("/Outside?p=9")).QuerySelectorAll("main tbody tr").Length);
    }

    [Fact]
    public async Task A_file_makes_entries_corrects_equal_ones_and_tells_of_similar_ones()
    {
        var known = await village.Installation.KeepAsync("稻香乡党委");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var preview = await UploadAsync(clerk,
            ["四川省绵阳市稻香乡委员会", "", "", "", "", "051000000001", "199 0000 0301", "电话、传真", "更正"],
            ["稻香乡党委驻沪工作站", "党支部", "四川省", "", "稻香乡党委", "", "", "", ""],
            ["不知何处党委", "", "", "花名册没有写", "", "", "", "", ""]);
        Assert.Equal(["3", "0", "0", "0"], preview.QuerySelectorAll("dl.facts dd").Take(4).Select(one => one.TextContent));
        Assert.Contains("与已有的系统外党组织相近", preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("更正已有的系统外党组织", preview.Body.TextContent, StringComparison.Ordinal);
        await clerk.PostAsync(preview, "#accept");
        await WaitAsync(3);
        var one = await village.Installation.OneAsync(known);
        Assert.Equal(("稻香乡党委", "051000000001", "19900000301", "510700", "更正"), (one.Name, one.NationalCode, one.Phone, one.RegionCode, one.Note));
        Assert.Equal(["telephone", "fax"], one.Ways);
        var all = await village.Installation.AllAsync();
        Assert.Equal(known, all.Single(other => other.Name == "稻香乡党委驻沪工作站").SuperiorId);
        Assert.Equal("花名册没有写", all.Single(other => other.Name == "不知何处党委").RegionUnknown);
        Assert.All(all.Where(other => other.Id != known), other => Assert.NotNull(other.AccountId));
    }

    [Fact]
    public async Task Rows_that_are_wrong_say_why()
    {
        await village.Installation.KeepAsync("稻香乡党委", code: "051000000001");
        await village.Installation.KeepAsync("农垦党委", "510100");
        await village.Installation.KeepAsync("农垦党委", "510700");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var preview = await UploadAsync(clerk,
            ["", "", "四川省", "", "", "", "", "", "x"],
            ["望乡镇党委", "", "桃花源", "", "", "", "", "", ""],
            ["望乡镇党委", "", "云南省", "", "", "12345", "", "", ""],
            ["中共测试镇委员会", "", "江苏省", "", "", "", "", "", ""],
            ["农垦党委", "", "四川省", "", "", "", "", "", ""],
            ["新乡党委", "", "四川省", "", "", "", "", "", ""],
            ["中共新乡委员会", "", "四川省", "", "", "", "", "", ""],
            [new string('长', 101), "", "四川省", "", "", "", "", "", ""],
            ["稻香乡党委", "", "四川省", "", "", "051000000001", "199 0000 0301", "", ""],
            ["稻香乡党委", "", "四川省", "", "", "051000000001", "", "", "第二行"]);
        var codes = preview.QuerySelectorAll("#problems ~ .card tbody code").Select(code => code.TextContent).ToList();
        Assert.Equal(["required-missing", "division-unknown", "national-code-format", "organization-here", "several-entries", "duplicate-in-file",
            "text-too-long", "duplicate-in-file"], codes);
    }

    [Fact]
    public async Task The_code_of_a_merged_entry_and_a_superior_that_stands_below_are_refused_with_a_sentence()
    {
        var (merged, root) = (await village.Installation.KeepAsync("望乡镇党委", code: "051000000009"), await village.Installation.KeepAsync("稻香乡党委"));
        var (top, below) = (await village.Installation.KeepAsync("农垦党委"), await village.Installation.KeepAsync("农垦第一党委"));
        await using (var db = village.Installation.Db())
        {
            (await db.OutsideOrganizations.SingleAsync(one => one.Id == merged, Stop)).MergedInto = root;
            (await db.OutsideOrganizations.SingleAsync(one => one.Id == below, Stop)).SuperiorId = top;
            await db.SaveChangesAsync(Stop);
        }
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        var preview = await UploadAsync(clerk,
            ["稻香乡党委", "", "四川省绵阳市", "", "", "051000000009", "", "", ""],
            ["新乡党委", "", "四川省绵阳市", "", "农垦第一党委", "", "", "", ""],
            ["农垦党委", "", "四川省绵阳市", "", "新乡党委", "", "", "", ""]);
        Assert.Equal(["code-of-merged", "superior-below"],
            preview.QuerySelectorAll("#problems ~ .card tbody code").Select(code => code.TextContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_exported_is_imported_again_without_a_change()
    {
        var above = await village.Installation.KeepAsync("绵阳农垦党委", code: "051000000001", phone: "19900000301");
        using var clerk = await village.Installation.ClerkAsync(Village.HomeCommittee);
        await clerk.EnterAsync("农垦第一党支部", "四川省绵阳市", ("Input.Level", "branch"), ("Input.Superior", "绵阳农垦党委"), ("Input.Ways", "telephone"),
            ("Input.Ways", "fax"), ("Input.ContactName", "测试联系"), ("Input.ContactPhone", "19900000302"), ("Input.Email", "a@b.example"), ("Input.Note", "说明"));
        await village.Installation.KeepAsync("不知何处党委", region: null);
        var file = await clerk.Client.GetByteArrayAsync("/Outside?handler=Xlsx", Stop);
        using (var package = new ZipArchive(new MemoryStream(file)))
            Assert.Contains(package.Entries, entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal));
        var form = await clerk.GetAsync("/Import?kind=outside");
        var preview = await clerk.UploadAsync(form, "#upload", "Upload", "outside.xlsx", file, ("Kind", ImportKind.Outside));
        Assert.Equal(["0", "0", "3"], preview.QuerySelectorAll("dl.facts dd").Take(3).Select(one => one.TextContent));
        await using (var db = village.Installation.Db())
        {
            Assert.Contains(db.Audit, entry => entry.Act == "outside-exported");
            await db.OutsideOrganizations.Where(one => one.Id != above).ExecuteDeleteAsync(Stop);
        }
        await clerk.PostAsync(await clerk.GetAsync(clerk.Path), "#accept");
        await WaitAsync(3);
        var again = (await village.Installation.AllAsync()).Single(one => one.Name == "农垦第一党支部");
        Assert.Equal(("branch", "510700", above, "测试联系", "19900000302", "a@b.example", "说明"),
            (again.Level, again.RegionCode, again.SuperiorId, again.ContactName, again.ContactPhone, again.Email, again.Note));
        Assert.Equal(["telephone", "fax"], again.Ways);
    }

    [Fact]
    public async Task A_branch_imports_no_entries()
    {
        using var secretary = await village.SecretaryAsync();
        var form = await secretary.GetAsync("/Import");
        Assert.Null(form.QuerySelector("option[value=outside]"));
        var page = await secretary.UploadAsync(form, "#upload", "Upload", "x.xlsx", Files.Xlsx([Header]), ("Kind", ImportKind.Outside));
        Assert.NotNull(page.GetElementById("Kind_error"));
        Assert.Null((await secretary.GetAsync("/Outside")).QuerySelector("main a[href^='/Import']"));
    }

    private async Task WaitAsync(int entries)
    {
        for (var tries = 0; (await village.Installation.AllAsync()).Count < entries && tries < 100; tries++)
            await Task.Delay(100, Stop);
    }

    private static async Task<IHtmlDocument> UploadAsync(TestBrowser clerk, params string[][] rows)
    {
        var form = await clerk.GetAsync("/Import");
        return await clerk.UploadAsync(form, "#upload", "Upload", "outside.xlsx", Files.Xlsx([Header, .. rows]), ("Kind", ImportKind.Outside));
    }
}
