using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Members;

/// <summary>Whose the account of a contact person is: said by his branch, or by the organisation of floating members with which he is placed.</summary>
public sealed class ContactAccountTests : IAsyncLifetime
{
    private const string Floating = "001.002.009";
    private const string Work = "section[aria-labelledby=work] form";
    private Village village = null!;
    private Sojourn placed = null!;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.Installation.AddOrganizationAsync(Floating, "驻外流动党员党支部", "floating-organization");
        placed = await village.AwayAsync("测试甲", host: Floating, happened:
            [new ReportedIn { On = new(2026, 2, 1), Organization = Floating }, new Placed { On = new(2026, 2, 2), Organization = Floating }]);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_floating_organisation_says_which_of_those_placed_with_it_its_contact_person_is_and_takes_it_back()
    {
        var contact = await village.Installation.AddAccountAsync(Roles.Contact, Floating);
        using var floating = await village.Installation.SignInAsync(Roles.Floating, Floating);
        var member = await floating.GetAsync($"/Members/{placed.MemberId}");
        var page = await floating.GetAsync(member.QuerySelector("a[href$='/Account']")!.GetAttribute("href")!);
        Assert.Null(page.QuerySelector("main .btn-primary")); // no link of his own account is made here
        page = await floating.PostAsync(page, Work);
        Assert.Equal([(contact, placed.MemberId)], await SaidAsync());
        Assert.Contains("取消对应", page.QuerySelector(Work)!.TextContent, StringComparison.Ordinal);
        await floating.PostAsync(page, Work);
        Assert.Empty(await SaidAsync());
    }

    [Fact]
    public async Task Neither_home_nor_another_host_nor_for_somebody_not_placed_says_it()
    {
        await village.Installation.AddAccountAsync(Roles.Contact, Floating);
        var away = await village.AwayAsync("测试乙", host: Floating, happened: new ReportedIn { On = new(2026, 2, 1), Organization = Floating });
        using var floating = await village.Installation.SignInAsync(Roles.Floating, Floating);
        await floating.GetAsync($"/Members/{away.MemberId}/Account");
        Assert.Equal(HttpStatusCode.NotFound, floating.Status);
        using var home = await village.SecretaryAsync();
        Assert.Null((await home.GetAsync($"/Members/{placed.MemberId}/Account")).QuerySelector(Work));
        using var host = await village.SecretaryAsync(Village.Host);
        await host.GetAsync($"/Members/{placed.MemberId}/Account");
        Assert.Equal(HttpStatusCode.NotFound, host.Status);
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County); // above both
        var page = await department.GetAsync($"/Members/{placed.MemberId}/Account");
        Assert.Contains("驻外流动党员党支部", page.QuerySelector("section[aria-labelledby=work]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_the_members_own_account_is_not_made_by_a_floating_organisation()
    {
        await village.Installation.AddAccountAsync(Roles.Contact, Floating);
        using var floating = await village.Installation.SignInAsync(Roles.Floating, Floating);
        var page = await floating.GetAsync($"/Members/{placed.MemberId}/Account");
        await floating.FormAsync($"/Members/{placed.MemberId}/Account", page);
        Assert.Equal(HttpStatusCode.NotFound, floating.Status);
        await using var db = village.Installation.Db();
        Assert.False(await db.Accounts.AnyAsync(account => account.MemberId == placed.MemberId, TestContext.Current.CancellationToken));
    }

    private async Task<List<(string, Guid)>> SaidAsync()
    {
        await using var db = village.Installation.Db();
        return [.. (await db.AccountPersons.Select(one => new { one.MemberId, Name = db.Accounts.First(account => account.Id == one.AccountId).UserName })
            .ToListAsync(TestContext.Current.CancellationToken)).Select(one => (one.Name!, one.MemberId))];
    }
}
