using System.Globalization;
using AngleSharp.Html.Dom;
using Hongyan.Features.Reports;
using Hongyan.Platform;
using Hongyan.Tests.Demo;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.BranchOverview;

/// <summary>Outflow, inflow and floating are the same figures wherever they stand: one county, one day.</summary>
public sealed class OneDefinitionTests(DemoInstallation demo) : IClassFixture<DemoInstallation>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("part", "night")]
    public async Task Overview_report_and_lists_of_every_organisation_show_the_same_figures()
    {
        await using var db = demo.Installation.Db();
        var paths = await db.Organizations.OrderBy(one => one.Path).Select(one => one.Path).ToListAsync(Stop);
        var today = ChinaDate.Today(demo.Installation.Clock);
        using var browser = await demo.SignInAsync("department");
        var (flows, guests) = (0, 0L);
        foreach (var path in paths)
        {
            var row = (await new Features.BranchOverview.OrganizationFigures(db).OfAsync(path, today, Stop))!.Whole;
            var report = (await new SituationQuery(db).AsOfAsync(today, path, Stop))!.Figures;
            Assert.Equal(
                (path, (long)report.Outflow, (long)report.Inflow, (long)report.Within, (long)report.Floating, (long)report.Expected, (long)report.NotLeft,
                    (long)report.Guests),
                (path, row.Away, row.Hosted, row.Within, row.Floating, row.Expected, row.NotLeft, row.Guests));
            Assert.Equal(
                (path, row.Away, row.Hosted, row.NotLeft, row.Expected),
                (path, await TotalAsync(browser, "outflow", path), await TotalAsync(browser, "inflow", path),
                    await TotalAsync(browser, "outflow", path, "reported"), await TotalAsync(browser, "inflow", path, "expected")));
            guests += row.Guests;
            flows += row.Hosted > 0 && row.Away > 0 ? 1 : 0;
        }
        Assert.True(flows > 1 && guests > 0);
    }

    private static async Task<long> TotalAsync(TestBrowser browser, string list, string path, string state = "") =>
        Total(await browser.GetAsync($"/Lists/{list}?org={path}&state={state}"));

    private static long Total(IHtmlDocument page) =>
        long.Parse(new string([.. page.QuerySelectorAll(".text-secondary").Select(text => text.TextContent.Trim())
            .FirstOrDefault(text => text.StartsWith("共 ", StringComparison.Ordinal), "0").Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);
}
