using System.Net;
using AngleSharp.Html.Dom;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Shell;

public sealed class InvitationTests : IAsyncLifetime
{
    private static readonly (string, string)[] Chosen = [("UserName", "自选名"), ("Password", "一句只有我容易记住的长话"), ("Again", "一句只有我容易记住的长话")];
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task An_administrator_makes_an_account_and_its_owner_chooses_the_password()
    {
        await village.Installation.AddOrganizationAsync("001.009");
        using var browser = await village.Installation.SignInAsync(Roles.Security);
        var list = await browser.PostAsync(await browser.GetAsync("/Account/New"), "main form",
            ("UserName", "secretary"), ("DisplayName", "张书记"), ("Role", Roles.Secretary), ("OrgPath", "001.009"));
        Assert.Null(list.QuerySelector(".once")); // who makes an account never holds its link
        var link = await village.Installation.ConfirmAsync();

        using var own = await village.Installation.BrowserAsync();
        var form = await own.GetAsync(link);
        Assert.Equal("secretary", ((IHtmlInputElement)form.QuerySelector("#UserName")!).Value);
        await own.PostAsync(form, "main form", Chosen);
        Assert.Equal(HttpStatusCode.OK, own.Status);
        Assert.NotEqual("/Account/Invitation", own.Path);

        using var later = await village.Installation.BrowserAsync();
        Assert.Null((await later.GetAsync(link)).QuerySelector("main form")); // it works once
        await later.PostAsync(await later.GetAsync("/Account/SignIn"), "main form", ("UserName", "自选名"), ("Password", "一句只有我容易记住的长话"));
        Assert.NotEqual("/Account/SignIn", later.Path);
    }

    [Fact]
    public async Task A_branch_invites_its_member_who_then_reads_his_own_page()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.GetAsync($"/Members/{sojourn.MemberId}/Account");
        var first = (await secretary.PostAsync(page, "main form")).QuerySelector(".once")!.TextContent;
        var second = (await secretary.PostAsync(page, "main form")).QuerySelector(".once")!.TextContent;
        await using (var db = village.Installation.Db())
            Assert.Equal(1, await db.Accounts.CountAsync(account => account.MemberId == sojourn.MemberId, TestContext.Current.CancellationToken));

