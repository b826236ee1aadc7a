using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>axe looks at every page, in light and dark, in both languages, on both devices.</summary>
public sealed class SoundnessTests(DemoHouse house)
{
    [Theory, MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public Task Axe_finds_nothing_on_the_Chinese_page(string page) => NothingAsync(Pages.Named(page), Look.Desk);

    [Theory, MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public Task Axe_finds_nothing_on_the_English_page(string page) => NothingAsync(Pages.Named(page), Look.Phone with { English = true });

    private async Task NothingAsync(Place place, Look look)
    {
        await using var visit = await house.VisitAsync(place.Who, look);
        var page = await place.GoAsync(visit);
        await NothingAsync(page, "light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await NothingAsync(page, "dark");
    }

    internal static async Task NothingAsync(IPage page, string scheme)
    {
        var found = (await page.RunAxeLegacy()).Violations;
        Assert.True(found.Length == 0, $"{page.Url} ({scheme})\n{string.Join('\n', found.Select(Said))}");
    }

    private static string Said(AxeResultItem one) =>
        $"{one.Id}: {one.Help}\n{string.Join('\n', one.Nodes.Take(5).Select(node => $"  {node.Html}\n    {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}"))}";
}
