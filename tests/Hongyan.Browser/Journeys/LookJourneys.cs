using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>Language and theme are one tap away and stay as they were chosen.</summary>
public sealed class LookJourneys(DemoInstallation installation)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task The_page_turns_dark_and_stays_dark(bool javaScript)
    {
        // Without JavaScript the menu still opens, for it is a <details>.
        await using var visit = await installation.VisitAsync(DemoInstallation.Home, Look.Phone with { JavaScript = javaScript });
        var page = visit.Page;
        await page.GotoAsync("/Policy/Clauses?q=1");
        var light = await page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor");
        await page.PressInMenuAsync("深色");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/Policy/Clauses\\?q=1$"));
        await page.GotoAsync("/Import");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        Assert.NotEqual(light, await page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor"));
    }

    [Fact]
    public async Task The_page_speaks_English_from_then_on()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Home, Look.Phone);
        var page = visit.Page;
        await page.GotoAsync("/Worklist");
        await page.PressInMenuAsync("English");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Worklist");
        await page.GotoAsync("/Import");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await page.PressInMenuAsync("中文");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
    }
}
