using Microsoft.Playwright;

namespace Hongyan.Browser.Journeys;

internal static class Keys
{
    private const int MostTabs = 150;

    /// <summary>Presses Tab until the element, or one of them, has the focus.</summary>
    public static async Task TabToAsync(this IPage page, string selector)
    {
        for (var pressed = 0; pressed < MostTabs; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }
        Assert.Fail($"{MostTabs} presses of Tab do not reach {selector}.");
    }
}
