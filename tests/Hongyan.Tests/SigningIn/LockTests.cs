using Hongyan.Features.Account;
using Hongyan.Platform;

namespace Hongyan.Tests.SigningIn;

/// <summary>What somebody tries elsewhere does not keep an owner out of his account, and guessing stays limited all the same.</summary>
[Trait("part", "night")]
public sealed class LockTests : IAsyncLifetime
{
    private const string Home = "192.0.2.1", Elsewhere = "203.0.113.5";
    private TestInstallation installation = null!;
    private string name = null!;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.NewAsync();
        name = await installation.AddAccountAsync(Roles.Security);
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task Failures_elsewhere_do_not_lock_the_owner_out()
    {
        await FailAsync(Elsewhere, 6);
        Assert.False(await IsInAsync(Elsewhere));
        Assert.True(await IsInAsync(Home));
    }

    [Fact]
    public async Task Fifteen_minutes_later_one_may_try_again()
    {
        await FailAsync(Elsewhere, SignInFailures.MostOfClient);
        installation.Clock.Forward(SignInFailures.ClientLock - TimeSpan.FromSeconds(5));
        Assert.False(await IsInAsync(Elsewhere));
        installation.Clock.Forward(TimeSpan.FromSeconds(10));
        Assert.True(await IsInAsync(Elsewhere));
    }

    [Fact]
    public async Task In_the_browser_that_he_has_used_the_owner_gets_in_though_his_own_network_is_locked()
    {
        using var own = await FromAsync(Home);
        await own.SignInAsync(name);
        await own.PostAsync(await own.GetAsync("/Account"), "form[action='/Account/SignOut']");
        await FailAsync(Home, SignInFailures.MostOfClient);
        Assert.False(await IsInAsync(Home));
        await own.SignInAsync(name);
        Assert.NotEqual("/Account/SignIn", own.Path);
    }

    [Fact]
    public async Task A_used_browser_has_five_tries_like_everybody()
    {
        using var own = await FromAsync(Home);
        await own.SignInAsync(name);
        await own.PostAsync(await own.GetAsync("/Account"), "form[action='/Account/SignOut']");
        for (var count = 0; count < SignInFailures.MostOfClient; count++) await own.SignInAsync(name, "wrong");
        await own.SignInAsync(name);
        Assert.Equal("/Account/SignIn", own.Path);
    }

    [Fact]
    public async Task All_addresses_together_have_sixty_tries_a_day_and_the_owners_network_goes_on()
    {
        Assert.True(await IsInAsync(Home));
        for (var number = 0; number < SignInFailures.MostOfUnknown / SignInFailures.MostOfClient; number++)
            await FailAsync($"198.51.100.{number}", SignInFailures.MostOfClient);
        Assert.False(await IsInAsync("198.51.100.200"));
        Assert.True(await IsInAsync(Home));
        installation.Clock.Forward(SignInFailures.UnknownLock + TimeSpan.FromMinutes(1));
        Assert.True(await IsInAsync("198.51.100.200"));
    }

    [Fact]
    public async Task Addresses_of_one_network_of_version_six_count_as_one()
    {
        for (var number = 1; number <= SignInFailures.MostOfClient; number++)
            await FailAsync($"2001:db8::{number}", 1);
        Assert.False(await IsInAsync("2001:db8::99"));
        Assert.True(await IsInAsync("2001:db8:0:1::99"));
    }

    private async Task<TestBrowser> FromAsync(string address)
    {
        var browser = await installation.BrowserAsync();
        browser.Client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return browser;
    }

    private async Task FailAsync(string address, int times)
    {
        using var browser = await FromAsync(address);
        for (var count = 0; count < times; count++) await browser.SignInAsync(name, "wrong");
    }

    private async Task<bool> IsInAsync(string address)
    {
        using var browser = await FromAsync(address);
        await browser.SignInAsync(name);
        return browser.Path != "/Account/SignIn";
    }
}
