using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>The accessibility engine axe, with all its rules.</summary>
internal static class Axe
{
    private static readonly string Engine = new BundledAxeScriptProvider().GetScript();

    public static async Task<IEnumerable<string>> FindsAsync(IPage page)
    {
        await page.EvaluateAsync(Engine);
        return await RunAsync(page, "{}");
    }

    public static async Task<IEnumerable<string>> FindsInTheDarkAsync(IPage page)
    {
        await page.EvaluateAsync(Engine);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await RunAsync(page, "{ runOnly: ['color-contrast'] }");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        return dark.Select(one => "dark: " + one);
    }

    /// <summary>Only what is wrong comes out of the page: all that axe has to say of a page is long.</summary>
    private static Task<string[]> RunAsync(IPage page, string options) => page.EvaluateAsync<string[]>($$"""
        async () => {
          const told = await axe.run(document, { resultTypes: ['violations'], ...{{options}} });
          return told.violations.map(one => [`${one.id}: ${one.help}`,
            ...one.nodes.slice(0, 5).map(node => `  ${node.html}\n    ${node.failureSummary}`)].join('\n'));
        }
        """);
}
