using System.Collections.Concurrent;
using Hongyan.Platform;
using Microsoft.Playwright;

namespace Hongyan.Browser.Everywhere;

/// <summary>Every page fits a phone and a finger.</summary>
public sealed class ChinesePageTests(VisitedPages visited) : IClassFixture<VisitedPages>
{
    [Theory, MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public Task The_page_fits(string page) => visited.NothingWrongAsync(Pages.Named(page), Look.Phone, Look.Desk);
}

/// <summary>Axe, whose look at a page takes longer than the page, finds nothing in it at a desk.</summary>
[Trait("part", "night")]
public sealed class UsablePageTests(VisitedPages visited) : IClassFixture<VisitedPages>
{
    [Theory, MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public Task Everybody_can_use_the_page(string page) => visited.NothingWrongAsync(Pages.Named(page), Look.Phone, Look.Desk, Axe.FindsAsync);
}

/// <summary>In English, whose words are longer, it fits as well.</summary>
[Trait("part", "night")]
public sealed class EnglishPageTests(VisitedPages visited) : IClassFixture<VisitedPages>
{
    private static readonly Look Phone = Look.Phone with { English = true };

    [Theory, MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public Task The_page_fits(string page) => visited.NothingWrongAsync(Pages.Named(page), Phone, Phone);
}

/// <summary>In the dark only the colours differ.</summary>
[Trait("part", "night")]
public sealed class DarkPageTests(VisitedPages visited) : IClassFixture<VisitedPages>
{
    [Theory, MemberData(nameof(Pages.Names), MemberType = typeof(Pages))]
    public Task Everybody_can_read_the_page(string page) => visited.NothingWrongAsync(Pages.Named(page), Look.Phone, Look.Desk, Axe.FindsInTheDarkAsync);
}

/// <summary>Visits that last for a whole class: going from page to page is quicker than coming in anew.</summary>
public sealed class VisitedPages(DemoInstallation installation) : IAsyncDisposable
{
    /// <summary>Where pictures of all pages are put to be looked at, by `./run look DIR`; otherwise none are taken.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HONGYAN_LOOK");

    private readonly ConcurrentDictionary<string, Task<Visit>> visits = new(StringComparer.Ordinal);

    public async Task NothingWrongAsync(Place place, Look phone, Look other, Func<IPage, Task<IEnumerable<string>>>? look = null)
    {
        var visit = await visits.GetOrAdd(place.Who, who => installation.VisitAsync(who, phone));
        await visit.Page.SetViewportSizeAsync(phone.Width, phone.Height);
        var page = await place.GoAsync(visit);
        var wrong = (await Fit.FindsAsync(page)).ToList();
        await TakeAsync(page, place, phone);
        await page.SetViewportSizeAsync(other.Width, other.Height);
        await TakeAsync(page, place, other);
        if (look is not null) wrong.AddRange(await look(page));
        wrong.AddRange(visit.Complaints());
        Assert.True(wrong.Count == 0, $"{page.Url}\n{string.Join('\n', wrong)}");
    }

    private static async Task TakeAsync(IPage page, Place place, Look look)
    {
        if (Pictures is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{place.Name}-{look.Width}{(look.English ? "-en" : "")}.png"), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in visits.Values) await (await visit).DisposeAsync();
    }
}
