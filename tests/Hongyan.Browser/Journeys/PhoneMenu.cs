using Microsoft.Playwright;

namespace Hongyan.Browser.Journeys;

/// <summary>The menu that stands for the header on a phone.</summary>
internal static class PhoneMenu
{
    private const string Menu = "details.narrow";

    public static Task OpenFromMenuAsync(this IPage page, string entry) => PressAsync(page, AriaRole.Link, entry);

    public static Task PressInMenuAsync(this IPage page, string button) => PressAsync(page, AriaRole.Button, button);

    private static async Task PressAsync(IPage page, AriaRole role, string name)
    {
        await page.Locator($"{Menu} > summary").ClickAsync();
        await page.Locator(Menu).GetByRole(role, new() { Name = name }).ClickAsync();
    }
}
