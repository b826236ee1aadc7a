using Microsoft.EntityFrameworkCore;

namespace Hongyan.Browser.Everywhere;

/// <summary>What somebody typed without a blank wraps instead of pushing the page apart.</summary>
public sealed class LongWordTests(DemoInstallation installation)
{
    [Theory]
    [InlineData("/Dues")]
    [InlineData("/Care")]
    [InlineData("/Lists/outflow")]
    [InlineData("/Members")]
    public async Task A_place_of_180_letters_makes_no_table_wider_than_the_screen(string address)
    {
        await using (var db = installation.Installation.Db())
        {
            var stay = await db.Sojourns
                .Where(one => one.HomePath == Hongyan.Features.Demo.DemoOrganizations.HomeBranch && one.EndedOn == null && one.HostPath == null)
                .OrderBy(one => one.Id)
                .FirstAsync(TestContext.Current.CancellationToken);
            stay.Destination = new string('w', 180);
            stay.Employer = new string('e', 180);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using var visit = await installation.VisitAsync(DemoInstallation.Home, Look.Desk);
        await visit.Page.GotoAsync(address);
        foreach (var look in new[] { Look.Desk, Look.Phone })
        {
            await visit.Page.SetViewportSizeAsync(look.Width, look.Height);
            Assert.InRange(await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, look.Width);
        }
    }
}
