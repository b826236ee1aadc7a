using System.Text.Json;
using Hongyan.Browser.Everywhere;
using Hongyan.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>A passkey is set up and signed in with, on a device that Chromium plays; and an app that shows codes, on a phone.</summary>
public sealed class PasskeyJourneys : IAsyncLifetime
{
    private TestInstallation installation = null!;
    private Uri address = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.NewAsync();
        address = new UriBuilder(await installation.AddressAsync()) { Host = "localhost" }.Uri; // passkeys want a name
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task A_passkey_is_all_it_takes_to_sign_in()
    {
        var name = await installation.AddAccountAsync("secretary", "001.001");
        await using var visit = await Visit.BeginAsync(address, Look.Phone);
        var page = visit.Page;
        await AddDeviceAsync(page);
        await visit.SignInAsync(name, TestInstallation.Password);

        await page.GotoAsync("/Account/Own");
        await page.FillAsync("#PasskeyName", "办公室电脑");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("恢复码");
        await Expect(page.Locator(".once")).ToHaveCountAsync(10);
        await NothingWrongAsync(page);
        await page.GotoAsync("/Account/Own");
        await Expect(page.Locator("main")).ToContainTextAsync("办公室电脑");
        await NothingWrongAsync(page);

        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await page.WaitForURLAsync(there => !there.Contains("/Account/SignIn", StringComparison.Ordinal));
        await using (var db = installation.Db())
        {
            var last = await db.AccountSessions.OrderByDescending(session => session.StartedAt).FirstAsync(TestContext.Current.CancellationToken);
            Assert.Equal(("passkey", "passkey"), (last.How, last.Factor));
            Assert.Empty(await db.PasskeyCeremonies.ToListAsync(TestContext.Current.CancellationToken));
        }

        await SignOutAsync(page);
        await page.FillAsync("#UserName", name);
        await page.FillAsync("#Password", TestInstallation.Password);
        await page.PressAsync("#Password", "Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("再验证一次");
        await NothingWrongAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await page.WaitForURLAsync(there => !there.Contains("/Account/S", StringComparison.Ordinal));

        await page.GotoAsync("/Account/Own");
        await page.Locator("form[action*=RemovePasskey] button").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("通行密钥已取消");
    }

    [Fact]
    public async Task A_device_without_a_passkey_says_so_and_the_password_still_works()
    {
        var name = await installation.AddAccountAsync("secretary", "001.001");
        await using var visit = await Visit.BeginAsync(address, Look.Desk);
        var page = visit.Page;
        await AddDeviceAsync(page);
        await page.GotoAsync("/Account/SignIn");
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await Expect(page.Locator("[data-passkey] [role=alert]")).ToBeVisibleAsync();
        await visit.SignInAsync(name, TestInstallation.Password);
    }

    /// <summary>A phone or computer that keeps passkeys and knows its user.</summary>
    private static async Task AddDeviceAsync(IPage page)
    {
        var chromium = await page.Context.NewCDPSessionAsync(page);
        await chromium.SendAsync("WebAuthn.enable");
        await chromium.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = JsonSerializer.SerializeToElement(new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            }),
        });
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/Account/Own");
        await page.GetByRole(AriaRole.Button, new() { Name = "全部退出" }).ClickAsync();
        await page.WaitForURLAsync("**/Account/SignIn");
    }

    private static async Task NothingWrongAsync(IPage page)
    {
        Assert.Empty(await Fit.FindsAsync(page));
        Assert.Empty(await Axe.FindsAsync(page));
    }
}
