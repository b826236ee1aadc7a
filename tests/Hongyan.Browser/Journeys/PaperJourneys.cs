using Hongyan.Browser.Everywhere;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>Forty people: the list goes out on paper, comes back, is typed in by keyboard alone, saved and taken back.</summary>
public sealed class PaperJourneys
{
    private const int Empty = 7, Missed = 8; // rows in which nobody wrote, and of whom nobody was reached

    [Theory, InlineData(true), InlineData(false, Traits = ["part", "night"])]
    public async Task A_list_of_forty_is_printed_typed_in_checked_saved_and_taken_back(bool javaScript)
    {
        await using var forty = await Forty.AwayAsync();
        var page = await forty.SecretaryAsync(javaScript ? Look.Desk : Look.Phone with { JavaScript = false });
        await page.GotoAsync("/Worklist?by=kind&due=later");
        await page.Locator(".task > a.btn[href^='/Batch/contact']").First.ClickAsync();
        await page.Locator("[name='Common.Topics'][value=work]").CheckAsync();
        await page.Locator("details.fold:has([name=List]) > summary").ClickAsync();
        await page.Locator("[name=List]").ClickAsync();
        Assert.EndsWith(".docx", await page.DownloadAsync("section[aria-labelledby=list] a[href*='handler=Paper']"), StringComparison.Ordinal);
        var number = (await page.Locator("section[aria-labelledby=list] a[href^='/Batch/Lists']").GetAttributeAsync("href"))!.Split('=')[1];

        await page.GotoAsync("/Batch/Lists");
        await page.TabToAsync("[name=Number]");
        await page.Keyboard.TypeAsync(number);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(Forty.Count);
        Assert.Empty(javaScript ? await Axe.FindsAsync(page) : await Fit.FindsAsync(page));
        if (javaScript)
            await TypeAsync(page);
        else
            await TypeWithoutScriptAsync(page);
        await Expect(page.Locator("main .actions .btn-primary")).ToBeFocusedAsync(); // behind the last row
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main h2").First).ToContainTextAsync("将登记 39 人");
        await page.TabToAsync("main .actions .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Batch/Done?*");
        await Expect(page.Locator("main .duties > li")).ToHaveCountAsync(Forty.Count - 1);

        await page.GotoAsync("/Batch/Lists");
        await Expect(page.Locator("tbody")).ToContainTextAsync("39 / 40 人");
        await page.Locator("tbody a[href^='/Batch/Done']").ClickAsync();
        await page.Locator("main details.fold > summary").ClickAsync();
        await page.FillAsync("[name=Reason]", "演示");
        await page.Locator("main .btn-danger").ClickAsync();
        await Expect(page.Locator("main [role=status]").First).ToContainTextAsync("已撤销 39 条");
    }

    /// <summary>Enter goes from field to field and passes an empty row.</summary>
    private static async Task TypeAsync(IPage page)
    {
        await Expect(page.Locator("#Row1_on")).ToBeFocusedAsync();
        for (var row = 1; row <= Forty.Count; row++)
        {
            await Expect(page.Locator($"#Row{row}_on")).ToBeFocusedAsync();
            if (row == Empty)
            {
                await page.Keyboard.PressAsync("Enter");
                continue;
            }
            foreach (var cell in CellsOf(row))
            {
                await page.Keyboard.TypeAsync(cell);
                await page.Keyboard.PressAsync(cell.Length == 0 ? "Tab" : "Enter");
            }
        }
    }

    /// <summary>Tab goes from field to field; Enter saves what is typed so far and comes back at the next row.</summary>
    private static async Task TypeWithoutScriptAsync(IPage page)
    {
        for (var row = 1; row <= Forty.Count; row++)
        {
            await Expect(page.Locator($"#Row{row}_on")).ToBeFocusedAsync();
            var cells = CellsOf(row);
            for (var column = 0; column < cells.Length; column++)
            {
                await page.Keyboard.TypeAsync(row == Empty ? "" : cells[column]);
                var isSent = row % 10 == 0 && row < Forty.Count && column == cells.Length - 1;
                await page.Keyboard.PressAsync(isSent ? "Enter" : "Tab");
            }
        }
        Assert.Equal("谈了近况第 1 号", await page.InputValueAsync("#Row1_content"));
    }

    /// <summary>Day, means, topics, sentence, next try, not reached: what stands in a row of the paper.</summary>
    private static string[] CellsOf(int row) => row == Missed ? ["", "1", "", "", "5-13", "1"] : ["5-10", "4", "13", $"谈了近况第 {row} 号", "", ""];
}
