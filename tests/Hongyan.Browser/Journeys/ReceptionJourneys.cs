using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>The door: a stranger, somebody known and a refusal within the clicks that the specification allows, and by keyboard within a minute.</summary>
public sealed class ReceptionJourneys(DemoInstallation installation)
{
    private const int MostForStranger = 4, MostForKnown = 3, MostForRefusal = 5;

    private int clicks;

    [Fact]
    public async Task A_stranger_takes_four_clicks_and_is_refused_with_five()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Department, Look.Phone);
        var page = visit.Page;
        await page.GotoAsync("/Reception");
        await Expect(page.Locator("#Number")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("测试陌生人");
        await ClickAsync(page.Locator("main form .btn-primary").First);
        await Expect(page.Locator("[name='Guest.Shown']").First).ToBeFocusedAsync();
        await ClickAsync(page.Locator("[name='Guest.Shown'][value=nothing]"));
        await page.Locator("#Guest_Phone").FillAsync("19900009901");
        await page.Locator("#Guest_Home").FillAsync("外省某村党支部");
        await ClickAsync(page.Locator("[name='Guest.Document'][value=seen]"));
        await ClickAsync(page.Locator("main form .btn-primary").First);
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("已登记");
        Assert.True(clicks <= MostForStranger, $"{clicks} clicks");

        await page.GotoAsync("/Reception");
        clicks = 0;
        await ClickAsync(page.Locator("#to-place ~ form .duty", new() { HasText = "测试陌生人" }).Locator("a[href*='type=refused']"));
        await ClickAsync(page.Locator("[name='Values[code]']"));
        await page.Locator("[name='Values[code]']").SelectOptionAsync("not-here");
        await page.Locator("[name='Values[why]']").FillAsync("住在邻县");
        await ClickAsync(page.Locator("main form .btn-primary").First);
        await Expect(page.Locator("#refused ~ .duties")).ToContainTextAsync("测试陌生人");
        await Expect(page.Locator("#refused ~ .duties")).ToContainTextAsync("住在邻县");
        Assert.True(clicks <= MostForRefusal, $"{clicks} clicks");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"));
    }

    [Fact]
    public async Task Somebody_known_takes_three_clicks()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Department, Look.Desk);
        var page = visit.Page;
        await page.GotoAsync("/Reception");
        await Expect(page.Locator("[name=Number]")).ToBeFocusedAsync(); // what is typed before is lost
        await page.Keyboard.TypeAsync("秦望溪");
        await ClickAsync(page.Locator("main form .btn-primary").First);
        await ClickAsync(page.Locator("main .alert-info a", new() { HasText = "秦望溪" }).First);
        await Expect(page.Locator("h1")).ToContainTextAsync("秦望溪");
        Assert.True(clicks <= MostForKnown, $"{clicks} clicks");
    }

    [Fact]
    public async Task A_stranger_is_received_by_keyboard_alone_in_the_order_of_the_form()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Department, Look.Desk);
        var page = visit.Page;
        await page.GotoAsync("/Reception");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Expect(page.Locator("[name=Number]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("测试键盘客");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[name='Guest.Shown']").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp"); // the last of the answers: he shows nothing
        await page.TabToAsync("#Guest_Phone");
        await page.Keyboard.TypeAsync("19900009902");
        await page.TabToAsync("#Guest_Home");
        await page.Keyboard.TypeAsync("外省某村党支部");
        await page.TabToAsync("[name='Guest.Document']");
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync("main form .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("已登记");
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
    }

    private async Task ClickAsync(ILocator what)
    {
        clicks++;
        await what.ClickAsync();
    }
}
