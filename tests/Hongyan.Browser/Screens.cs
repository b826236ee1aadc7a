using Hongyan.Browser.Everywhere;
using Hongyan.Browser.Journeys;
using Hongyan.Tests;
using Hongyan.Tests.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Hongyan.Browser.DemoInstallation;
using Place = Hongyan.Platform.Place;

namespace Hongyan.Browser;

/// <summary>The pictures of the README, made by `./run screens`; otherwise skipped, for nothing is tested here.</summary>
public sealed class Screens(DemoInstallation installation)
{
    private const string Ask = "HONGYAN_SCREENS";
    private const string Unasked = $"{Ask} names no folder for the pictures.";
    private static readonly Look Phone = Look.Phone with { Scale = 2 };

    private static readonly Dictionary<string, (Place Place, Look Look)> Pictures = new(StringComparer.Ordinal)
    {
        ["worklist"] = (Pages.Named("worklist of home"), Look.Desk),
        ["worklist-dark"] = (Pages.Named("worklist of home"), Look.Desk with { Dark = true }),
        ["worklist-phone"] = (Pages.Named("worklist of home"), Phone),
        ["contact-phone"] = (new Place("record of a contact", Home, "/Worklist?by=member", ".duty a[href*='kind=home-contact']"), Phone),
        ["member"] = (Pages.Named("member seen by home"), Look.Desk),
        ["mine-phone"] = (Pages.Named("mine"), Phone),
        ["branches"] = (Pages.Named("branches of the county"), Look.Desk),
        ["report"] = (Pages.Named("situation report of the county"), Look.Desk),
        ["policy"] = (Pages.Named("profile"), Look.Desk),
    };

    public static bool AreWanted => Folder is not null;

    private static string? Folder => Environment.GetEnvironmentVariable(Ask);

    [Fact(Skip = Unasked, SkipUnless = nameof(AreWanted))]
    public async Task Of_the_demonstration()
    {
        foreach (var (name, (place, look)) in Pictures)
        {
            await using var visit = await installation.VisitAsync(place.Who, look);
            await SetTypeAsync(visit.Page);
            await place.GoAsync(visit);
            await TakeAsync(visit.Page, name);
        }
    }

    /// <summary>The roster that is read belongs to the county of the samples.</summary>
    [Fact(Skip = Unasked, SkipUnless = nameof(AreWanted))]
    public async Task Of_a_roster_that_is_read()
    {
        await using var county = new Sampled();
        await county.InitializeAsync();
        var clerk = await county.Installation.AddAccountAsync("clerk", "001.002");
        await using (var db = county.Installation.Db())
            await db.Accounts.ExecuteUpdateAsync(account => account.SetProperty(one => one.DisplayName, "许静"), TestContext.Current.CancellationToken);
        await using var visit = await Visit.BeginAsync(await county.Installation.AddressAsync(), Look.Desk);
        await SetTypeAsync(visit.Page);
        await visit.SignInAsync(clerk, TestInstallation.Password);
        await ImportJourneys.UploadAsync(visit.Page);
        await TakeAsync(visit.Page, "import");
    }

    /// <summary>Latin letters in the same face as the Chinese ones, as most readers have them; Debian's own would be DejaVu.</summary>
    private static Task SetTypeAsync(IPage page) => page.AddInitScriptAsync("""
        new MutationObserver((_, waiting) => {
          waiting.disconnect();
          document.documentElement.style.setProperty('--tblr-font-sans-serif', '"Noto Sans CJK SC"');
        }).observe(document, { childList: true });
        """);

    private static Task TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder!, name + ".png"), Animations = ScreenshotAnimations.Disabled });
}
