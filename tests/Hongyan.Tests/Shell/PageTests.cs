using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Shell;

public sealed class PageTests : IAsyncLifetime
{
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.NewAsync();

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task Every_page_is_kept_out_of_caches_frames_and_foreign_scripts()
    {
        using var browser = await installation.SignInAsync(Roles.Security);
        await browser.GetAsync("/Account");
        var headers = browser.Answer.Headers;
        Assert.Equal("no-store", headers.CacheControl!.ToString());
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task The_cookie_that_signs_in_is_out_of_reach_for_scripts_and_other_sites()
    {
        using var browser = await installation.BrowserAsync();
        var name = await installation.AddAccountAsync(Roles.Security);
        var page = await browser.GetAsync("/Account/SignIn");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["UserName"] = name,
            ["Password"] = TestInstallation.Password,
            ["__RequestVerificationToken"] = page.QuerySelector("main form [name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });
        using var answer = await browser.Client.PostAsync("/Account/SignIn", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("hongyan=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_language_switch_stays_on_the_page_and_is_remembered()
    {
        using var browser = await installation.BrowserAsync();
        var chinese = await browser.GetAsync("/Account/SignIn?returnUrl=/Policy");
        Assert.Equal("zh-CN", chinese.DocumentElement.GetAttribute("lang"));
        var english = await browser.PostAsync(chinese, "form[action='/Home/Language']", ("language", "en"));
        Assert.Equal("/Account/SignIn?returnUrl=/Policy", browser.Answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("Sign in", english.QuerySelector("h1")!.TextContent);
        Assert.Equal("en", (await browser.GetAsync("/Account/SignIn")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_theme_is_remembered()
    {
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync("/Account/SignIn");
        var dark = await browser.PostAsync(page, "form[action='/Home/Theme']", ("theme", "dark"));
        Assert.Equal("dark", dark.DocumentElement.GetAttribute("data-bs-theme"));
    }

    [Fact]
    public async Task A_page_that_does_not_exist_says_so()
    {
        using var browser = await installation.SignInAsync(Roles.Security);
        var page = await browser.GetAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Equal("没有这个页面", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_page_that_fails_says_that_nothing_was_saved_and_tells_no_details()
    {
        await using (var db = installation.Db())
            await db.Database.ExecuteSqlAsync($"drop table setting", TestContext.Current.CancellationToken);
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync("/SetUp?token=x");
        Assert.Equal(HttpStatusCode.InternalServerError, browser.Status);
        Assert.Equal("系统出错", page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("Npgsql", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banner_says_that_it_is_a_demonstration()
    {
        await using (var db = installation.Db())
        {
            db.Settings.Add(new Setting { Key = "demonstration", Value = "yes" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync("/Account/SignIn");
        Assert.NotNull(page.QuerySelector(".demonstration"));
    }

    [Fact]
    public async Task A_member_sees_his_own_page_and_no_list_of_others()
    {
        var self = Guid.CreateVersion7();
        await installation.AddOrganizationAsync("001.003", "测试第三支部");
        await using (var db = installation.Db())
        {
            db.Members.Add(new Member
            {
                Id = self, HomePath = "001.003", Name = "测试党员", Sex = "female", Born = new DateOnly(1992, 2, 2), Status = "full", Category = "employee",
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            db.Sojourns.Add(new Sojourn
            {
                MemberId = self, Id = Guid.CreateVersion7(), HomePath = "001.003", State = "away", DepartedOn = new DateOnly(2026, 1, 5), Destination = "远方市",
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var browser = await installation.SignInAsync(Roles.Member, memberId: self);
        var page = await browser.GetAsync("/");
        Assert.Equal("/Mine", browser.Path);
        Assert.Contains("测试第三支部", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("远方市", page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        await browser.GetAsync("/Worklist");
        Assert.Contains(browser.Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
    }

    [Fact]
    public async Task Health_is_told_to_anybody()
    {
        using var client = await installation.ClientAsync();
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
    }
}
