using System.Net;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Rights;

public sealed class AppointmentTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Who_holds_two_appointments_works_in_one_at_a_time()
    {
        var here = await village.AwayAsync("测试甲");
        var there = await village.AwayAsync("测试乙", Village.Neighbour);
        var name = await village.Installation.AddAccountAsync(Roles.Secretary, Village.Home);
        await village.Installation.AppointAsync(name, Roles.Contact, Village.Neighbour);
        using var browser = await EnterAsync(name);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, here.MemberId));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, there.MemberId));

        var page = await browser.GetAsync("/Account/Work");
        var other = page.QuerySelector("button[aria-pressed=false][name=appointment]")!.GetAttribute("value")!;
        await browser.PostAsync(page, "main form", ("appointment", other));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, here.MemberId));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, there.MemberId));
        await browser.GetAsync("/Import");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status); // as a contact person he decides nothing
        using var later = await EnterAsync(name);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(later, there.MemberId)); // chosen last
    }

    [Fact]
    public async Task An_appointment_that_has_not_begun_or_is_over_opens_nothing()
    {
        var stay = await village.AwayAsync("测试甲");
        var name = await village.Installation.AddAccountAsync(Roles.Secretary, Village.Neighbour);
        await village.Installation.AppointAsync(name, Roles.Secretary, Village.Home, Village.Today.AddDays(1));
        await village.Installation.AppointAsync(name, Roles.Clerk, Village.HomeCommittee, Village.Today.AddDays(-9), Village.Today.AddDays(-1));
        using var browser = await EnterAsync(name);
        Assert.Single((await browser.GetAsync("/Account/Work")).QuerySelectorAll("main button[name=appointment]"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, stay.MemberId));
    }

    [Fact]
    public async Task The_security_administrator_appoints_and_the_end_ends_sessions_at_once()
    {
        var name = await village.Installation.AddAccountAsync(Roles.Secretary, Village.Home);
        using var own = await EnterAsync(name);
        using var security = await village.Installation.SignInAsync(Roles.Security);
        var address = (await security.GetAsync("/Account")).QuerySelectorAll("tbody th a").Single(a => a.TextContent == name).GetAttribute("href")!;
        var page = await security.GetAsync(address);
        await security.PostAsync(page, "#appointment", ("Role", Roles.Clerk), ("OrgPath", Village.HomeCommittee));
        await security.PostAsync(page, "#appointment", ("Role", Roles.Clerk), ("OrgPath", Village.HomeCommittee));
        await using var db = village.Installation.Db();
        var account = await db.Accounts.SingleAsync(one => one.UserName == name, TestContext.Current.CancellationToken);
        Assert.Equal(2, await db.Appointments.CountAsync(one => one.AccountId == account.Id, TestContext.Current.CancellationToken));

        await using (var pages = village.Installation.PageDb())
            // the other waits for a second person
            Assert.Single(await new Appointments(pages, village.Installation.Clock).OfAsync(account.Id, TestContext.Current.CancellationToken));

        var clash = await security.PostAsync(await security.GetAsync(address), "#appointment", ("Role", Roles.Audit));
        Assert.Contains("三员", clash.QuerySelector("#Role_error")!.TextContent, StringComparison.Ordinal);
        var wrong = await security.PostAsync(await security.GetAsync(address), "#appointment", ("Role", Roles.Floating), ("OrgPath", Village.Home));
        Assert.NotNull(wrong.QuerySelector("#OrgPath_error"));
        foreach (var (role, place) in new[]
        {
            (Roles.Secretary, Village.HomeCommittee),
            (Roles.Clerk, Village.Home),
            (Roles.Department, Village.HomeCommittee),
        })
        {
            var misfit = await security.PostAsync(await security.GetAsync(address), "#appointment", ("Role", role), ("OrgPath", place));
            Assert.Contains("只能任命到", misfit.QuerySelector("#OrgPath_error")!.TextContent, StringComparison.Ordinal);
        }

        await own.GetAsync("/Worklist");
        Assert.Equal("/Worklist", own.Path);
        page = await security.GetAsync(address);
        var row = page.QuerySelectorAll("tbody tr").Single(tr => tr.TextContent.Contains("支部书记", StringComparison.Ordinal));
        row.QuerySelector("form")!.Id = "end";
        await security.PostAsync(page, "#end");
        await own.GetAsync("/Worklist");
        Assert.Equal("/Account/SignIn", own.Path);
    }

    private async Task<TestBrowser> EnterAsync(string name)
    {
        var browser = await village.Installation.BrowserAsync();
        await browser.PostAsync(await browser.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", TestInstallation.Password));
        return browser;
    }

    private static async Task<HttpStatusCode> StatusAsync(TestBrowser browser, Guid member)
    {
        await browser.GetAsync($"/Members/{member}");
        return browser.Status;
    }
}
