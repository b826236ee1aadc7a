using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.SigningIn;

public sealed class DisablingTests : IAsyncLifetime
{
    private const string Disable = "main form[action*=Disable]";
    private const string Enable = "main form[action*=Enable]";

    private TestInstallation installation = null!;
    private TestBrowser security = null!;
    private string name = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.LentAsync();
        security = await installation.SignInAsync(Roles.Security);
        name = await installation.AddAccountAsync(Roles.Secretary, "001.001");
    }

    public async ValueTask DisposeAsync()
    {
        security.Dispose();
        await installation.DisposeAsync();
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_stays_out_until_it_is_opened_again()
    {
        using var browser = await installation.BrowserAsync();
        await browser.SignInAsync(name);
        Assert.Equal("/", browser.Path);
        var wrong = await SignInRefusedAsync("not the password");

        var manage = await ManageAsync(name);
        var done = await security.PostAsync(manage, Disable, ("Reason", "离职"));
        Assert.Contains("已停用", done.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await browser.GetAsync("/Worklist");
        Assert.Equal("/Account/SignIn", browser.Path);
        Assert.Equal(wrong, await SignInRefusedAsync(TestInstallation.Password)); // the answer does not tell that it exists
        var list = await security.GetAsync("/Account");
        Assert.Contains(list.QuerySelectorAll("tbody th"), cell => cell.TextContent == name + "（已停用）");

        await security.PostAsync(done, Enable, ("Reason", "回任"));
        await browser.SignInAsync(name);
        Assert.Equal("/", browser.Path);
        await using var db = installation.Db();
        var noted = await db.Audit
            .Where(entry => entry.Act.StartsWith("account-"))
            .OrderBy(entry => entry.At)
            .Select(entry => $"{entry.Act} {entry.Reason}")
            .ToListAsync(Cancellation);
        Assert.Equal(["account-disabled 离职", "account-enabled 回任"], noted);
    }

    [Fact]
    public async Task Without_a_reason_nothing_happens()
    {
        var page = await security.PostAsync(await ManageAsync(name), Disable, ("Reason", " "));
        Assert.Contains("请填写理由", page.Refusal(), StringComparison.Ordinal);
        await using var db = installation.Db();
        Assert.False(await db.Accounts.AnyAsync(account => account.DisabledAt != null, Cancellation));
    }

    [Fact]
    public async Task Half_way_and_with_a_link_from_before_a_disabled_account_gets_no_further()
    {
        using var browser = await installation.BrowserAsync();
        await browser.SignInAsync(name);
        var (secret, _) = await browser.AddAppAsync(installation);
        using var later = await installation.BrowserAsync();
        var asked = await later.SignInAsync(name);
        Assert.Equal("/Account/SecondFactor", later.Path);

        var list = await security.GetAsync("/Account");
        var row = list.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains(name, StringComparison.Ordinal));
        var reset = row.QuerySelector("form")!.GetAttribute("action")!;
        await security.FormAsync(reset, list);
        var link = await installation.ConfirmAsync();
        await security.PostAsync(await ManageAsync(name), Disable, ("Reason", "离职"));

        await later.PostAsync(asked, "main form", ("Code", installation.CodeOf(secret)));
        Assert.Equal("/Account/SignIn", later.Path);
        using var visitor = await installation.BrowserAsync();
        var dead = await visitor.GetAsync(new Uri(link).PathAndQuery);
        Assert.Null(dead.QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task Nobody_disables_the_own_account()
    {
        await using var db = installation.Db();
        var own = await db.Accounts.SingleAsync(account => account.UserName!.StartsWith(Roles.Security), Cancellation);
        var page = await ManageAsync(own.UserName!);
        Assert.Null(page.QuerySelector(Disable));
        var refused = await security.FormAsync($"/Account/Manage/{own.Id}?handler=Disable", page, ("Reason", "试试"));
        Assert.Contains("不能停用自己的账号", refused.Refusal(), StringComparison.Ordinal);
        Assert.False(await db.Accounts.AnyAsync(account => account.DisabledAt != null, Cancellation));
    }

    [Fact]
    public async Task Of_two_security_administrators_who_disable_each_other_at_once_one_stays()
    {
        using var other = await installation.SignInAsync(Roles.Security);
        await using var db = installation.Db();
        var names = await db.Accounts
            .Where(account => account.UserName!.StartsWith(Roles.Security))
            .OrderBy(account => account.Id)
            .Select(account => account.UserName!)
            .ToListAsync(Cancellation);
        var (mine, theirs) = (await ManageAsync(names[1]), await ManageAsync(names[0], other));
        await Task.WhenAll(security.PostAsync(mine, Disable, ("Reason", "一")), other.PostAsync(theirs, Disable, ("Reason", "二")));
        Assert.Equal(1, await db.Accounts.CountAsync(account => account.DisabledAt != null, Cancellation));
    }

    [Fact]
    public async Task The_last_auditor_stays_and_another_is_closed_by_a_second_person_only()
    {
        var auditor = await installation.AddAccountAsync(Roles.Audit);
        var refused = await security.PostAsync(await ManageAsync(auditor), Disable, ("Reason", "休假"));
        Assert.Contains("最后一位审计管理员", refused.Refusal(), StringComparison.Ordinal);
        var details = await security.GetAsync($"/Account/{await IdOfAsync(auditor)}");
        Assert.Contains("最后一位审计管理员", (await security.PostAsync(details, "main form[action*=End]")).Body!.TextContent, StringComparison.Ordinal);

        using (await installation.SignInAsync(Roles.Audit)) // there is another one now
        {
            await security.PostAsync(await ManageAsync(auditor), Disable, ("Reason", "休假"));
            await security.PostAsync(await security.GetAsync($"/Account/{await IdOfAsync(auditor)}"), "main form[action*=End]");
            await using var db = installation.Db();
            Assert.False(await db.Accounts.AnyAsync(account => account.DisabledAt != null, Cancellation));
            Assert.False(await db.Appointments.AnyAsync(one => one.UntilOn != null, Cancellation));
            Assert.Equal(["closing", "ending"], await db.LinkRequests.Select(one => one.Kind).Order().ToListAsync(Cancellation));
        }
        await installation.SecondPersonAsync("main form[action*=Link]");
        await installation.SecondPersonAsync("main form[action*=Link]");
        await using var after = installation.Db();
        Assert.Equal(auditor, (await after.Accounts.SingleAsync(account => account.DisabledAt != null, Cancellation)).UserName);
        var closed = await IdOfAsync(auditor);
        Assert.Equal(closed, (await after.Appointments.SingleAsync(one => one.UntilOn != null, Cancellation)).AccountId);
        Assert.Equal("休假", (await after.Audit.SingleAsync(entry => entry.Act == "account-disabled", Cancellation)).Reason);
    }

    [Fact]
    public async Task Everybody_is_signed_out_but_the_one_who_asks()
    {
        using var secretary = await installation.SignInAsync(Roles.Secretary, "001.001");
        using var system = await installation.SignInAsync(Roles.System);
        var check = await security.GetAsync("/Account/Everybody");
        Assert.Contains("2 处", check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        check = await security.PostAsync(check, "main form");
        Assert.NotEmpty(check.Refusal()); // without a reason
        await secretary.GetAsync("/Worklist");
        Assert.Equal("/Worklist", secretary.Path);

        await security.PostAsync(check, "main form", ("Reason", "怀疑被盗用"));
        Assert.Equal("/Account", security.Path);
        foreach (var (browser, address) in new[] { (secretary, "/Worklist"), (system, "/Operation") })
        {
            await browser.GetAsync(address);
            Assert.Equal("/Account/SignIn", browser.Path);
        }
        await using var db = installation.Db();
        Assert.Equal("怀疑被盗用", (await db.Audit.SingleAsync(entry => entry.Act == "everybody-signed-out", Cancellation)).Reason);
    }

    private async Task<string> SignInRefusedAsync(string password)
    {
        using var browser = await installation.BrowserAsync();
        var page = await browser.SignInAsync(name, password);
        Assert.Equal("/Account/SignIn", browser.Path);
        return page.Refusal();
    }

    private async Task<Guid> IdOfAsync(string userName)
    {
        await using var db = installation.Db();
        return await db.Accounts.Where(account => account.UserName == userName).Select(account => account.Id).SingleAsync(Cancellation);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> ManageAsync(string userName, TestBrowser? browser = null)
    {
        await using var db = installation.Db();
        var id = await db.Accounts.Where(account => account.UserName == userName).Select(account => account.Id).SingleAsync(Cancellation);
        return await (browser ?? security).GetAsync($"/Account/Manage/{id}");
    }
}
