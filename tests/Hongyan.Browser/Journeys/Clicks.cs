using Microsoft.Playwright;

namespace Hongyan.Browser.Journeys;

/// <summary>Counts what is pressed from the first page of an act to its result. What is typed or chosen by keyboard is not counted.</summary>
internal sealed class Clicks(IPage page)
{
    public int Count { get; private set; }

    public async Task<Clicks> OnAsync(string selector)
    {
        await page.Locator(selector).First.ClickAsync();
        Count++;
        return this;
    }

    /// <summary>The row of the worklist that stands for all of them.</summary>
    public async Task<Clicks> FromRowAsync(string act)
    {
        await page.GotoAsync("/Worklist?by=kind&due=later");
        if (await page.Locator($".task > a.btn[href^='{act}']").CountAsync() == 0)
            await page.GotoAsync("/Worklist?by=kind");
        return await OnAsync($".task > a.btn[href^='{act}']");
    }

    /// <summary>By names that are pasted: the way of what nobody owes.</summary>
    public async Task<Clicks> FromNamesAsync(string type)
    {
        await page.GotoAsync("/Worklist");
        await OnAsync("a.btn[href='/Batch']");
        await OnAsync("main details.fold > summary");
        await OnAsync($"a[href^='/Batch/{type}?']");
        await page.FillAsync("[name=Paste]", string.Join('\n', Enumerable.Range(1, Forty.Count).Select(Forty.NameOf)));
        return await OnAsync("button[name=Edit]:has(svg)");
    }

    /// <summary>Types something of his own for each.</summary>
    public async Task<Clicks> TypeAsync(string field, string text)
    {
        foreach (var one in await page.Locator($"[name^='Lines['][name$='].{field}']").AllAsync())
        {
            if (!await one.IsVisibleAsync())
                continue;
            var value = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, Guid.CreateVersion7());
            if (await one.EvaluateAsync<string>("one => one.localName") == "select") await one.SelectOptionAsync(value);
            else await one.FillAsync(value);
        }
        return this;
    }

    public async Task<int> CheckedAndSavedAsync()
    {
        await OnAsync("main .actions .btn-primary");
        await OnAsync("main .actions .btn-primary[name=Checked]");
        await Assertions.Expect(page.Locator("main .alert-success, main a.btn[href='/Batch']").First).ToBeVisibleAsync(); // some or all are saved
        return Count;
    }
}
