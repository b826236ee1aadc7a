using Hongyan.Browser.Everywhere;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>Many at once at the quarter's end: by keyboard alone, on a narrow phone, and back again in the browser.</summary>
public sealed class ManyJourneys(DemoInstallation installation)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Two_are_written_at_once_by_keyboard_alone_and_taken_back(bool javaScript)
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Home, Look.Phone with { JavaScript = javaScript });
        var page = visit.Page;
        var who = await TwoAsync();
        await page.GotoAsync("/Worklist");
        await page.GotoAsync($"/Batch/contact?side=home&who={who[0]}&who={who[1]}");
        Assert.Empty(await Fit.FindsAsync(page));
        await page.TabToAsync("[name='Common.Topics'][value=work]");
        await page.Keyboard.PressAsync("Space");
        var note = Guid.CreateVersion7().ToString("N");
        foreach (var one in who)
        {
            await page.TabToAsync($"[name='Lines[{one}].Content']");
            await page.Keyboard.TypeAsync($"谈工作 {one:N} {note}");
        }
        await page.TabToAsync("main .actions .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main h2").First).ToContainTextAsync("将登记 2 人");
        Assert.Empty(await Fit.FindsAsync(page));
        await page.GoBackAsync(); // no page that asks whether to send again
        await Expect(page.Locator($"[name='Lines[{who[0]}].Content']")).ToHaveValueAsync($"谈工作 {who[0]:N} {note}");
        await page.TabToAsync("main .actions .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main h2").First).ToContainTextAsync("将登记 2 人");
        await page.TabToAsync("main .actions .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Batch/Done?*");
        Assert.Empty(await Fit.FindsAsync(page));
        await Expect(page.Locator("main .duties > li")).ToHaveCountAsync(2);
        await page.GoBackAsync();
        Assert.Equal(200, visit.Status);
        await page.GotoAsync(page.Url);
        await page.WaitForURLAsync("**/Batch/**");
        await page.GotoAsync("/Batch");
        await page.Locator("main a[href^='/Batch/Done']").First.ClickAsync();
        await page.Locator("main details.fold > summary").ClickAsync();
        await page.FillAsync("[name=Reason]", "演示");
        await page.Locator("main .btn-danger").ClickAsync();
        await Expect(page.Locator("main [role=status]").First).ToContainTextAsync("已撤销 2 条");
    }

    private async Task<Guid[]> TwoAsync()
    {
        await using var db = installation.Installation.Db();
        var home = await db.Accounts.Where(account => account.UserName == installation.Person(DemoInstallation.Home).UserName)
            .Select(account => db.Appointments.Where(one => one.AccountId == account.Id).Select(one => one.OrgPath).First())
            .SingleAsync(TestContext.Current.CancellationToken);
        return await db.Sojourns
            .Where(stay => stay.HomePath == home && stay.EndedOn == null && stay.DepartedOn < DemoInstallation.Today && stay.LostOn == null)
            .OrderByDescending(stay => stay.Id).Select(stay => stay.Id).Take(2).ToArrayAsync(TestContext.Current.CancellationToken);
    }
}
