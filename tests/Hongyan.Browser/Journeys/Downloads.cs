using System.Text;
using Microsoft.Playwright;

namespace Hongyan.Browser.Journeys;

internal static class Downloads
{
    /// <summary>Presses what leads to a workbook or a document, and sees that it is one: both are ZIP archives.</summary>
    public static async Task<string> DownloadAsync(this IPage page, string press)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(press).ClickAsync());
        await using var content = await download.CreateReadStreamAsync();
        var start = new byte[2];
        await content.ReadExactlyAsync(start, TestContext.Current.CancellationToken);
        Assert.Equal("PK", Encoding.ASCII.GetString(start));
        return download.SuggestedFilename;
    }
}
