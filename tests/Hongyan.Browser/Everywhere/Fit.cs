using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>Whether a page fits a narrow phone and a finger.</summary>
internal static class Fit
{
    private const int Finger = 44;

    public static async Task<IEnumerable<string>> FindsAsync(IPage page) => [.. await WiderAsync(page), .. await SmallerAsync(page)];

    /// <summary>What makes the page wider than the phone, the innermost of it.</summary>
    private static Task<string[]> WiderAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => {
          const tooFar = one => one.getBoundingClientRect().right > innerWidth + 1;
          const width = document.documentElement.scrollWidth;
          return width <= innerWidth ? [] : [...document.querySelectorAll('body *')]
            .filter(one => tooFar(one) && ![...one.children].some(tooFar))
            .slice(0, 5).map(one => `${width} px wide: ${one.outerHTML.slice(0, 200)}`);
        }
        """);

    /// <summary>Buttons, fields and menu entries that a finger misses.</summary>
    private static Task<string[]> SmallerAsync(IPage page) => page.EvaluateAsync<string[]>("""
        least => [...document.querySelectorAll('.btn, .form-control, .form-select, .bar a, .bar button, summary, .part')]
          .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least - .5)
          .slice(0, 5).map(one => `${Math.round(one.getBoundingClientRect().height)} px high: ${one.outerHTML.slice(0, 200)}`)
        """, Finger);
}
