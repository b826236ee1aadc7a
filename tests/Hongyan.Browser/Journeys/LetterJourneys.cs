using Hongyan.Browser.Everywhere;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>A letter to a home outside: drafted, printed and sent in six clicks; its slip, read by a phone, is answered in three.</summary>
public sealed class LetterJourneys(DemoInstallation installation)
{
    private int clicks;

    [Fact]
    public async Task A_question_to_a_home_outside_leaves_and_its_slip_comes_back()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Host, Look.Phone with { Scale = 3 });
        var page = visit.Page;
        var name = "来函" + new string(Random.Shared.GetItems<char>("甲乙丙丁戊己庚辛壬癸", 3)); // a number in it would be looked up as one
        await ReceiveAsync(page, name);

        await page.GotoAsync("/Dispatches");
        clicks = 0;
        await ClickAsync(page, "a[href='/Dispatches/Owed']");
        await page.WaitForURLAsync("**/Dispatches/Owed");
        Assert.Empty(await Fit.FindsAsync(page));
        await CheckAsync(page, "form[data-choose] [data-all] input");
        await ClickAsync(page, "form[data-choose] [data-bulk]");
        await page.WaitForURLAsync("**/Dispatches/Drafts?*");
        Assert.Empty(await Fit.FindsAsync(page));
        var texts = await page.Locator("main textarea").EvaluateAllAsync<string[]>("all => all.map(one => one.value)");
        var place = Assert.Single(texts.Index(), text => text.Item.Contains(name, StringComparison.Ordinal)).Index; // among the demonstration's guests
        await ClickAsync(page, "main button[formaction*=Keep]");
        await page.WaitForURLAsync("**/Dispatches/Print?*");
        var code = await Qr.ReadAsync(page, $"article img >> nth={place}");
        Assert.Matches("[A-HJ-NP-Z2-9]{26}$", code);
        Assert.DoesNotContain(name, code, StringComparison.Ordinal);
        await ClickAsync(page, "a[href^='/Dispatches/Drafts']");
        await page.WaitForURLAsync("**/Dispatches/Drafts?*");
        await ClickAsync(page, "main .actions .btn-primary");
        await page.WaitForURLAsync("**/Dispatches");
        Assert.True(clicks <= 6, $"{clicks} clicks");

        clicks = 0;
        await page.GotoAsync("/Slip/" + code[(code.LastIndexOf('/') + 1)..]);
        await page.WaitForURLAsync("**/Dispatches/Answer/*");
        Assert.Empty(await Fit.FindsAsync(page));
        await CheckAsync(page, "[name='Said[membership]'][value=yes]");
        await ClickAsync(page, "main .actions .btn-primary");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/Dispatches/[0-9a-f-]{36}$"));
        Assert.True(clicks <= 3, $"{clicks} clicks");
        await Expect(page.Locator("main .state").First).ToHaveTextAsync("回执已收");
        Assert.Empty(await Fit.FindsAsync(page));
    }

    private static async Task ReceiveAsync(IPage page, string name)
    {
        await page.GotoAsync("/Reception");
        await page.FillAsync("[name=Number]", name);
        await page.PressAsync("[name=Number]", "Enter");
        await page.CheckAsync("[name='Guest.Shown'][value=nothing]");
        await page.FillAsync("[name='Guest.Phone']", "19900009877");
        await page.FillAsync("[name='Guest.Home']", "外省某镇某村党支部");
        await page.CheckAsync("[name='Guest.Document'][value=not-asked]");
        await page.ClickAsync("main form[method=post] .btn-primary");
        await page.WaitForURLAsync("**/Members/*");
    }

    private async Task ClickAsync(IPage page, string selector)
    {
        clicks++;
        await page.Locator(selector).First.ClickAsync();
    }

    private async Task CheckAsync(IPage page, string selector)
    {
        clicks++;
        await page.Locator(selector).First.CheckAsync();
    }
}
