using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>A page, who is there, and how: an address, then what has to be pressed, each a selector.</summary>
public sealed record Place(string Name, string Who, string Address, params string[] Presses)
{
    public async Task<IPage> GoAsync(Visit visit)
    {
        await visit.Page.GotoAsync(Address);
        foreach (var press in Presses)
        {
            await visit.Page.Locator(press).First.ClickAsync();
            await visit.Page.WaitForLoadStateAsync();
        }
        return visit.Page;
    }

    public override string ToString() => Name;
}
