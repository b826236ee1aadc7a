using Hongyan.Rules.Identity;
using Hongyan.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>One member by hand and a change of his data, on a phone's width and by keyboard alone.</summary>
public sealed class RegisterJourneys(DemoInstallation installation)
{
    private static readonly string Number = IdNumber.WithCheck("99010119910302002");

    [Fact]
    public async Task A_member_is_registered_and_his_education_changed_by_keyboard_alone()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Home, Look.Phone);
        var page = visit.Page;
        await page.GotoAsync("/Members");
        await page.TabToAsync("a[href='/Members/Register']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Members/Register");
        await TypeAsync(page, "Name", "测试手工");
        await ChooseAsync(page, "Sex", 2);
        await DayAsync(page, "Born", "1991", "0302");
        await TypeAsync(page, "IdNumber", Number[..17] + (Number[17] == '1' ? '2' : '1'));
        await ChooseAsync(page, "Status", 1);
        await DayAsync(page, "Joined", "2015", "0701");
        await DayAsync(page, "Since", "2016", "0101");
        await ChooseAsync(page, "How", 3);
        await page.TabToAsync("main .btn-primary");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Expect(page.Locator("#Input_IdNumber")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("校验位不对"));
        await Expect(page.Locator("#Input_Born")).ToHaveValueAsync("1991-03-02");
        await Expect(page.Locator("#Input_How")).ToHaveValueAsync("found");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"));
        await page.TabToAsync("#Input_IdNumber");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(Number);
        await page.TabToAsync("main .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("已登记 测试手工");

        await page.TabToAsync("main a[href$='/Change'], header a[href$='/Change'], a[href$='/Change']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Change");
        await page.TabToAsync("a[href$='field=education']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Change?field=education");
        await TypeAsync(page, "Value", "大专");
        await ChooseAsync(page, "Kind", 2);
        await TypeAsync(page, "Reason", "漏填");
        await TypeAsync(page, "Paper", "毕业证书");
        await page.TabToAsync("main .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[aria-labelledby=membership] li")).ToHaveCountAsync(2);
        await Expect(page.Locator("[aria-labelledby=membership]")).ToContainTextAsync("学历：— → 大专");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"));
        await using var db = installation.Installation.Db();
        Assert.Equal("大专", (await db.Members.SingleAsync(member => member.Name == "测试手工", TestContext.Current.CancellationToken)).Education);
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.TabToAsync("#Input_" + field);
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task ChooseAsync(IPage page, string field, int option)
    {
        await page.TabToAsync("#Input_" + field);
        for (var pressed = 0; pressed < option; pressed++) await page.Keyboard.PressAsync("ArrowDown");
    }

    /// <summary>The browser's own field for a day, which goes on from month to day to year by itself.</summary>
    private static async Task DayAsync(IPage page, string field, string year, string monthAndDay)
    {
        await page.TabToAsync("#Input_" + field);
        await page.Keyboard.TypeAsync(monthAndDay + year);
    }
}
