using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Certificates;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Records;

/// <summary>A contact person is a full member on the roster of the branch, and sees his own people.</summary>
public sealed class ContactPersonTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task He_is_chosen_from_the_roster_and_the_record_holds_his_id_and_his_name()
    {
        var (sojourn, person) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        await village.AwayAsync("测试邻", Village.Neighbour);
        using var browser = await village.SecretaryAsync();
        var form = await browser.GetAsync(Seals.Form(sojourn, "contact-person-named"));
        var offered = form.QuerySelectorAll("[name='Values[person]'] option").Where(option => option.GetAttribute("value")!.Length > 0).ToList();
        Assert.Equal("测试乙（没有账号，由书记代为登记）（本人在外流动）", Assert.Single(offered).TextContent);
        await browser.PostAsync(form, "main form", ("Values[person]", person.MemberId.ToString()));
        var named = (ContactPersonNamed)EventJson.Read((await village.RecordsAsync(sojourn, "contact-person-named")).Single().Data);
        Assert.Equal((person.MemberId, "测试乙", true), (named.PersonId, named.Person, named.FullMember));
        Assert.NotNull((await village.DutyAsync(sojourn, "name-contact")).DoneOn);
        await using var db = village.Installation.Db();
        Assert.Equal((person.MemberId, "测试乙"),
            db.Sojourns.Where(s => s.Id == sojourn.Id).Select(s => new ValueTuple<Guid?, string?>(s.HomeContactId, s.HomeContact)).Single());
    }

    [Fact]
    public async Task The_host_chooses_from_its_own_roster()
    {
        var on = new DateOnly(2026, 2, 1);
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host,
            happened: [new ReportedIn { On = on }, new Placed { On = on, Organization = Village.Host }]);
        var person = await village.AwayAsync("测试丁", Village.Host);
        using var browser = await village.SecretaryAsync(Village.Host);
        await browser.RecordAsync(sojourn, "contact-person-named", "host", ("Values[person]", person.MemberId.ToString()));
        await using var db = village.Installation.Db();
        Assert.Equal("测试丁", db.Sojourns.Single(s => s.Id == sojourn.Id).HostContact);
    }

    [Fact]
    public async Task His_start_page_and_his_worklist_show_his_own_people_only()
    {
        var (mine, other) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        var person = await village.AwayAsync("测试丙");
        await using (var db = village.Installation.Db())
            await db.Sojourns
                .Where(s => s.Id == mine.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.HomeContactId, person.MemberId).SetProperty(s => s.HomeContact, "测试丙"),
                    TestContext.Current.CancellationToken);
        using var contact = await village.Installation.SignInAsync(Roles.Contact, Village.Home, person.MemberId);
        foreach (var address in new[] { "/", "/Worklist" })
        {
            var page = await contact.GetAsync(address);
            Assert.Contains("我负责的", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(["测试甲"], page.QuerySelectorAll("main h3 a").Select(name => name.TextContent.Trim()).Distinct());
        }
        using var secretary = await village.SecretaryAsync();
        Assert.Contains("测试乙", (await secretary.GetAsync("/Worklist")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual(mine.Id, other.Id);
    }

    [Fact]
    public async Task A_name_in_an_old_record_stays_readable_and_finds_the_account_of_that_name()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: [new ContactPersonNamed { On = new(2026, 1, 6), By = Side.Home, Person = "老联系人" }]);
        await village.AwayAsync("测试乙");
        using var secretary = await village.SecretaryAsync();
        Assert.Contains("老联系人", (await secretary.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector(".timeline-list")!.TextContent,
            StringComparison.Ordinal);
        var name = await village.Installation.AddAccountAsync(Roles.Contact, Village.Home);
        await using (var db = village.Installation.Db())
            await db.Accounts
                .Where(a => a.UserName == name)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.DisplayName, "老联系人"), TestContext.Current.CancellationToken);
        using var contact = await village.Installation.BrowserAsync();
        await contact.PostAsync(await contact.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", TestInstallation.Password));
        var page = await contact.GetAsync("/Worklist");
        Assert.Equal(["测试甲"], page.QuerySelectorAll("main h3 a").Select(one => one.TextContent.Trim()).Distinct());
    }

    [Fact]
    public async Task A_branch_says_whose_the_account_is_and_of_two_of_one_name_each_has_his_own_people()
    {
        var (first, second) = (await village.AwayAsync("张伟"), await village.AwayAsync("张伟"));
        var (mine, other) = (await NamedAsync("测试甲", first.MemberId), await NamedAsync("测试乙", second.MemberId));
        var name = await village.Installation.AddAccountAsync(Roles.Contact, Village.Home);
        await using (var db = village.Installation.Db())
            await db.Accounts.Where(a => a.UserName == name)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.DisplayName, "张伟"), TestContext.Current.CancellationToken);
        using var contact = await village.Installation.BrowserAsync();
        await contact.PostAsync(await contact.GetAsync("/Account/SignIn"), "main form", ("UserName", name), ("Password", TestInstallation.Password));
        Assert.Contains("按姓名", (await contact.GetAsync("/Worklist")).QuerySelector("main .alert")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["测试乙", "测试甲"], await PeopleAsync(contact));

        using var secretary = await village.SecretaryAsync();
        var form = await secretary.GetAsync(Seals.Form(mine, "contact-person-named"));
        Assert.Contains("（有同名账号，尚未对应到本人）", form.QuerySelector("[name='Values[person]']")!.TextContent, StringComparison.Ordinal);
        await secretary.PostAsync(await secretary.GetAsync($"/Members/{first.MemberId}/Account"), "section[aria-labelledby=work] form");
        Assert.Equal(["测试甲"], await PeopleAsync(contact));
        Assert.Null((await contact.GetAsync("/Worklist")).QuerySelector("main .alert"));
        var facts = (await secretary.GetAsync($"/Members/{mine.MemberId}")).QuerySelector("section[aria-labelledby^='stay-'] dl.facts")!;
        Assert.Equal($"/Members/{first.MemberId}", facts.QuerySelector("a[href^='/Members/']")!.GetAttribute("href"));
        Assert.Matches(@"张伟\s*· 测试村党支部\s*· 支部联系人", facts.TextContent);
        Assert.Null((await secretary.GetAsync($"/Members/{second.MemberId}/Account")).QuerySelector("section[aria-labelledby=work]"));

        await secretary.PostAsync(await secretary.GetAsync($"/Members/{first.MemberId}/Account"), "section[aria-labelledby=work] form");
        Assert.Equal(["测试乙", "测试甲"], await PeopleAsync(contact));
        await using var after = village.Installation.Db();
        Assert.Equal(["account-person-said", "account-person-undone"], await after.Audit.Where(one => one.Act.StartsWith("account-person"))
            .OrderBy(one => one.No).Select(one => one.Act).ToListAsync(TestContext.Current.CancellationToken));
        Assert.NotEqual(mine.Id, other.Id);
    }

    [Fact]
    public async Task Those_at_home_are_offered_first_and_who_is_away_himself_is_marked()
    {
        var (sojourn, away) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        var back = await village.AwayAsync("测试丙");
        await using (var db = village.Installation.Db())
            await db.Sojourns.Where(s => s.Id == back.Id).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.EndedOn, Village.Today).SetProperty(s => s.State, "returned"), TestContext.Current.CancellationToken);
        using var secretary = await village.SecretaryAsync();
        var offered = (await secretary.GetAsync(Seals.Form(sojourn, "contact-person-named"))).QuerySelectorAll("[name='Values[person]'] option")
            .Where(option => option.GetAttribute("value")!.Length > 0).ToList();
        Assert.Equal([back.MemberId.ToString(), away.MemberId.ToString()], offered.Select(option => option.GetAttribute("value")));
        Assert.Equal([false, true], offered.Select(option => option.TextContent.EndsWith("（本人在外流动）", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task An_appointment_holds_until_the_day_it_ends_on(int daysLeft, bool holds)
    {
        var (sojourn, person) = (await village.AwayAsync("测试甲"), await village.AwayAsync("测试乙"));
        var mine = await NamedAsync("测试丙", person.MemberId);
        var name = await village.Installation.AddAccountAsync(Roles.Contact, Village.Home, person.MemberId);
        await using (var db = village.Installation.Db())
            await db.Appointments.Where(one => db.Accounts.Any(a => a.Id == one.AccountId && a.UserName == name)).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.UntilOn, Village.Today.AddDays(daysLeft)), TestContext.Current.CancellationToken);
        using var secretary = await village.SecretaryAsync();
        var offered = (await secretary.GetAsync(Seals.Form(sojourn, "contact-person-named")))
            .QuerySelector($"[name='Values[person]'] option[value='{person.MemberId}']")!.TextContent;
        Assert.Equal((holds ? "测试乙（支部联系人）" : "测试乙（没有账号，由书记代为登记）") + "（本人在外流动）", offered);
        var facts = (await secretary.GetAsync($"/Members/{mine.MemberId}")).QuerySelector("section[aria-labelledby^='stay-'] dl.facts")!.TextContent;
        Assert.Equal(holds, System.Text.RegularExpressions.Regex.IsMatch(facts, @"·\s*支部联系人"));
    }

    [Fact]
    public async Task Once_a_member_has_moved_to_another_branch_his_old_one_says_anew_whose_its_account_is()
    {
        var (first, second) = (await village.AwayAsync("张伟"), await village.AwayAsync("张伟"));
        var name = await village.Installation.AddAccountAsync(Roles.Contact, Village.Home);
        const string Said = "section[aria-labelledby=work] form";
        using var secretary = await village.SecretaryAsync();
        await secretary.PostAsync(await secretary.GetAsync($"/Members/{first.MemberId}/Account"), Said);
        await using (var db = village.Installation.Db())
            await db.Members.Where(m => m.Id == first.MemberId).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.HomePath, Village.Neighbour), TestContext.Current.CancellationToken);
        await secretary.PostAsync(await secretary.GetAsync($"/Members/{second.MemberId}/Account"), Said);
        Assert.Equal(System.Net.HttpStatusCode.OK, secretary.Status);
        await using var after = village.Installation.Db();
        Assert.Equal(second.MemberId, (await after.AccountPersons.SingleAsync(TestContext.Current.CancellationToken)).MemberId);
        Assert.True(await after.Accounts.AnyAsync(a => a.UserName == name, TestContext.Current.CancellationToken));
        Assert.Equal(["account-person-said", "account-person-said", "account-person-undone"], await after.Audit
            .Where(one => one.Act.StartsWith("account-person")).Select(one => one.Act).Order().ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_has_an_account_for_work_beside_his_own_has_a_page_of_his_account_all_the_same()
    {
        var person = await village.AwayAsync("测试甲");
        await village.Installation.AddAccountAsync(Roles.Contact, Village.Home, person.MemberId);
        await village.Installation.AddAccountAsync(Roles.Member, memberId: person.MemberId);
        using var secretary = await village.SecretaryAsync();
        var page = await secretary.GetAsync($"/Members/{person.MemberId}/Account");
        Assert.Equal(System.Net.HttpStatusCode.OK, secretary.Status);
        await secretary.PostAsync(page, "main form");
        Assert.Equal(System.Net.HttpStatusCode.OK, secretary.Status);
        await using var db = village.Installation.Db();
        var asked = await db.LinkRequests.SingleAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith(Roles.Member, (await db.Accounts.SingleAsync(a => a.Id == asked.AccountId, TestContext.Current.CancellationToken)).UserName,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_was_only_written_down_says_so_and_leads_to_the_roster()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: [new ContactPersonNamed { On = new(2026, 1, 6), By = Side.Home, Person = "老联系人" }]);
        using var secretary = await village.SecretaryAsync();
        var facts = (await secretary.GetAsync($"/Members/{sojourn.MemberId}")).QuerySelector("section[aria-labelledby^='stay-'] dl.facts")!;
        Assert.Contains("只登记了姓名", facts.TextContent, StringComparison.Ordinal);
        await secretary.GetAsync(facts.QuerySelector("a[href*='contact-person-named']")!.GetAttribute("href")!);
        Assert.Equal(System.Net.HttpStatusCode.OK, secretary.Status);
    }

    private static async Task<IEnumerable<string>> PeopleAsync(TestBrowser browser) =>
        (await browser.GetAsync("/Worklist?by=member")).QuerySelectorAll("main h3 a").Select(one => one.TextContent.Trim()).Distinct()
            .Order(StringComparer.Ordinal);

    private async Task<Sojourn> NamedAsync(string name, Guid person)
    {
        var sojourn = await village.AwayAsync(name);
        await using var db = village.Installation.Db();
        await db.Sojourns.Where(s => s.Id == sojourn.Id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.HomeContactId, person).SetProperty(s => s.HomeContact, "张伟"), TestContext.Current.CancellationToken);
        return sojourn;
    }
}
