using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Tests.Reception;

/// <summary>A guest whom a second host receives has moved: one stay is open, and the former host reads its own time.</summary>
public sealed class GuestMoveTests : IAsyncLifetime
{
    private const string Present = "19900000088";
    private const string Sister = Village.HostCommittee + ".077";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Within_a_committee_he_keeps_his_stay_and_the_former_branch_sees_neither_him_nor_his_telephone()
    {
        var left = new DateOnly(2026, 1, 10);
        var stay = await village.GuestAsync(host: Village.Host, happened:
        [
            new DepartureLearned { On = new(2026, 2, 2), Departs = left, ToldBy = "member" },
            new Placed { On = new(2026, 2, 3), Organization = Village.Host },
            new HomeAsked { On = new(2026, 2, 4), What = ["membership"], Way = "letter", To = GuestSteps.Home },
        ]);
        await village.Installation.AddOrganizationAsync(Sister, "姊妹社区党支部");
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), ("Guest.Shown", "nothing"), ("Guest.Phone", "19900000055"),
            ("Guest.Document", "seen"), ("Guest.Home", GuestSteps.Home), ("Guest.Host", Sister));
        await using (var db = village.Installation.Db())
        {
            var person = await db.Members.SingleAsync(m => m.Id == stay.MemberId, Stop);
            person.Phone = Present;
            await db.SaveChangesAsync(Stop);
            var kept = await db.Sojourns.AsNoTracking().SingleAsync(s => s.MemberId == stay.MemberId, Stop);
            Assert.Equal((stay.Id, "reported-in", Sister, left), (kept.Id, kept.State, kept.HostPath, kept.DepartedOn));
        }
        Assert.Empty(await village.RecordsAsync(stay, "left-host"));
        Assert.Equal(2, (await village.RecordsAsync(stay, "reported-in")).Count);
        Assert.Contains("催办", (await clerk.GetAsync("/Dispatches/Asked?sojourn=" + stay.Id)).QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        using var former = await village.SecretaryAsync(Village.Host);
        var list = await former.GetAsync("/Reception");
        Assert.Contains("测试来客", list.QuerySelector("#moved-on ~ .duties")!.TextContent, StringComparison.Ordinal);
        await former.GetAsync($"/Members/{stay.MemberId}");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, former.Status);
        var own = await former.GetAsync(list.QuerySelector("#moved-on ~ .duties a")!.GetAttribute("href")!);
        Assert.Contains("编入支部", own.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Present[^4..], own.Body!.TextContent, StringComparison.Ordinal);
        await former.PostAsync(own, "main form[method=post]");
        Assert.Null((await former.GetAsync("/Reception")).QuerySelector("#moved-on"));
        foreach (var address in new[] { "/Lists/inflow?state=all", "/Search?q=测试来客", "/Worklist?by=member", "/Members", "/Dues", "/Care" })
        {
            var page = await former.GetAsync(address);
            Assert.Equal(System.Net.HttpStatusCode.OK, former.Status);
            Assert.DoesNotContain(Present[^4..], page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
        using var sister = await village.SecretaryAsync(Sister);
        Assert.Contains("测试来客", (await sister.GetAsync($"/Members/{stay.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("select count(*)::text from member where id = '{0}'", "0", "1")]
    [InlineData("select count(*)::text from sojourn where member_id = '{0}'", "0", "1")]
    [InlineData("select count(*)::text from record where owner_id = '{0}' and on_date > '2026-05-10' and type = 'reported-in'", "0", "1")]
    [InlineData("select count(*)::text from former_host where member_id = '{0}' and name = '测试来客'", "1", "1")]
    public async Task Postgres_itself_shuts_him_before_the_former_host(string query, string former, string present)
    {
        var stay = await village.GuestAsync(host: Village.Host);
        village.Installation.Clock.Forward(TimeSpan.FromDays(2));
        await village.Installation.AddOrganizationAsync(Sister, "姊妹社区党支部");
        using (var clerk = await village.ClerkAsync())
            await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), [.. GuestSteps.Least("19900000055"), ("Guest.Host", Sister)]);
        query = query.Replace("{0}", stay.MemberId.ToString(), StringComparison.Ordinal);
        Assert.Equal(former, await AsAsync(Acting.As(Roles.Secretary, Village.Host), query));
        Assert.Equal(present, await AsAsync(Acting.As(Roles.Clerk, Village.HostCommittee), query));
    }

    [Fact]
    public async Task A_guest_of_another_committee_has_moved_when_a_person_says_so_and_the_earlier_host_cannot_take_him_back()
    {
        using (var elsewhere = await village.ClerkAsync(ReceptionSteps.OtherCommittee))
            await elsewhere.ReceiveGuestAsync(await elsewhere.StrangerAsync("测试来客"), GuestSteps.Least(more: ("Guest.IdNumber", GuestSteps.Id)));
        village.Installation.Clock.Forward(TimeSpan.FromDays(3));
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), WithNumber("seen"));
        var list = await clerk.GetAsync("/Reception");
        var task = list.QuerySelector("#known-here ~ .duties")!;
        await using var db = village.Installation.Db();
        var host = await db.Organizations.Where(o => o.Path == Village.HostCommittee).Select(o => o.Name).SingleAsync(Stop);
        Assert.Contains(host, task.TextContent, StringComparison.Ordinal);
        using var former = await village.ClerkAsync(ReceptionSteps.OtherCommittee);
        Assert.Null((await former.GetAsync("/Reception")).QuerySelector("#known-here")); // he came there first
        await clerk.PostAsync(list, "#known-here ~ .duties form");
        var stays = await db.Sojourns.AsNoTracking().Where(s => s.HomePath == null).ToListAsync(Stop);
        Assert.Equal([("left", ReceptionSteps.OtherCommittee), ("reported-in", Village.HostCommittee)],
            stays.Select(one => (one.State, one.HostPath!)).OrderBy(one => one.State));
        Assert.Null((await clerk.GetAsync("/Reception")).QuerySelector("#known-here"));
        var told = await former.GetAsync("/Reception");
        Assert.Contains("测试来客", told.QuerySelector("#moved-on ~ .duties")!.TextContent, StringComparison.Ordinal);
        var old = stays.Single(one => one.State == "left");
        var page = await former.GetAsync($"/Members/{old.MemberId}");
        Assert.DoesNotContain(Present[^4..], page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("测试别客", "seen", "没有同名的系统外登记")]
    [InlineData("测试来客", "not-asked", "没有登记看过本人的身份证件")]
    public async Task A_number_alone_ends_no_stay_elsewhere(string name, string document, string said)
    {
        using (var elsewhere = await village.ClerkAsync(ReceptionSteps.OtherCommittee))
            await elsewhere.ReceiveGuestAsync(await elsewhere.StrangerAsync("测试来客"), GuestSteps.Least(more: ("Guest.IdNumber", GuestSteps.Id)));
        village.Installation.Clock.Forward(TimeSpan.FromDays(3));
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync(name), WithNumber(document));
        var told = await clerk.PostAsync(await clerk.GetAsync("/Reception"), "#known-here ~ .duties form");
        Assert.Contains(said, told.Body!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Equal(2, await db.Sojourns.CountAsync(stay => stay.HomePath == null && stay.EndedOn == null, Stop));
        var here = await db.Sojourns.AsNoTracking().SingleAsync(stay => stay.HostPath == Village.HostCommittee, Stop);
        Assert.Equal("0", await AsAsync(Acting.As(Roles.Clerk, Village.HostCommittee),
            $"select count(*)::text from guest_elsewhere('{here.MemberId}', '{Village.HostCommittee}', '2026-12-31')"));
    }

    [Fact]
    public async Task His_status_is_unknown_until_it_is_said()
    {
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least());
        await using var db = village.Installation.Db();
        var person = await db.Members.AsNoTracking().SingleAsync(m => m.HomePath == null, Stop);
        Assert.Equal("unknown", person.Status);
        var stay = await db.Sojourns.AsNoTracking().SingleAsync(Stop);
        Assert.Contains("没有说明", (await clerk.GetAsync($"/Members/{person.Id}")).QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        await clerk.PostAsync(await clerk.GetAsync(ReceptionSteps.Form(stay, "guest-corrected")), "main form[method=post]",
            ("Values[status]", "probationary"), ("Values[name]", "测试来客甲"), ("Values[why]", "看到身份证和活动证"));
        await db.Entry(person).ReloadAsync(Stop);
        Assert.Equal(("probationary", "测试来客甲"), (person.Status, person.Name));
        var record = Assert.Single(await village.RecordsAsync(stay, "guest-corrected"));
        Assert.Contains("测试来客；unknown；unknown", record.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_learned_later_closes_the_warning_and_that_of_another_guest_is_refused()
    {
        using var clerk = await village.ClerkAsync();
        var first = await village.GuestAsync();
        var second = await village.GuestAsync("测试别人", host: Village.Host);
        Assert.Contains("没有登记身份证号码", (await clerk.GetAsync($"/Members/{first.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
        (string, string)[] number = [("Values[number]", GuestSteps.Id), ("Values[document]", "seen")];
        var told = await clerk.PostAsync(await clerk.GetAsync(ReceptionSteps.Form(first, "identity-learned")), "main form[method=post]",
            ("Values[number]", "123"), ("Values[document]", "seen"));
        Assert.NotNull(told.QuerySelector(".error-summary"));
        await clerk.PostAsync(await clerk.GetAsync(ReceptionSteps.Form(first, "identity-learned")), "main form[method=post]", number);
        Assert.DoesNotContain("没有登记身份证号码", (await clerk.GetAsync($"/Members/{first.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
        told = await clerk.PostAsync(await clerk.GetAsync(ReceptionSteps.Form(second, "identity-learned")), "main form[method=post]", number);
        Assert.Contains("是另一人的", told.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(second, "identity-learned"));
        await using var db = village.Installation.Db();
        Assert.Equal(new DateOnly(1990, 5, 1), (await db.Members.SingleAsync(m => m.Id == first.MemberId, Stop)).Born);
    }

    [Fact]
    public async Task Namesakes_and_a_certificate_that_two_show_are_warned_of()
    {
        using var clerk = await village.ClerkAsync();
        foreach (var (name, phone) in new[] { ("测试来客", "19900000061"), ("测试另客", "19900000062") })
            await clerk.ReceiveGuestAsync(await clerk.StrangerAsync(name, "XX-2025-88"), ("Guest.Phone", phone), ("Guest.Document", "seen"),
                ("Guest.Home", GuestSteps.Home));
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least("19900000063"));
        await using var db = village.Installation.Db();
        var people = await db.Members.AsNoTracking().Where(m => m.HomePath == null).OrderBy(m => m.Id).ToListAsync(Stop);
        Assert.Equal(3, people.Count);
        var page = (await clerk.GetAsync($"/Members/{people[0].Id}")).Body!.TextContent;
        Assert.Contains("同名", page, StringComparison.Ordinal);
        Assert.Contains("另有人出示过相同的编号", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_ups_count_per_address_whichever_account_asks()
    {
        await village.HolderAsync();
        await using (var db = village.Installation.Db())
        {
            for (var one = 0; one < 5; one++)
                await db.Database.ExecuteSqlAsync(
                    $"insert into audit_entry (id, act, from_address) values (gen_random_uuid(), 'arrival-not-found', '198.51.100.7')", Stop);
        }
        Assert.Equal("5", await AsAsync(Acting.As(Roles.Clerk, Village.HostCommittee),
            "select failures::text from arrival_failures('198.51.100.7', timestamptz '2026-05-01')"));
        Assert.Equal("0", await AsAsync(Acting.As(Roles.Clerk, Village.HostCommittee),
            "select failures::text from arrival_failures('198.51.100.8', timestamptz '2026-05-01')"));
    }

    private static (string, string)[] WithNumber(string document) =>
        [.. GuestSteps.Least(Present).Where(one => one.Item1 != "Guest.Document"), ("Guest.Document", document), ("Guest.IdNumber", GuestSteps.Id)];

    private async Task<string> AsAsync(Actor actor, string query)
    {
        await using var connection = await village.Installation.Instance.PageSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var scope = new NpgsqlCommand(RequestTransaction.ScopeOf(actor), connection, transaction);
        await scope.ExecuteNonQueryAsync(Stop);
        await using var command = new NpgsqlCommand(query, connection, transaction);
        return (string)(await command.ExecuteScalarAsync(Stop))!;
    }
}
