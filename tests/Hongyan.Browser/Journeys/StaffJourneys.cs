using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>The clerk watches the branches, the department reports upward.</summary>
public sealed partial class StaffJourneys(DemoInstallation installation)
{
    [Fact]
    public async Task A_clerk_opens_the_worklist_of_a_branch_from_the_branches()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Clerk, Look.Phone);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.OpenFromMenuAsync("支部");
        var branch = page.Locator("tbody tr:not(.sum) th a").First;
        var name = await branch.InnerTextAsync();
        await branch.ClickAsync();
        await Expect(page).ToHaveURLAsync(BranchList());
        await Expect(page.Locator("h1")).ToContainTextAsync(name);
        await Expect(page.Locator(".duty").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_department_reads_the_situation_report_with_its_charts_and_takes_it_along_as_a_document()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Department, Look.Phone);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.OpenFromMenuAsync("报告");
        var charts = page.Locator(".chart svg, .chart canvas");
        await Expect(charts.First).ToBeVisibleAsync();
        Assert.Equal(await page.Locator(".chart").CountAsync(), await charts.CountAsync());

        Assert.EndsWith(".docx", await page.DownloadAsync("main a[href*='handler=Docx']"), StringComparison.Ordinal);
    }

    [GeneratedRegex("/Worklist\\?org=")]
    private static partial Regex BranchList();
}
