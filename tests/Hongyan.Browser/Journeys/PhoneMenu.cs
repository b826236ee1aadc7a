using Microsoft.Playwright;

namespace Hongyan.Browser.Journeys;

internal static class PhoneMenu
{
    private const string Menu = "details.narrow";

    /// <summary>Goes where the menu entry leads.</summary>
    public static async Task OpenAsync(this IPage page, string entry)
    {
        await page.Locator($"{Menu} > summary").ClickAsync();
        await page.Locator(Menu).GetByRole(AriaRole.Link, new() { Name = entry }).ClickAsync();
    }

    /// <summary>Presses a button in the menu.</summary>
    public static async Task PressAsync(this IPage page, string button)
    {
        await page.Locator($"{Menu} > summary").ClickAsync();
        await page.Locator(Menu).GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    public static async Task<string> StartAsync(this IDownload download, int length)
    {
        await using var content = await download.CreateReadStreamAsync();
        var start = new byte[length];
        await content.ReadExactlyAsync(start, TestContext.Current.CancellationToken);
        return System.Text.Encoding.ASCII.GetString(start);
    }
}
