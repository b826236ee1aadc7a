using Hongyan.Features.Import;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>A file of organisations that says something else of those that exist.</summary>
public sealed class OrganizationChangeTests : IAsyncLifetime
{
    private static readonly string[] Header = ["组织代码", "组织名称", "组织类别"];
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_preview_names_every_organisation_that_changes_and_the_own_one_first()
    {
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var preview = await UploadAsync(department, [[Village.Home, "测试村第一党支部", "党支部"], ["001", "中共某某县委员会组织部", "组织部"], ["001.009", "新设党委", "党委"]]);
        var changed = preview.QuerySelector("#changed")!;
        Assert.Contains("将更改 2 个已有组织", changed.TextContent, StringComparison.Ordinal);
        Assert.Contains("其中包括导入所在的本组织", changed.TextContent, StringComparison.Ordinal);
        var lines = changed.QuerySelectorAll("li").Select(line => line.TextContent).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains("第 3 行", lines[0], StringComparison.Ordinal);
        Assert.Contains("“测试县委组织部”（组织部）→“中共某某县委员会组织部”（组织部）", lines[0], StringComparison.Ordinal);
        Assert.Contains("“测试村党支部”（党支部）→“测试村第一党支部”（党支部）", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_whose_appointments_do_not_fit_keeps_its_kind()
    {
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var preview = await UploadAsync(department, [["001", "中共某某县委员会", "党委"], [Village.HostCommittee, "测试街道党支部", "党支部"]]);
        var row = Assert.Single(preview.QuerySelectorAll("#problems ~ .card tbody tr")).TextContent;
        Assert.Contains("任职（组织部）与新的类别“基层党委”不符", row, StringComparison.Ordinal);
        Assert.Contains("“测试街道党工委”（基层党委）→“测试街道党支部”（党支部）", preview.QuerySelector("#changed")!.TextContent, StringComparison.Ordinal); // nobody works there
        await department.PostAsync(preview, "#accept");
        await using var db = village.Installation.Db();
        var kinds = await db.Organizations
            .Where(one => one.Path == "001" || one.Path == Village.HostCommittee)
            .OrderBy(one => one.Path)
            .Select(one => one.Kind)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["organization-department", "branch"], kinds);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> UploadAsync(TestBrowser browser, string[][] rows)
    {
        var page = await browser.GetAsync("/Import");
        return await browser.UploadAsync(page, "#upload", "Upload", "organizations.xlsx", Files.Xlsx([Header, .. rows]), ("Kind", ImportKind.Organizations));
    }
}
