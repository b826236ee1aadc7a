using System.Net;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>A member sees what is known about himself, and nobody else.</summary>
public sealed class MemberJourneys(DemoInstallation installation)
{
    [Fact]
    public async Task A_member_sees_his_own_page_and_no_other()
    {
        await using var visit = await installation.VisitAsync(DemoInstallation.Member, Look.Phone);
        var page = visit.Page;
        await page.GotoAsync("/");
        await Expect(page.Locator("h1")).ToHaveTextAsync("我的");
        await Expect(page.Locator("main")).ToContainTextAsync(installation.Person(DemoInstallation.Member).DisplayName);
        await Expect(page.Locator("main .records li").First).ToBeVisibleAsync();

        await using var db = installation.Installation.Db();
        var somebody = await db.Members.Select(member => member.Id).FirstAsync(TestContext.Current.CancellationToken);
        foreach (var address in new[] { "/Worklist", "/Members", $"/Members/{somebody}", "/Branches", "/Reports/Situation" })
            Assert.Equal((int)HttpStatusCode.Forbidden, (await page.GotoAsync(address))!.Status);
    }
}