        using var member = await village.Installation.BrowserAsync();
        Assert.Null((await member.GetAsync(first)).QuerySelector("main form")); // a newer link ends the older
        var mine = await member.PostAsync(await member.GetAsync(second), "main form", Chosen);
        Assert.Equal("/Mine", member.Path);
        Assert.Contains("测试甲", mine.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_in_use_gets_a_new_link_only_from_a_second_person_and_its_owner_is_told()
    {
        var sojourn = await village.AwayAsync("测试甲");
        var address = $"/Members/{sojourn.MemberId}/Account";
        using var secretary = await village.SecretaryAsync();
        var first = (await secretary.PostAsync(await secretary.GetAsync(address), "main form")).QuerySelector(".once")!.TextContent;
        using var member = await village.Installation.BrowserAsync();
        await member.PostAsync(await member.GetAsync(first), "main form", Chosen);

        var asked = await secretary.PostAsync(await secretary.GetAsync(address), "main form");
        Assert.Null(asked.QuerySelector(".once"));
        Assert.Null(asked.QuerySelector("main form button")); // who asked does not confirm
        await secretary.FormAsync(address + "?handler=Confirm", asked);
        await member.GetAsync("/Mine");
        Assert.Equal("/Mine", member.Path);

        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var link = (await clerk.PostAsync(await clerk.GetAsync(address), "main form")).QuerySelector(".once")!.TextContent;
        await member.GetAsync("/Mine");
        Assert.Equal("/Account/SignIn", member.Path); // the old session has ended
        var mine = await member.PostAsync(await member.GetAsync(link), "main form", Chosen);
        Assert.Contains("换发了新的登录链接", mine.Body!.TextContent, StringComparison.Ordinal);
        await member.PostAsync(mine, "form[action*=Told]");
        Assert.DoesNotContain("换发了新的登录链接", (await member.GetAsync("/Mine")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_dies_after_a_week()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var secretary = await village.SecretaryAsync();
        var link = (await secretary.PostAsync(await secretary.GetAsync($"/Members/{sojourn.MemberId}/Account"), "main form"))
            .QuerySelector(".once")!.TextContent;
        village.Installation.Clock.MoveTo(Village.Today.AddDays(8));
        using var member = await village.Installation.BrowserAsync();
        Assert.Null((await member.GetAsync(link)).QuerySelector("main form"));
    }

    [Fact]
    public async Task Another_branch_invites_nobody_here()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var stranger = await village.SecretaryAsync("001.008");
        await stranger.GetAsync($"/Members/{sojourn.MemberId}/Account");
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }

    [Fact]
    public async Task A_department_confirms_links_of_those_who_work_below_it_and_of_nobody_else()
    {
        var own = await AskedAsync(Roles.Secretary, Village.Home);
        var foreign = await AskedAsync(Roles.Secretary, "002.001.001");
        var audit = await AskedAsync(Roles.Audit, path: null);
        var both = await AskedAsync(Roles.Secretary, Village.Neighbour);
        await village.Installation.AppointAsync(both.Name, Roles.Secretary, "002.001.002");
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var waiting = (await department.GetAsync("/Worklist")).QuerySelectorAll("section[aria-labelledby=second] .duty .duty");
        Assert.Equal(["/Account/Confirm"], waiting.Select(one => one.QuerySelector("a.btn")!.GetAttribute("href")));
        Assert.Contains("新链接", waiting[0].TextContent, StringComparison.Ordinal);
        var page = await department.GetAsync("/Account/Confirm");
        Assert.Contains(own.Name, page.Body!.TextContent, StringComparison.Ordinal);
        foreach (var other in new[] { foreign, audit, both })
        {
            Assert.DoesNotContain(other.Name, page.Body.TextContent, StringComparison.Ordinal);
            Assert.Null((await department.FormAsync($"/Account/Confirm?handler=Link&id={other.Id}", page)).QuerySelector(".once"));
        }
        Assert.NotNull((await department.FormAsync($"/Account/Confirm?handler=Link&id={own.Id}", page)).QuerySelector(".once"));

        async Task<(string Name, Guid Id)> AskedAsync(string role, string? path)
        {
            var name = await village.Installation.AddAccountAsync(role, path);
            await using var db = village.Installation.Db();
            var request = new Data.LinkRequest
            {
                Id = Guid.CreateVersion7(), AccountId = (await db.Accounts.SingleAsync(one => one.UserName == name)).Id, AskedBy = Guid.CreateVersion7(),
                AskedAt = village.Installation.Clock.GetUtcNow(), Reason = "忘记密码",
            };
            db.LinkRequests.Add(request);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return (name, request.Id);
        }
    }

    [Fact]
    public async Task The_old_password_ends_when_another_person_confirms_the_new_link()
    {
        var name = await village.Installation.AddAccountAsync(Roles.Secretary, Village.Home);
        using var administrator = await village.Installation.SignInAsync(Roles.Security);
        var list = await administrator.GetAsync("/Account");
        var row = list.QuerySelectorAll("tbody tr").Single(tr => tr.TextContent.Contains(name, StringComparison.Ordinal));
        row.QuerySelector("form")!.Id = "reset";
        Assert.Null((await administrator.PostAsync(list, "#reset")).QuerySelector(".once"));
        using var old = await village.Installation.BrowserAsync();
        await old.PostAsync(await old.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", TestInstallation.Password));
        Assert.Equal("/", old.Path);
        Assert.StartsWith("http", await village.Installation.ConfirmAsync(), StringComparison.Ordinal);
        await old.GetAsync("/Worklist");
        Assert.Equal("/Account/SignIn", old.Path);
        await old.PostAsync(await old.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", TestInstallation.Password));
        Assert.Equal("/Account/SignIn", old.Path);
    }
}
