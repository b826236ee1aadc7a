using Hongyan.Browser.Everywhere;
using Hongyan.Features.SetUp;
using Hongyan.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>An installation in which nobody is yet.</summary>
public sealed class FirstDayJourneys : IAsyncLifetime
{
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.NewAsync(DemoInstallation.Today);

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task The_first_administrator_comes_in_by_the_link()
    {
        await using var db = installation.Db();
        var token = await SetUpToken.EnsureAsync(db, installation.Clock, TestContext.Current.CancellationToken);
        await using var visit = await Visit.BeginAsync(await installation.AddressAsync(), Look.Phone);
        var page = visit.Page;
        await page.GotoAsync($"/SetUp?token={token}");
        await NothingWrongAsync(page);
        await page.FillAsync("#UserName", "first");
        await page.FillAsync("#DisplayName", "管理员");
        await page.FillAsync("#Password", TestInstallation.Password);
        await page.FillAsync("#Again", TestInstallation.Password);
        await page.FillAsync("#AuditUserName", "auditor");
        await page.FillAsync("#AuditDisplayName", "审计员");
        await page.FillAsync("#OrganizationName", "测试县委组织部");
        await page.PressAsync("#OrganizationName", "Enter");
        await Expect(page.Locator(".once")).ToContainTextAsync("/Account/Invitation?token="); // the audit administrator's link
        await NothingWrongAsync(page);
        await page.Locator("main .btn-primary").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("登录与安全"); // a second factor comes before anything else
        await NothingWrongAsync(page);
    }

    [Fact]
    public async Task A_changed_value_is_weighed_confirmed_and_carried_through()
    {
        var name = await installation.AddAccountAsync("department", "001");
        await using var visit = await Visit.BeginAsync(await installation.AddressAsync(), Look.Phone);
        var page = visit.Page;
        await visit.SignInAsync(name, TestInstallation.Password);
        await page.GotoAsync("/Policy");
        await page.GetByRole(AriaRole.Link, new() { Name = "建立方案" }).ClickAsync();
        await page.FillAsync("#Reason", "本县要求更严。");
        await page.GetByRole(AriaRole.Button, new() { Name = "查看影响" }).ClickAsync();
        await NothingWrongAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "确认修改" }).ClickAsync();
        await page.WaitForURLAsync("**/Policy*"); // the way back keeps its fragment
        await page.GotoAsync("/Policy/Profiles/own-001/Change?parameter=watch.fromMonths");
        await page.FillAsync("#Input_Number", "2");
        await page.FillAsync("#Reason", "与上级口径一致。");
        await page.GetByRole(AriaRole.Button, new() { Name = "查看影响" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("确认修改");
        await NothingWrongAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "确认修改" }).ClickAsync();
        await page.WaitForURLAsync("**/Policy/Profiles/own-001*");
        await Expect(page.Locator("[id='watch.fromMonths'] td").First).ToContainTextAsync("2 个月");
        await Expect(page.Locator(".records").Last).ToContainTextAsync("与上级口径一致。");
    }

    private static async Task NothingWrongAsync(IPage page)
    {
        Assert.Empty(await Fit.FindsAsync(page));
        string[] wrong = [.. await Axe.FindsAsync(page)];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }
}
