using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>Every page fits a narrow phone and a finger.</summary>
public sealed class PhoneTests(DemoHouse house)
{
    private const int Finger = 44;

    [Theory, MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public Task The_Chinese_page_fits_the_phone(string page) => FitsAsync(Pages.Named(page), Look.Phone);

    [Theory, MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public Task The_English_page_fits_the_phone(string page) => FitsAsync(Pages.Named(page), Look.Phone with { English = true });

    private async Task FitsAsync(Place place, Look look)
    {
        await using var visit = await house.VisitAsync(place.Who, look);
        var page = await place.GoAsync(visit);
        Assert.Empty(await WiderAsync(page));
        Assert.Empty(await SmallerAsync(page));
    }

    /// <summary>What makes the page wider than the phone, the innermost of it.</summary>
    private static Task<string[]> WiderAsync(IPage page) => page.EvaluateAsync<string[]>("""
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
          .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && ![...one.children].some(part => part.getBoundingClientRect().right > innerWidth + 1))
          .slice(0, 5).map(one => one.outerHTML.slice(0, 200)).concat(`scrollWidth ${document.documentElement.scrollWidth}`)
        """);

    /// <summary>Buttons, fields and menu entries that a finger misses.</summary>
    private static Task<string[]> SmallerAsync(IPage page) => page.EvaluateAsync<string[]>("""
        least => [...document.querySelectorAll('.btn, .form-control, .form-select, .bar a, .bar button, summary, .part')]
          .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least - .5)
          .map(one => `${Math.round(one.getBoundingClientRect().height)} px: ${one.outerHTML.slice(0, 200)}`)
        """, Finger);
}
