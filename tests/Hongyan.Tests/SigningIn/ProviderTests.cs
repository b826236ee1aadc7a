using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.SigningIn;

/// <summary>Against a real provider of OpenID Connect, the npm package oidc-provider in a process of its own.</summary>
[Trait("part", "night")]
public sealed class ProviderTests : IAsyncLifetime
{
    private TestInstallation installation = null!;
    private Process provider = null!;
    private Uri issuer = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = new Uri($"http://127.0.0.1:{FreePort()}");
        installation = await TestInstallation.NewAsync(provider: new IdentityProvider(issuer, "hongyan", "synthetic-secret-of-the-client", "县统一认证"));
        var script = Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "SigningIn", "provider.mjs");
        provider = Process.Start(new ProcessStartInfo("node",
            [script, issuer.ToString().TrimEnd('/'), new Uri(await installation.AddressAsync(), "/signin-oidc").ToString()])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        Assert.Equal("ready", await provider.StandardOutput.ReadLineAsync());
    }

    public async ValueTask DisposeAsync()
    {
        provider.Kill();
        provider.Dispose();
        await installation.DisposeAsync();
    }

    [Fact]
    public async Task An_identity_that_an_administrator_asks_for_leads_in_when_a_second_person_has_confirmed_it_and_the_owner_is_told()
    {
        var (name, id) = await SecretaryAsync();
        await using var db = installation.Db();
        await AskAsync(id, "zhang-4711");
        using (var early = await installation.BrowserAsync())
        {
            await ThereAsync(early, "/Account/ExternalSignIn", "zhang-4711");
            Assert.Equal("/Account/ExternalSignIn", early.Path); // the administrator alone becomes nobody
        }
        Assert.False(await db.ExternalIdentities.AnyAsync(TestContext.Current.CancellationToken));

        await installation.SecondPersonAsync();
        using var browser = await installation.BrowserAsync();
        var home = await ThereAsync(browser, "/Account/ExternalSignIn", "zhang-4711");
        Assert.Equal("/", browser.Path);
        Assert.Contains("关联了统一身份认证的身份", home.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(issuer.ToString(), (await db.ExternalIdentities.SingleAsync(TestContext.Current.CancellationToken)).Provider);
        Assert.Equal("provider", (await db.AccountSessions.SingleAsync(session => session.AccountId == id, TestContext.Current.CancellationToken)).How);
        Assert.NotEqual("", name);
    }

    [Fact]
    public async Task An_identity_that_leads_into_another_account_stays_there()
    {
        var (_, first) = await SecretaryAsync();
        var (_, second) = await SecretaryAsync();
        await AskAsync(second, "zhang-4711");
        await using var db = installation.Db();
        db.ExternalIdentities.Add(new ExternalIdentity
        {
            Provider = issuer.ToString(),
            Subject = "zhang-4711",
            AccountId = first,
            LinkedAt = installation.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var refused = await installation.SecondPersonAsync();
        Assert.Contains("已经关联了一个账号", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await db.LinkRequests.SingleAsync(TestContext.Current.CancellationToken)).ConfirmedAt);
        Assert.Equal(first, (await db.ExternalIdentities.SingleAsync(TestContext.Current.CancellationToken)).AccountId);
    }

    [Fact]
    public async Task The_owner_links_an_identity_of_his_own_while_he_is_signed_in_and_nobody_elses_page_can_do_it()
    {
        var (name, id) = await SecretaryAsync();
        using (var own = await installation.BrowserAsync())
        {
            await own.SignInAsync(name);
            await own.GetAsync($"/Account/ExternalSignIn?own={Guid.CreateVersion7()}");
            Assert.Equal(HttpStatusCode.NotFound, own.Status);
            var link = (await own.GetAsync("/Account/Own")).QuerySelector("a[href*='ExternalSignIn?own=']")!.GetAttribute("href")!;
            await ThereAsync(own, link, "wang-1");
            Assert.Equal("/Account/Own", own.Path);
        }
        using var browser = await installation.BrowserAsync();
        await ThereAsync(browser, "/Account/ExternalSignIn?returnUrl=/Account/Own", "wang-1");
        Assert.Equal("/Account/Own", browser.Path);
        await browser.PostAsync(await browser.GetAsync("/Account/Own"), "form[action*=Unlink]");
        await using var db = installation.Db();
        Assert.Equal(["identity-linked", "identity-unlinked"],
            await db.Audit
                .Where(one => one.Act.StartsWith("identity-") && one.AccountId == id)
                .OrderBy(one => one.At)
                .Select(one => one.Act)
                .ToListAsync(TestContext.Current.CancellationToken));
        Assert.False(await db.ExternalIdentities.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_identity_that_nobody_linked_gets_no_account()
    {
        using var browser = await installation.BrowserAsync();
        var page = await ThereAsync(browser, "/Account/ExternalSignIn", "somebody");
        Assert.Contains("还没有关联", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await browser.GetAsync("/Account/Own");
        Assert.Equal("/Account/SignIn", browser.Path);
        await using var db = installation.Db();
        Assert.False(await db.Accounts.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_is_invited_may_sign_in_there_from_then_on()
    {
        await installation.AddOrganizationAsync("001.009");
        using var administrator = await installation.SignInAsync(Roles.Security);
        var list = await administrator.PostAsync(await administrator.GetAsync("/Account/New"), "main form",
            ("UserName", "secretary"), ("DisplayName", "张书记"), ("Role", Roles.Secretary), ("OrgPath", "001.009"));
        Assert.Null(list.QuerySelector(".once"));
        var link = await installation.ConfirmAsync();
        using (var browser = await installation.BrowserAsync())
        {
            var there = (await browser.GetAsync(link)).QuerySelector("a[href*=ExternalSignIn]")!.GetAttribute("href")!;
            await ThereAsync(browser, there, "li-0815");
            Assert.Equal("/", browser.Path);
        }
        using var later = await installation.BrowserAsync();
        Assert.Null((await later.GetAsync(link)).QuerySelector("main form")); // the link is spent
        await ThereAsync(later, "/Account/ExternalSignIn", "li-0815");
        Assert.Equal("/", later.Path);
    }

    [Theory]
    [InlineData("zhang-4711", null)]
    [InlineData("mfa-4711", Entrance.Provider)]
    public async Task The_provider_s_second_factor_counts_when_its_token_says_so(string subject, string? factor)
    {
        var name = await installation.AddAccountAsync(Roles.Secretary, "001.001");
        await using var db = installation.Db();
        var id = await db.Accounts.Where(account => account.UserName == name).Select(account => account.Id).SingleAsync(TestContext.Current.CancellationToken);
        db.ExternalIdentities.Add(new ExternalIdentity
        {
            Provider = issuer.ToString(),
            Subject = subject,
            AccountId = id,
            LinkedAt = installation.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        using var browser = await installation.BrowserAsync();
        await ThereAsync(browser, "/Account/ExternalSignIn", subject);
        Assert.Equal(factor, (await db.AccountSessions.SingleAsync(session => session.AccountId == id, TestContext.Current.CancellationToken)).Factor);
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_is_refused()
    {
        using var browser = await installation.BrowserAsync();
        await browser.GetAsync("/signin-oidc?code=x&state=y");
        Assert.Equal("/Account/ExternalSignIn", browser.Path);
        await browser.GetAsync("/Account/Own");
        Assert.Equal("/Account/SignIn", browser.Path);
    }

    [Fact]
    public async Task The_request_carries_a_challenge_a_nonce_and_a_state()
    {
        using var client = await installation.ClientAsync();
        using var answer = await client.GetAsync("/Account/ExternalSignIn", TestContext.Current.CancellationToken);
        var query = answer.Headers.Location!.Query;
        foreach (var part in new[] { "response_type=code", "code_challenge_method=S256", "code_challenge=", "nonce=", "state=", "scope=openid" })
            Assert.Contains(part, query, StringComparison.Ordinal);
    }

    private async Task<(string Name, Guid Id)> SecretaryAsync()
    {
        var name = await installation.AddAccountAsync(Roles.Secretary, "001.001");
        await using var db = installation.Db();
        return (name,
            await db.Accounts.Where(account => account.UserName == name).Select(account => account.Id).SingleAsync(TestContext.Current.CancellationToken));
    }

    private async Task AskAsync(Guid account, string subject)
    {
        using var administrator = await installation.SignInAsync(Roles.Security);
        await administrator.PostAsync(await administrator.GetAsync($"/Account/Manage/{account}"), "form[action*=Link]", ("Subject", subject));
        Assert.Equal(HttpStatusCode.OK, administrator.Status);
    }

    /// <summary>Goes there, signs in there as that subject, agrees, and comes back.</summary>
    private static async Task<IHtmlDocument> ThereAsync(TestBrowser browser, string address, string subject)
    {
        var login = await browser.GetAsync(address);
        var consent = await browser.PostAsync(login, "form", ("login", subject), ("password", "any"));
        return await browser.PostAsync(consent, "form");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
