using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>A page, who is there, and how: an address, then what has to be pressed, each a selector.</summary>
public sealed record Place(string Name, string Who, string Address, params string[] Presses)
{
    // What the browser would refuse by itself, the page has to refuse as well. The mark tells the old page from the new one.
    private const string Leaving = """
        for (const form of document.forms) form.noValidate = true;
        document.documentElement.dataset.left = 'yes';
        """;

    /// <summary>With what the page is answered.</summary>
    public int Status { get; init; } = 200;

    public async Task<IPage> GoAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GotoAsync(Address);
        foreach (var press in Presses)
        {
            await page.EvaluateAsync(Leaving);
            await page.Locator(press).First.ClickAsync();
            await Assertions.Expect(page.Locator("html[data-left]")).ToHaveCountAsync(0);
            await page.WaitForLoadStateAsync();
        }
        Assert.Equal(Status, visit.Status);
        return page;
    }

    public override string ToString() => Name;
}
