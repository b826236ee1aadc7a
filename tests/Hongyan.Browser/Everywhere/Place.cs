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
            // What the browser would refuse by itself, the page has to refuse as well.
            await visit.Page.EvaluateAsync("for (const form of document.forms) form.noValidate = true");
            await visit.Page.RunAndWaitForNavigationAsync(() => visit.Page.Locator(press).First.ClickAsync());
        }
        return visit.Page;
    }

    public override string ToString() => Name;
}
