using Hongyan.Browser.Everywhere;
using Hongyan.Tests;
using Hongyan.Tests.Reports;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>A roster as it really comes, in the county of the samples.</summary>
public sealed class ImportJourneys(Sampled county) : IClassFixture<Sampled>
{
    private static readonly string Roster = Path.Combine(TestCluster.RepositoryRoot, "tests", "samples", "outflow-roster-messy.xlsx");

    [Fact]
    public async Task A_messy_roster_is_previewed_and_its_annotated_copy_goes_back_to_whoever_sent_it()
    {
        var clerk = await county.Installation.AddAccountAsync("clerk", "001.002");
        await using var visit = await Visit.BeginAsync(await county.Installation.AddressAsync(), Look.Phone);
        var page = visit.Page;
        await visit.SignInAsync(clerk, TestInstallation.Password);
        await UploadAsync(page);

        await Expect(page.Locator("dl.facts dd")).ToHaveTextAsync(["29", "11", "0", "2"]);
        Assert.Empty(await Fit.FindsAsync(page));
        Assert.Empty(await Axe.FindsAsync(page));

        Assert.EndsWith(".xlsx", await page.DownloadAsync("main a[download]"), StringComparison.Ordinal);
    }

    internal static async Task UploadAsync(IPage page)
    {
        await page.GotoAsync("/Import");
        await page.SetInputFilesAsync("#Upload", Roster);
        await page.Locator("main .btn-primary").ClickAsync();
        await page.WaitForURLAsync("**/Import/Preview/*");
    }
}
