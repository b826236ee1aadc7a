using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Outside;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Reception;

/// <summary>People registered outside are received, and nobody learns at the reception who is a member.</summary>
public sealed class GuestTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await ReceptionSteps.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_stranger_with_nothing_to_show_is_received_in_four_clicks_and_eight_fields()
    {
        using var branch = await village.SecretaryAsync(Village.Host);
        var form = await branch.StrangerAsync("测试来客");
        Assert.Equal(HttpStatusCode.OK, branch.Status);
        Assert.Equal("测试来客", form.QuerySelector("[name=Name]")!.GetAttribute("value"));
        var asked = form.QuerySelectorAll("main form .field").Where(field => field.Closest("details, .of-paper, .of-certificate, .of-letter") is null);
        Assert.InRange(asked.Count(), 5, 8);
        Assert.Equal("2026-05-10", form.QuerySelector("[name='Guest.On']")!.GetAttribute("value"));

        var wrong = await branch.ReceiveGuestAsync(form);
        Assert.NotNull(wrong.QuerySelector("#Guest_Shown .invalid-feedback"));
        Assert.NotNull(wrong.QuerySelector("[name='Guest.Phone'][aria-invalid=true]"));
        Assert.NotNull(wrong.QuerySelector("[name='Guest.Home'][aria-invalid=true]"));
        Assert.Empty(await GuestsAsync());

        var page = await branch.ReceiveGuestAsync(wrong, GuestSteps.Least());
        var (member, stay) = Assert.Single(await GuestsAsync());
        Assert.Equal($"/Members/{member.Id}", branch.Path);
        Assert.Equal((null, "unknown", (DateOnly?)null, "19900000066"), (member.HomePath, member.Sex, member.Born, member.Phone));
        Assert.Equal((null, GuestSteps.Home, Village.Host, "reported-in", Village.Today),
            (stay.HomePath, stay.HomeWords, stay.HostPath, stay.State, stay.DepartedOn));
        var text = page.Body!.TextContent;
        Assert.Contains(GuestSteps.Home + "（系统外）", text, StringComparison.Ordinal);
        Assert.Contains("未核验：身份证件、身份号码、流出地尚未证实", text, StringComparison.Ordinal);
        var record = Assert.Single(await village.RecordsAsync(stay, "reported-in"));
        Assert.Equal((null, Village.Host), (record.HomePath, record.HostPath));
        Assert.Contains("\"shown\": \"nothing\"", record.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_cannot_say_his_home_and_has_no_telephone_is_received_and_home_is_to_be_learned()
    {
        using var clerk = await village.ClerkAsync();
        var form = await clerk.StrangerAsync("测试来客");
        var wrong = await clerk.ReceiveGuestAsync(form, GuestSteps.Least(phone: "无", home: null));
        Assert.NotNull(wrong.QuerySelector("[name='Guest.Phone'][aria-invalid=true]"));
        var page = await clerk.ReceiveGuestAsync(wrong, GuestSteps.Least(phone: "无，找工友王某转", home: null));
        Assert.Contains("流出地不明", page.Body!.TextContent, StringComparison.Ordinal);
        var (member, stay) = Assert.Single(await GuestsAsync());
        Assert.Null(member.Phone);
        Assert.Contains("找工友王某转", (await village.RecordsAsync(stay, "reported-in")).Single().Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_booklet_of_elsewhere_keeps_its_number_and_the_number_is_nobodys_here()
    {
        using var clerk = await village.ClerkAsync();
        var form = await clerk.StrangerAsync("测试来客", "XX-2025-88");
        Assert.Equal(("XX-2025-88", "certificate"), (form.QuerySelector("[name='Guest.Paper']")!.GetAttribute("value"),
            form.QuerySelector("[name='Guest.Shown'][checked]")!.GetAttribute("value")));
        Assert.Equal(8, form.QuerySelectorAll("main form .field").Count(field => field.Closest("details, .of-letter") is null));
        await clerk.ReceiveGuestAsync(form, ("Guest.Phone", "19900000066"), ("Guest.Document", "seen"), ("Guest.Home", GuestSteps.Home),
            ("Guest.Photo", "seen"));
        var (_, stay) = Assert.Single(await GuestsAsync());
        Assert.Contains("\"seal\": \"seen\"", (await village.RecordsAsync(stay, "reported-in")).Single().Data, StringComparison.Ordinal);
        Assert.Equal("XX-2025-88", stay.CertificateNumber);
        await using var db = village.Installation.Db();
        Assert.Empty(await db.CertificateNumbers.ToListAsync(Stop));
        Assert.Empty(await db.Certificates.ToListAsync(Stop));
    }

    [Fact]
    public async Task The_same_stranger_twice_is_one_person_by_telephone_and_by_number()
    {
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least());
        var again = await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least(more: ("Guest.IdNumber", GuestSteps.Id)));
        Assert.Contains("没有重复登记", again.Body!.TextContent, StringComparison.Ordinal);
        var (member, _) = Assert.Single(await GuestsAsync());
        Assert.Equal(new DateOnly(1990, 5, 1), member.Born);
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least("19900000067", more: ("Guest.IdNumber", GuestSteps.Id)));
        Assert.Single(await GuestsAsync());
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least("19900000068"));
        Assert.Equal(2, (await GuestsAsync()).Count); // of the same name alone it is not said
    }

    [Theory]
    [InlineData("四川省绵阳市稻香乡党委", true)]
    [InlineData("中共稻香乡 委员会", true)]
    [InlineData("望乡镇党委", true)] // its former name
    [InlineData("江苏省南京市稻香乡党委", false)]
    [InlineData("稻香乡党委第二支部", false)]
    public async Task A_home_in_another_spelling_becomes_the_entry_and_what_is_only_alike_stays_words(string said, bool isEntry)
    {
        var id = await village.Installation.KeepAsync("望乡镇党委");
        await using (var db = village.Installation.Db())
        {
            (await db.OutsideOrganizations.SingleAsync(one => one.Id == id, Stop)).Rename("中共稻香乡委员会", "稻香乡党委", Village.Today);
            await db.SaveChangesAsync(Stop);
        }
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least(home: said));
        var (_, stay) = Assert.Single(await GuestsAsync());
        Assert.Equal<(Guid?, string?)>(isEntry ? (id, null) : (null, said), (stay.HomeOutside, stay.HomeWords));
    }

    [Fact]
    public async Task After_he_left_he_is_the_same_person_with_a_second_stay()
    {
        var stay = await village.GuestAsync(happened: new LeftHost { On = new(2026, 3, 1), Reason = "returned", To = "home" });
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least("19900000055"));
        var stays = await GuestsAsync();
        Assert.Equal(2, stays.Count);
        Assert.All(stays, one => Assert.Equal(stay.MemberId, one.Member.Id));
        Assert.Equal(["left", "reported-in"], stays.Select(one => one.Stay.State).Order());
    }

    [Fact]
    public async Task The_number_of_a_member_elsewhere_tells_nothing_at_the_door_and_becomes_a_task_of_the_committee()
    {
        var known = await village.AwayAsync("测试乙");
        await using (var db = village.Installation.Db())
        {
            db.Identities.Add(new MemberIdentity { Hash = village.Installation.Instance.Secrets.Hash(GuestSteps.Id), MemberId = known.MemberId });
            await db.SaveChangesAsync(Stop);
        }
        using var branch = await village.SecretaryAsync(Village.Host);
        var same = await branch.ReceiveGuestAsync(await branch.StrangerAsync("测试来客"), GuestSteps.Least(more: ("Guest.IdNumber", GuestSteps.Id)));
        var other = await branch.ReceiveGuestAsync(await branch.StrangerAsync("另一来客"),
            GuestSteps.Least("19900000067", more: ("Guest.IdNumber", Hongyan.Rules.Identity.IdNumber.WithCheck("99000019920202003"))));
        Assert.Equal(HttpStatusCode.OK, branch.Status);
        foreach (var page in new[] { same, other })
        {
            Assert.DoesNotContain("测试乙", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("已在本系统", page.Body!.TextContent, StringComparison.Ordinal);
        }
        Assert.Contains("已登记", Said(same), StringComparison.Ordinal);
        Assert.Equal(Said(same), Said(other).Replace("另一来客", "测试来客", StringComparison.Ordinal));
        using var clerk = await village.ClerkAsync();
        var task = (await clerk.GetAsync("/Reception")).QuerySelector("#known-here ~ .duties")!.TextContent;
        Assert.Contains("测试来客", task, StringComparison.Ordinal);
        Assert.DoesNotContain("另一来客", task, StringComparison.Ordinal);
        Assert.DoesNotContain("测试乙", task, StringComparison.Ordinal);
        using var neighbour = await village.ClerkAsync(ReceptionSteps.OtherCommittee);
        Assert.Null((await neighbour.GetAsync("/Reception")).QuerySelector("#known-here"));
    }

    [Fact]
    public async Task One_number_too_many_is_left_out_the_guest_is_received_and_it_is_learned_once()
    {
        using var clerk = await village.ClerkAsync();
        await using var db = village.Installation.Db();
        var account = (await db.Accounts.SingleAsync(one => one.MemberId == null, Stop)).Id;
        var stem = village.Installation.Instance.Secrets.Hash("stem " + GuestSteps.Id[..14]);
        await db.Database.ExecuteSqlAsync($"""
            insert into number_lookup
            select {account}, sha256(n::text::bytea), {stem}, 'x', true, false, {village.Installation.Clock.GetUtcNow()} from generate_series(1, 20) n
            """, Stop);
        var page = await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least(more: ("Guest.IdNumber", GuestSteps.Id)));
        Assert.Contains("这个号码没有登记", page.Body!.TextContent, StringComparison.Ordinal);
        var (member, stay) = Assert.Single(await GuestsAsync());
        Assert.Null(member.IdNumber);
        Assert.Empty(await db.GuestNumbers.ToListAsync(Stop));
        (string, string)[] number = [("Values[number]", GuestSteps.Id), ("Values[document]", "seen")];
        var told = await clerk.PostAsync(await clerk.GetAsync(ReceptionSteps.Form(stay, "identity-learned")), "main form[method=post]", number);
        Assert.Contains("一天以后可以补登", told.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await village.RecordsAsync(stay, "identity-learned"));

        village.Installation.Clock.MoveTo(Village.Today.AddDays(2));
        using var later = await village.ClerkAsync();
        await later.PostAsync(await later.GetAsync(ReceptionSteps.Form(stay, "identity-learned")), "main form[method=post]", number);
        Assert.Single(await db.GuestNumbers.ToListAsync(Stop));
        var learned = Assert.Single(await village.RecordsAsync(stay, "identity-learned"));
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        var held = await db.Sojourns.SingleAsync(one => one.Id == learned.CaseId, Stop);
        Assert.Equal("refusal.number-learned", (await recording.AddAsync(held, [new IdentityLearned { On = Village.Today }], Stop)).Refusal?.Text);
    }

    [Fact]
    public async Task A_member_of_an_own_branch_is_no_guest()
    {
        var own = await village.AwayAsync("测试乙", home: Village.Host);
        using var clerk = await village.ClerkAsync();
        var form = await clerk.StrangerAsync("测试乙");
        Assert.Contains("测试乙", form.QuerySelector("main .alert-info")!.TextContent, StringComparison.Ordinal);
        var told = await clerk.ReceiveGuestAsync(form, GuestSteps.Least("19900000001"));
        Assert.Contains("不按系统外党员登记", told.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(told.QuerySelector($"a[href='/Members/{own.MemberId}']"));
        Assert.Empty(await GuestsAsync());
    }

    [Fact]
    public async Task A_number_that_is_recorded_under_another_name_is_said_and_changes_nothing()
    {
        using var clerk = await village.ClerkAsync();
        await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least(more: ("Guest.IdNumber", GuestSteps.Id)));
        var told = await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试别名"),
            GuestSteps.Least(phone: "19900000077", more: ("Guest.IdNumber", GuestSteps.Id)));
        Assert.Contains("姓名不同", told.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("19900000066", Assert.Single(await GuestsAsync()).Item1.Phone);
    }

    [Fact]
    public async Task Whoever_ticks_that_home_is_unknown_and_writes_it_is_asked_which_holds()
    {
        using var clerk = await village.ClerkAsync();
        var told = await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least(more: ("Guest.HomeUnknown", "true")));
        Assert.NotNull(told.QuerySelector("[name='Guest.Home'][aria-invalid=true]"));
        Assert.Empty(await GuestsAsync());
    }

    [Theory]
    [InlineData("1990-01-01", "", true)]
    [InlineData("1995-05-01", "1995-05-01", true)]
    [InlineData("1995-04-30", "1995-05-01", false)]
    public async Task Nobody_arrives_before_he_is_born(string on, string born, bool isTaken)
    {
        using var clerk = await village.ClerkAsync();
        var page = await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), GuestSteps.Least(more: [("Guest.On", on), ("Guest.Born", born)]));
        Assert.Equal(isTaken ? 1 : 0, (await GuestsAsync()).Count);
        if (!isTaken)
            Assert.Contains("早于出生日期", page.QuerySelector(".error-summary li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_sentence_about_what_is_wrong_names_its_field()
    {
        using var clerk = await village.ClerkAsync();
        var told = await clerk.ReceiveGuestAsync(await clerk.StrangerAsync("测试来客"), ("Name", ""), ("Guest.Shown", "letter"), ("Guest.LetterOn", "2026-05-11"),
            ("Guest.On", "2026-05-11"));
        var lines = told.QuerySelectorAll(".error-summary li").Select(line => line.TextContent).ToList();
        foreach (var field in new[] { "姓名", "信函种类", "信函日期", "联系电话", "流出地党组织", "身份证件", "到达日期" })
            Assert.Single(lines, line => line.Contains(field, StringComparison.Ordinal));
        Assert.Equal(7, lines.Count);
    }

    [Fact]
    public async Task Twenty_five_strangers_in_an_hour_are_received_and_guessing_still_waits()
    {
        await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        for (var one = 0; one < 25; one++)
        {
            var form = await clerk.StrangerAsync($"来客{(char)('甲' + one)}", $"ZZ-{one}");
            Assert.NotNull(form.QuerySelector("[name='Guest.Shown']"));
            await clerk.ReceiveGuestAsync(form, ("Guest.Phone", $"199000010{one:00}"), ("Guest.Document", "seen"), ("Guest.Home", GuestSteps.Home));
            Assert.StartsWith("/Members/", clerk.Path, StringComparison.Ordinal);
        }
        Assert.Equal(25, (await GuestsAsync()).Count);
        for (var more = 0; more < 8 && clerk.Status != HttpStatusCode.TooManyRequests; more++) // on a slow machine the first waits are over by now
            await clerk.AskAsync("测试甲", $"ZZ-9{more}");
        Assert.Equal(HttpStatusCode.TooManyRequests, clerk.Status);
    }

    [Fact]
    public async Task Receiving_strangers_who_show_nothing_counts_as_no_look_up()
    {
        await village.HolderAsync();
        using var clerk = await village.ClerkAsync();
        for (var one = 0; one < 12; one++)
            await clerk.ReceiveGuestAsync(await clerk.StrangerAsync($"来客{(char)('甲' + one)}"), GuestSteps.Least($"199000010{one:00}"));
        await clerk.AskAsync("测试甲", ReceptionSteps.Number);
        Assert.Equal("/Reception/Arrival", clerk.Path);
    }

    [Theory]
    [InlineData("Guest.On", "9999-12-31")]
    [InlineData("Guest.On", "2026-05-11")]
    [InlineData("Guest.On", "1989-12-31")]
    [InlineData("Guest.On", "1950-01-01")]
    [InlineData("Guest.Born", "1990-13-45")]
    [InlineData("Guest.Shown", "signature")]
    [InlineData("Guest.Document", "x")]
    [InlineData("Guest.IdNumber", "123")]
    [InlineData("Guest.Host", "001.003")]
    [InlineData("Guest.Paper", "0123456789012345678901234567890123456789x")]
    public async Task What_makes_no_sense_is_refused_with_a_sentence_and_nothing_is_half_saved(string field, string value)
    {
        using var clerk = await village.ClerkAsync();
        var form = await clerk.StrangerAsync("测试来客");
        var told = await clerk.ReceiveGuestAsync(form, [.. GuestSteps.Least().Where(one => one.Item1 != field), (field, value)]);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.NotNull(told.QuerySelector(".error-summary"));
        Assert.Empty(await GuestsAsync());
    }

    private static string Said(AngleSharp.Html.Dom.IHtmlDocument page) =>
        page.QuerySelector("main .alert-success, .toast, [role=status]")?.TextContent.Trim() ?? "";

    private async Task<List<(Member Member, Sojourn Stay)>> GuestsAsync()
    {
        await using var db = village.Installation.Db();
        return [.. (await db.Sojourns.AsNoTracking().Where(stay => stay.HomePath == null).OrderBy(stay => stay.Id)
            .Join(db.Members, stay => stay.MemberId, member => member.Id, (stay, member) => new { member, stay }).ToListAsync(Stop))
            .Select(one => (one.member, one.stay))];
    }
}
