using Hongyan.Platform;
using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>How a place of a manifest is reached.</summary>
internal static class Going
{
    // What the browser would refuse by itself, the page has to refuse as well. The mark tells the old page from the new one.
    private const string Leaving = """
        for (const form of document.forms) form.noValidate = true;
        document.documentElement.dataset.left = 'yes';
        """;

    public static async Task<IPage> GoAsync(this Place place, Visit visit)
    {
        var page = visit.Page;
        await page.GotoAsync(place.Address);
        foreach (var press in place.Presses)
        {
            await page.EvaluateAsync(Leaving);
            await page.Locator(press).First.ClickAsync();
            await Assertions.Expect(page.Locator("html[data-left]")).ToHaveCountAsync(0);
            await page.WaitForLoadStateAsync();
        }
        Assert.Equal(place.Status, visit.Status);
        return page;
    }
}
