using Hongyan.Features.SetUp;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Shell;

public sealed class SetUpTests : IAsyncLifetime
{
    private static readonly (string, string)[] First =
        [("UserName", "first"), ("DisplayName", "管理员"), ("Password", "a-long-password"), ("Again", "a-long-password"),
            ("AuditUserName", "auditor"), ("AuditDisplayName", "审计员"), ("OrganizationName", "中共测试县委组织部"), ("RegionCode", "320000")];

    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.NewAsync();

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task The_link_makes_one_administrator_and_is_dead_afterwards()
    {
        await using var db = installation.Db();
        var token = await SetUpToken.EnsureAsync(db, installation.Clock, TestContext.Current.CancellationToken);
        using var browser = await installation.BrowserAsync();
        using var second = await installation.BrowserAsync();
        var page = await browser.GetAsync($"/SetUp?token={token}");
        var samePage = await second.GetAsync($"/SetUp?token={token}");

        var made = await browser.PostAsync(page, "main form", First);
        Assert.Contains("/Account/Invitation?token=", made.QuerySelector(".once")!.TextContent, StringComparison.Ordinal); // at once, before the second factor
        await browser.GetAsync("/");
        Assert.Equal("/Account/Own", browser.Path); // a second factor is demanded from the first day
        var late = await second.PostAsync(samePage, "main form", [("UserName", "second"), .. First[1..]]);
        Assert.Null(late.QuerySelector("main form"));

        Assert.Equal(["auditor", "first"],
            await db.Accounts.OrderBy(account => account.UserName).Select(account => account.UserName!).ToListAsync(TestContext.Current.CancellationToken));
        var top = await db.Organizations.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("001", "organization-department"), (top.Path, top.Kind));
        Assert.Null(await SetUpToken.EnsureAsync(db, installation.Clock, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_lost_link_of_the_audit_administrator_is_made_anew_on_the_server_until_he_came_in()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var db = installation.Db();
        using var browser = await installation.BrowserAsync();
        var made = await browser.PostAsync(
            await browser.GetAsync($"/SetUp?token={await SetUpToken.EnsureAsync(db, installation.Clock, stop)}"), "main form", First);
        var lost = new Uri(made.QuerySelector(".once")!.TextContent.Trim()).PathAndQuery;

        Assert.Equal((2, "没有用户名"), await LinkAsync("nobody", 5));
        Assert.Equal(2, (await LinkAsync("first", 1)).Code); // he is in
        var (code, said) = await LinkAsync("Auditor", length: null);
        var anew = new Uri(said.Trim()).PathAndQuery;
        Assert.Equal(0, code);
        using var auditor = await installation.BrowserAsync();
        Assert.Null((await auditor.GetAsync(lost)).QuerySelector("main form[method=post] [type=password]"));
        Assert.NotNull((await auditor.GetAsync(anew)).QuerySelector("main form[method=post] [type=password]"));
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Act == "link-made", stop));
    }

    [Fact]
    public async Task No_installation_is_made_for_a_link()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), Guid.CreateVersion7().ToString());
        await using var output = new StringWriter();
        var options = installation.Instance.Options with { Database = null, DataDirectory = nowhere };
        Assert.Equal(2, await Features.Account.LinkVerb.MakeAsync(options, "auditor", output, TestContext.Current.CancellationToken));
        Assert.Contains("没有安装", output.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));
    }

    private async Task<(int Code, string Said)> LinkAsync(string name, int? length)
    {
        await using var output = new StringWriter();
        var code = await Features.Account.LinkVerb.MakeAsync(installation.Instance.Options, name, output, TestContext.Current.CancellationToken);
        return (code, output.ToString()[..(length ?? output.ToString().Length)]);
    }

    [Fact]
    public async Task A_wrong_an_old_and_a_missing_token_show_no_form()
    {
        await using var db = installation.Db();
        var older = await SetUpToken.EnsureAsync(db, installation.Clock, TestContext.Current.CancellationToken);
        var token = await SetUpToken.EnsureAsync(db, installation.Clock, TestContext.Current.CancellationToken);
        using var browser = await installation.BrowserAsync();
        foreach (var address in new[] { "/SetUp", "/SetUp?token=0", $"/SetUp?token={older}" })
            Assert.Null((await browser.GetAsync(address)).QuerySelector("main form"));
        Assert.NotNull((await browser.GetAsync($"/SetUp?token={token}")).QuerySelector("main form"));
        installation.Clock.Forward(TimeSpan.FromHours(25));
        Assert.Null((await browser.GetAsync($"/SetUp?token={token}")).QuerySelector("main form"));
    }

    [Fact]
    public async Task A_short_password_keeps_the_link_alive_and_says_what_is_wrong()
    {
        await using var db = installation.Db();
        var token = await SetUpToken.EnsureAsync(db, installation.Clock, TestContext.Current.CancellationToken);
        using var browser = await installation.BrowserAsync();
        var page = await browser.GetAsync($"/SetUp?token={token}");
        var answer = await browser.PostAsync(page, "main form", [.. First[..2], ("Password", "short"), ("Again", "short"), .. First[4..]]);
        Assert.Equal("密码至少要有 12 个字符。", answer.QuerySelector("#Password_error")!.TextContent);
        Assert.Equal("Password_hint Password_error", answer.QuerySelector("#Password")!.GetAttribute("aria-describedby"));
        await browser.PostAsync(answer, "main form", [.. First, ("SecondFactors", "false")]);
        Assert.Equal("/SetUp", browser.Path);
    }

    [Fact]
    public async Task An_empty_installation_is_begun_in_the_browser_alone_by_four_people()
    {
        await using var db = installation.Db();
        var token = await SetUpToken.EnsureAsync(db, installation.Clock, TestContext.Current.CancellationToken);
        using var security = await installation.BrowserAsync();
        await security.PostAsync(await security.GetAsync($"/SetUp?token={token}"), "main form", [.. First, ("SecondFactors", "false")]);
        var accounts = await security.GetAsync("/");
        Assert.Equal("/Account", security.Path);
        using var audit = await TakenAsync(accounts.QuerySelector(".once")!.TextContent, "auditor");
        Assert.Equal(["审计管理员已任命（安全管理员）"], accounts.QuerySelectorAll("#first-steps ~ ol s").Select(step => step.TextContent));

        var made = await security.PostAsync(await security.GetAsync("/Account/New"), "main form",
            ("UserName", "department"), ("DisplayName", "王科长"), ("Role", Roles.Department), ("OrgPath", "001"));
        Assert.Null(made.QuerySelector(".once"));
        var confirmed = await audit.PostAsync(await audit.GetAsync("/Account/Confirm"), "main form");
        using var department = await TakenAsync(confirmed.QuerySelector(".once")!.TextContent, "department");
        Assert.Equal("/", department.Path);
        var import = await department.GetAsync("/Import");
        Assert.NotNull(import.QuerySelector("option[value=organizations]"));
        var home = await department.GetAsync("/");
        Assert.Contains(home.QuerySelectorAll("#first-steps ~ ol a"), step => step.GetAttribute("href") == "/Import?kind=organizations");

        await installation.AddOrganizationAsync("001.001", kind: "committee");
        await installation.AddAccountAsync(Roles.System);
        await installation.AddAccountAsync(Roles.Clerk, "001.001");
        db.Members.Add(new Data.Member
        {
            Id = Guid.CreateVersion7(),
            HomePath = "001.001",
            Name = "测试甲",
            Sex = "male",
            Born = new DateOnly(1990, 1, 1),
            Status = "full",
            Category = "employee",
        });
        db.CertificateRanges.Add(new Data.CertificateRange
        {
            Id = Guid.CreateVersion7(),
            CommitteePath = "001.001",
            Prefix = "GY",
            Width = 4,
            First = 1,
            Last = 9,
            Next = 1,
            GivenOn = new DateOnly(2026, 1, 1),
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Null((await department.GetAsync("/")).QuerySelector("#first-steps"));
    }

    private async Task<TestBrowser> TakenAsync(string link, string userName)
    {
        var browser = await installation.BrowserAsync();
        await browser.PostAsync(await browser.GetAsync(link), "main form", ("UserName", userName), ("Password", "一句只有我容易记住的长话"), ("Again", "一句只有我容易记住的长话"));
        return browser;
    }

    [Fact]
    public async Task An_account_of_an_unknown_organisation_is_refused()
    {
        using var browser = await installation.SignInAsync(Roles.Security);
        var page = await browser.GetAsync("/Account/New");
        var answer = await browser.PostAsync(page, "main form",
            ("UserName", "x"), ("DisplayName", "x"), ("Role", Roles.Clerk), ("OrgPath", "009"));
        Assert.Equal("没有这个编码的组织。", answer.QuerySelector("#OrgPath_error")!.TextContent);
    }
}
