using System.Diagnostics;
using System.Net;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.SigningIn;

public sealed class EntranceTests : IAsyncLifetime
{
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.NewAsync();

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task Thirty_failures_make_an_address_wait_and_say_so()
    {
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync("/Account/SignIn");
        for (var i = 0; i < Tries.Most; i++)
            await browser.PostAsync(page, "main form", ("UserName", $"nobody-{i}"), ("Password", "wrong"));
        var closed = await browser.PostAsync(page, "main form", ("UserName", "nobody"), ("Password", "wrong"));
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Equal("操作太频繁", closed.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_locked_account_an_unknown_and_a_known_name_get_the_same_answer()
    {
        var (locked, known) = (await installation.AddAccountAsync(Roles.Security), await installation.AddAccountAsync(Roles.Security));
        using var browser = await installation.BrowserAsync();
        for (var i = 0; i < 5; i++) await browser.SignInAsync(locked, "wrong");
        var answers = new List<string>();
        foreach (var name in new[] { locked, known, "nobody" })
            answers.Add((await browser.SignInAsync(name, "wrong")).Refusal());
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        await browser.SignInAsync(locked);
        Assert.Equal("/Account/SignIn", browser.Path);
    }

    [Fact]
    public async Task The_time_taken_does_not_tell_who_has_an_account()
    {
        await using var slow = await TestInstallation.NewAsync(passwordRounds: InstallationOptions.UsualRounds);
        var name = await slow.AddAccountAsync(Roles.Security);
        using var browser = await slow.BrowserAsync();
        var page = await browser.GetAsync("/Account/SignIn");
        await TakeAsync("warm-up");
        var (known, unknown) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < 4; i++)
        {
            known = Math.Min(known, await TakeAsync(name));
            unknown = Math.Min(unknown, await TakeAsync("nobody"));
        }
        Assert.InRange(unknown / known, 0.3, 3); // without the hash for nobody it would be a tenth

        async Task<double> TakeAsync(string user)
        {
            var watch = Stopwatch.StartNew();
            await browser.PostAsync(page, "main form", ("UserName", user), ("Password", "wrong"));
            return watch.Elapsed.TotalMilliseconds;
        }
    }

    [Fact]
    public async Task Sign_ins_failures_and_locks_are_noted_and_never_what_was_typed()
    {
        var name = await installation.AddAccountAsync(Roles.Security);
        using var browser = await installation.BrowserAsync();
        await browser.SignInAsync("a-password-typed-as-name", "wrong");
        await browser.SignInAsync(name);
        await using var db = installation.Db();
        var entries = await db.Audit.OrderBy(entry => entry.At).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["sign-in-failed", "signed-in"], entries.Select(entry => entry.Act));
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", entry.FromAddress));
        Assert.Null(entries[0].Subject);
        Assert.DoesNotContain(entries, entry => entry.Details!.Contains("typed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_asks_for_what_he_may_not_stands_in_the_log()
    {
        using var browser = await installation.SignInAsync(Roles.Secretary, "001.001");
        await browser.GetAsync("/Account");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]);
        using var answer = await browser.Client.PostAsync("/Account/Password", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await using var db = installation.Db();
        var refused = await db.Audit
            .Where(entry => entry.Act == "request-refused")
            .OrderBy(entry => entry.At)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["/Account", "/Account/Password"], refused.Select(entry => entry.Subject));
        Assert.All(refused, entry => Assert.NotNull(entry.AccountId));
    }

    [Fact]
    public async Task A_common_password_is_refused_at_the_field()
    {
        using var browser = await installation.SignInAsync(Roles.Security);
        var page = await browser.GetAsync("/Account/Password");
        var refused = await browser.PostAsync(page, "main form", ("Current", TestInstallation.Password),
            ("New", "Password123456"), ("Again", "Password123456"));
        Assert.Contains("太容易被猜到", refused.QuerySelector("#New_error")!.TextContent, StringComparison.Ordinal);
        var longest = new string('长', PasswordRules.Longest + 1);
        refused = await browser.PostAsync(page, "main form", ("Current", TestInstallation.Password), ("New", longest), ("Again", longest));
        Assert.NotNull(refused.QuerySelector("#New_error"));
    }
}
