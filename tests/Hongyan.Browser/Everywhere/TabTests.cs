using Hongyan.Platform;
using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>With the keyboard alone the first action of a page is near, and so is the button that saves.</summary>
public sealed class TabTests(DemoInstallation installation) : IAsyncLifetime
{
    private const int MostToAction = 5, MostToSave = 22;
    private readonly Dictionary<string, Visit> visits = new(StringComparer.Ordinal);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in visits.Values) await visit.DisposeAsync();
    }

    [Fact, Trait("part", "night")]
    public async Task The_first_action_of_every_page_is_within_five_tabs()
    {
        var far = new List<string>();
        foreach (var place in Pages.All.Where(place => place.Status == 200 && place.Presses.Length == 0))
        {
            if (!visits.TryGetValue(place.Who, out var visit)) visits[place.Who] = visit = await installation.VisitAsync(place.Who, Look.Desk);
            var page = await place.GoAsync(visit);
            if (await page.Locator("main > :not(nav) :is(a, button, input, select, summary):visible").CountAsync() == 0) continue;
            if (await TabsAsync(page, "document.activeElement.matches('main *') && !document.activeElement.closest('nav')",
                MostToAction, mayJump: true) is null)
                far.Add(place.Name);
        }
        Assert.Empty(far);
    }

    [Theory]
    [InlineData("record of a contact")]
    [InlineData("new account")]
    [InlineData("departure")]
    [InlineData("report of the member")]
    public async Task A_form_opens_at_its_first_empty_field_and_saves_within_a_few_tabs(string name)
    {
        var place = Pages.Named(name);
        await using var visit = await installation.VisitAsync(place.Who, Look.Desk);
        var page = await place.GoAsync(visit);
        Assert.True(await page.EvaluateAsync<bool>("!!document.activeElement.closest('main form')"));
        Assert.NotNull(await TabsAsync(page, "document.activeElement.matches('main form .btn-primary')", MostToSave, mayJump: false));
    }

    /// <summary>How often the key has to be pressed until the condition holds; nothing when that is too often. A way past the header is taken.</summary>
    private static async Task<int?> TabsAsync(IPage page, string condition, int most, bool mayJump)
    {
        for (var tabs = 0; tabs <= most; tabs++)
        {
            if (await page.EvaluateAsync<bool>(condition)) return tabs;
            if (mayJump && await page.EvaluateAsync<bool>("document.activeElement.id === 'to-action'")) await page.Keyboard.PressAsync("Enter");
            else await page.Keyboard.PressAsync("Tab");
        }
        return null;
    }
}
