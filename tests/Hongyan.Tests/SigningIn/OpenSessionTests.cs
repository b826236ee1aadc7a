using System.Net;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.SigningIn;

public sealed class OpenSessionTests : IAsyncLifetime
{
    private TestInstallation installation = null!;
    private string name = "";

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.LentAsync();
        name = await installation.AddAccountAsync(Roles.Secretary, "001.001");
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task An_idle_hour_ends_a_session()
    {
        using var browser = await SignedInAsync();
        installation.Clock.Forward(TimeSpan.FromMinutes(50));
        Assert.True(await IsInAsync(browser));
        installation.Clock.Forward(TimeSpan.FromMinutes(50));
        Assert.True(await IsInAsync(browser));
        installation.Clock.Forward(TimeSpan.FromMinutes(61));
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task Twelve_hours_end_it_however_busy_it_is()
    {
        using var browser = await SignedInAsync();
        for (var i = 0; i < 14; i++)
        {
            installation.Clock.Forward(TimeSpan.FromMinutes(50));
            Assert.True(await IsInAsync(browser));
        }
        installation.Clock.Forward(TimeSpan.FromMinutes(50));
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session()
    {
        using var here = await SignedInAsync();
        using var there = await SignedInAsync();
        await here.PostAsync(await here.GetAsync("/Account/Own"), "form[action*=Everywhere]");
        Assert.Equal("/Account/SignIn", here.Path);
        Assert.False(await IsInAsync(there));
        await using var db = installation.Db();
        Assert.True(await db.Audit.AnyAsync(entry => entry.Act == "signed-out-everywhere", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_other_session_can_be_ended_and_this_one_goes_on()
    {
        using var there = await SignedInAsync();
        using var here = await SignedInAsync();
        var page = await here.GetAsync("/Account/Own");
        Assert.Single(page.QuerySelectorAll("form[action*=End]"));
        await here.PostAsync(page, "form[action*=End]");
        Assert.True(await IsInAsync(here));
        Assert.False(await IsInAsync(there));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        using var victim = await SignedInAsync();
        using var other = await installation.SignInAsync(Roles.Secretary, "001.002");
        await using var db = installation.Db();
        var session = await db.AccountSessions.OrderBy(one => one.StartedAt).Select(one => one.Id).FirstAsync(TestContext.Current.CancellationToken);
        await other.FormAsync($"/Account/Own?handler=End&id={session}", await other.GetAsync("/Account/Own"));
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
        Assert.True(await IsInAsync(victim));
    }

    [Fact]
    public async Task A_cookie_kept_after_signing_out_opens_nothing()
    {
        using var client = await installation.ClientAsync();
        using var browser = await SignedInAsync();
        var page = await browser.GetAsync("/Account/Own");
        await browser.PostAsync(page, "form[action='/Account/SignOut']");
        await using var db = installation.Db();
        Assert.NotNull((await db.AccountSessions.SingleAsync(TestContext.Current.CancellationToken)).EndedAt);
        Assert.False(await IsInAsync(browser));
    }

    private async Task<TestBrowser> SignedInAsync()
    {
        var browser = await installation.BrowserAsync();
        await browser.SignInAsync(name);
        return browser;
    }

    private static async Task<bool> IsInAsync(TestBrowser browser)
    {
        await browser.GetAsync("/Account/Password");
        return browser.Path == "/Account/Password";
    }
}
