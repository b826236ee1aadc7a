using Hongyan.Features.SetUp;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Shell;

public sealed class SetUpTests : IAsyncLifetime
{
    private static readonly (string, string)[] First =
        [("UserName", "first"), ("DisplayName", "管理员"), ("Password", "a-long-password"), ("Again", "a-long-password")];

    private TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.NewAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task The_link_makes_one_administrator_and_is_dead_afterwards()
    {
        await using var db = house.Db();
        var token = await SetUpToken.EnsureAsync(db, house.Clock, TestContext.Current.CancellationToken);
        using var browser = await house.BrowserAsync();
        using var second = await house.BrowserAsync();
        var page = await browser.GetAsync($"/SetUp?token={token}");
        var samePage = await second.GetAsync($"/SetUp?token={token}");

        await browser.PostAsync(page, "main form", First);
        Assert.Equal("/Account/Own", browser.Path); // a second factor is demanded from the first day
        var late = await second.PostAsync(samePage, "main form", [("UserName", "second"), .. First[1..]]);
        Assert.Null(late.QuerySelector("main form"));

        Assert.Equal("first", (await db.Accounts.SingleAsync(TestContext.Current.CancellationToken)).UserName);
        Assert.Null(await SetUpToken.EnsureAsync(db, house.Clock, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_wrong_an_old_and_a_missing_token_show_no_form()
    {
        await using var db = house.Db();
        var older = await SetUpToken.EnsureAsync(db, house.Clock, TestContext.Current.CancellationToken);
        var token = await SetUpToken.EnsureAsync(db, house.Clock, TestContext.Current.CancellationToken);
        using var browser = await house.BrowserAsync();
        foreach (var address in new[] { "/SetUp", "/SetUp?token=0", $"/SetUp?token={older}" })
            Assert.Null((await browser.GetAsync(address)).QuerySelector("main form"));
        Assert.NotNull((await browser.GetAsync($"/SetUp?token={token}")).QuerySelector("main form"));
        house.Clock.Forward(TimeSpan.FromHours(25));
        Assert.Null((await browser.GetAsync($"/SetUp?token={token}")).QuerySelector("main form"));
    }

    [Fact]
    public async Task A_short_password_keeps_the_link_alive_and_says_what_is_wrong()
    {
        await using var db = house.Db();
        var token = await SetUpToken.EnsureAsync(db, house.Clock, TestContext.Current.CancellationToken);
        using var browser = await house.BrowserAsync();
        var page = await browser.GetAsync($"/SetUp?token={token}");
        var answer = await browser.PostAsync(page, "main form", [.. First[..2], ("Password", "short"), ("Again", "short")]);
        Assert.Equal("密码至少要有 12 个字符。", answer.QuerySelector("#Password_error")!.TextContent);
        Assert.Equal("Password_hint Password_error", answer.QuerySelector("#Password")!.GetAttribute("aria-describedby"));
        await browser.PostAsync(answer, "main form", [.. First, ("SecondFactors", "false")]);
        Assert.Equal("/Account", browser.Path);
    }

    [Fact]
    public async Task An_account_of_an_unknown_organisation_is_refused()
    {
        using var browser = await house.SignInAsync(Roles.Security);
        var page = await browser.GetAsync("/Account/New");
        var answer = await browser.PostAsync(page, "main form",
            ("UserName", "x"), ("DisplayName", "x"), ("Role", Roles.Clerk), ("OrgPath", "009"));
        Assert.Equal("没有这个编码的组织。", answer.QuerySelector("#OrgPath_error")!.TextContent);
    }
}
