using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>The accessibility engine axe, with all its rules.</summary>
internal static class Axe
{
    private const int MostShown = 5;
    private static readonly AxeRunOptions OnlyContrast = new() { RunOnly = RunOnlyOptions.Rules("color-contrast") };

    /// <summary>What axe finds in light; in dark only the colours differ.</summary>
    public static async Task<IEnumerable<string>> FindsAsync(IPage page)
    {
        var light = await RunAsync(page, new AxeRunOptions());
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await RunAsync(page, OnlyContrast);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return [.. light.Violations.Select(one => Said(one, "light")), .. dark.Violations.Select(one => Said(one, "dark"))];
    }

    // The other way of running it opens a second window each time, for the sake of frames. We have none.
#pragma warning disable CS0618
    private static Task<AxeResult> RunAsync(IPage page, AxeRunOptions options) => page.RunAxeLegacy(context: null, options);
#pragma warning restore CS0618

    private static string Said(AxeResultItem found, string scheme) =>
        $"{found.Id} ({scheme}): {found.Help}\n{string.Join('\n', found.Nodes.Take(MostShown).Select(Said))}";

    private static string Said(AxeResultNode node) =>
        $"  {node.Html}\n    {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}";
}
