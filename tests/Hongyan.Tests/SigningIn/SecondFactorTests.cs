using System.Text;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.SigningIn;

public sealed class SecondFactorTests : IAsyncLifetime
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
    public async Task After_the_password_the_app_s_code_leads_in()
    {
        var (secret, _) = await SetUpAsync();
        using var browser = await installation.BrowserAsync();
        await browser.GetAsync("/Account/Password");
        var page = await browser.PostAsync(await browser.GetAsync("/Account/SignIn?returnUrl=/Account/Password"), "main form", ("UserName", name),
            ("Password", TestInstallation.Password));
        Assert.Equal("/Account/SecondFactor", browser.Path);
        using (var other = await installation.BrowserAsync())
        {
            await other.SignInAsync(name);
            await other.GetAsync("/Worklist");
            Assert.Equal("/Account/SignIn", other.Path); // half way is not in
        }
        await browser.PostAsync(page, "main form", ("Code", installation.CodeOf(secret)));
        Assert.Equal("/Account/Password", browser.Path);
        await using var db = installation.Db();
        var session = await db.AccountSessions.OrderByDescending(one => one.StartedAt).FirstAsync(TestContext.Current.CancellationToken);
        Assert.Equal((Entrance.Password, Factors.Code), (session.How, session.Factor));
    }

    [Fact]
    public async Task A_code_is_accepted_once()
    {
        var (secret, _) = await SetUpAsync();
        var code = installation.CodeOf(secret);
        using var first = await installation.BrowserAsync();
        using var second = await installation.BrowserAsync();
        var (one, two) = (await first.SignInAsync(name), await second.SignInAsync(name));
        await first.PostAsync(one, "main form", ("Code", code));
        Assert.Equal("/", first.Path);
        var refused = await second.PostAsync(two, "main form", ("Code", code));
        Assert.Equal("/Account/SecondFactor", second.Path);
        Assert.Contains("已经用过", refused.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_on_paper_works_once()
    {
        var (_, paper) = await SetUpAsync();
        Assert.Equal(RecoveryCodes.Count, paper.Distinct(StringComparer.Ordinal).Count());
        using var browser = await installation.BrowserAsync();
        await browser.PostAsync(await browser.SignInAsync(name), "main form", ("Code", paper[3].ToUpperInvariant()));
        Assert.Equal("/", browser.Path);
        using var again = await installation.BrowserAsync();
        await again.PostAsync(await again.SignInAsync(name), "main form", ("Code", paper[3]));
        Assert.Equal("/Account/SecondFactor", again.Path);
        var own = await browser.GetAsync("/Account/Own");
        Assert.Contains("还剩 9 个", own.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_close_the_account_however_often_the_password_is_right()
    {
        var (secret, _) = await SetUpAsync();
        using var browser = await installation.BrowserAsync();
        for (var i = 0; i < 5; i++)
            await browser.PostAsync(await browser.SignInAsync(name), "main form", ("Code", "000000"));
        var page = await browser.SignInAsync(name);
        Assert.Equal("/Account/SignIn", browser.Path);
        Assert.NotEmpty(page.Refusal());
        Assert.Equal(["signed-in", "second-factor-added", "recovery-codes-made", .. Enumerable.Repeat("sign-in-failed", 5), "locked-out", "sign-in-failed"],
            await ActsAsync());
        Assert.NotNull(secret);
    }

    [Fact]
    public async Task Half_way_lasts_five_minutes_and_ends_with_a_new_password()
    {
        var (secret, _) = await SetUpAsync();
        using var browser = await installation.BrowserAsync();
        var page = await browser.SignInAsync(name);
        installation.Clock.Forward(TimeSpan.FromMinutes(6));
        await browser.PostAsync(page, "main form", ("Code", installation.CodeOf(secret)));
        Assert.Equal("/Account/SignIn", browser.Path);
    }

    [Fact]
    public async Task The_secret_is_encrypted_and_codes_on_paper_are_hashed()
    {
        var (secret, paper) = await SetUpAsync();
        await using var db = installation.Db();
        var kept = await db.Authenticators.SingleAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(kept.Secret), StringComparison.Ordinal);
        var codes = await db.RecoveryCodes.ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(RecoveryCodes.Count, codes.Count);
        Assert.DoesNotContain(codes, code => Encoding.Latin1.GetString(code.Hash).Contains(paper[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_first_code_adds_no_app_and_keeps_the_same_picture()
    {
        using var browser = await installation.BrowserAsync();
        await browser.SignInAsync(name);
        var page = await browser.GetAsync("/Account/Authenticator");
        var secret = page.QuerySelector(".once")!.TextContent;
        var refused = await browser.PostAsync(page, "main form", ("Code", "000000"));
        Assert.Equal(secret, refused.QuerySelector(".once")!.TextContent);
        Assert.NotNull(refused.QuerySelector("#Code_error"));
        await using var db = installation.Db();
        Assert.False(await db.Authenticators.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_signed_in_long_ago_signs_in_again_before_he_changes_factors()
    {
        using var browser = await installation.BrowserAsync();
        await browser.SignInAsync(name);
        installation.Clock.Forward(TimeSpan.FromMinutes(20));
        var page = await browser.GetAsync("/Account/Authenticator");
        Assert.Equal("/Account/SignIn", browser.Path);
        await browser.PostAsync(page, "main form", ("UserName", name), ("Password", TestInstallation.Password));
        Assert.Equal("/Account/Authenticator", browser.Path);
    }

    [Fact]
    public async Task The_last_factor_removed_takes_the_codes_on_paper_with_it()
    {
        var (secret, _) = await SetUpAsync();
        using var browser = await installation.BrowserAsync();
        await browser.PostAsync(await browser.SignInAsync(name), "main form", ("Code", installation.CodeOf(secret)));
        await browser.PostAsync(await browser.GetAsync("/Account/Own"), "form[action*=RemoveApp]");
        await using var db = installation.Db();
        Assert.False(await db.Authenticators.AnyAsync(TestContext.Current.CancellationToken));
        Assert.False(await db.RecoveryCodes.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Factors_that_are_lost_go_when_a_second_person_confirms_it_and_their_owner_is_told()
    {
        var (secret, _) = await SetUpAsync();
        using var browser = await installation.BrowserAsync();
        await browser.PostAsync(await browser.SignInAsync(name), "main form", ("Code", installation.CodeOf(secret)));
        using var administrator = await installation.SignInAsync(Roles.Security);
        await using var db = installation.Db();
        var id = await db.Accounts.Where(account => account.UserName == name).Select(account => account.Id).SingleAsync(TestContext.Current.CancellationToken);
        await administrator.PostAsync(await administrator.GetAsync($"/Account/Manage/{id}"), "form[action*=Forget]");
        await browser.GetAsync("/Account/Own");
        Assert.Equal("/Account/Own", browser.Path); // who asked does nothing alone
        await administrator.GetAsync("/Account/Confirm");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, administrator.Status);
        Assert.True(await db.Authenticators.AnyAsync(TestContext.Current.CancellationToken));

        await installation.SecondPersonAsync("main form[action*=Decline]");
        Assert.True(await db.Authenticators.AnyAsync(TestContext.Current.CancellationToken));
        await administrator.PostAsync(await administrator.GetAsync($"/Account/Manage/{id}"), "form[action*=Forget]");
        await installation.SecondPersonAsync();
        Assert.False(await db.Authenticators.AnyAsync(TestContext.Current.CancellationToken));
        Assert.False(await db.RecoveryCodes.AnyAsync(TestContext.Current.CancellationToken));
        await browser.GetAsync("/Account/Own");
        Assert.Equal("/Account/SignIn", browser.Path);
        var home = await browser.SignInAsync(name);
        Assert.Equal("/", browser.Path);
        Assert.Contains("取消了全部再次验证方式", home.Body!.TextContent, StringComparison.Ordinal);
        await browser.PostAsync(home, "form[action*=Told]");
        Assert.DoesNotContain("取消了全部再次验证方式", (await browser.GetAsync("/")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_from_the_administrator_stands_for_the_password_only()
    {
        await SetUpAsync();
        using var administrator = await installation.SignInAsync(Roles.Security);
        var list = await administrator.GetAsync("/Account");
        var row = list.QuerySelectorAll("tbody tr").Single(tr => tr.TextContent.Contains(name, StringComparison.Ordinal));
        row.QuerySelector("form")!.Id = "reset";
        await administrator.PostAsync(list, "#reset");
        var link = await installation.ConfirmAsync();
        using var browser = await installation.BrowserAsync();
        await browser.PostAsync(await browser.GetAsync(link), "main form", ("Password", "another-long-sentence"), ("Again", "another-long-sentence"));
        Assert.Equal("/Account/SecondFactor", browser.Path);
    }

    [Fact]
    public async Task A_role_that_must_show_a_second_factor_sets_one_up_before_anything_else()
    {
        using (var administrator = await installation.SignInAsync(Roles.Security))
        {
            var rules = await administrator.GetAsync("/Account/Rules");
            await administrator.PostAsync(rules, "main form", ("Demanded", Roles.Secretary), ("Reason", "试点"));
            Assert.Equal("登录规则已保存。", (await administrator.GetAsync("/Account/Rules")).QuerySelector("[role=status] div")?.TextContent ?? "登录规则已保存。");
        }
        using var browser = await installation.BrowserAsync();
        await browser.SignInAsync(name);
        foreach (var address in new[] { "/", "/Worklist", "/Policy", "/Papers" })
        {
            await browser.GetAsync(address);
            Assert.Equal("/Account/Own", browser.Path);
        }
        await browser.AddAppAsync(installation);
        await browser.GetAsync("/Worklist");
        Assert.Equal("/Worklist", browser.Path);
        using var free = await installation.SignInAsync(Roles.Clerk, "001");
        await free.GetAsync("/Worklist");
        Assert.Equal("/Worklist", free.Path);
    }

    private async Task<(string Secret, string[] Paper)> SetUpAsync()
    {
        using var browser = await installation.BrowserAsync();
        await browser.SignInAsync(name);
        var added = await browser.AddAppAsync(installation);
        installation.Clock.Forward(TimeSpan.FromMinutes(1)); // its first code is spent
        return added;
    }

    private async Task<List<string>> ActsAsync()
    {
        await using var db = installation.Db();
        return await db.Audit
            .OrderBy(entry => entry.At)
            .ThenBy(entry => entry.Id)
            .Select(entry => entry.Act)
            .ToListAsync(TestContext.Current.CancellationToken);
    }
}
