using System.Net;
using System.Text;
using Hongyan.Envelopes;
using Hongyan.Features.Peers;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>Another installation is introduced: its card loaded, its fingerprint compared, confirmed by a second person, frozen by one.</summary>
public sealed class PeerTests : IAsyncLifetime
{
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_peer_is_loaded_compared_and_confirmed_by_a_second_person()
    {
        var card = Introducing.Card(address: "https://peer.example.org");
        using var first = await village.Installation.DepartmentAsync();
        var page = await first.LoadAsync(card.Write());
        Assert.Equal(Peer.Loaded, (await village.Installation.PeerAsync(card.Installation)).State);
        Assert.Contains(card.Fingerprint, page.Body!.TextContent, StringComparison.Ordinal);
        await first.CompareAsync(page, card.Fingerprint.Replace(" ", "", StringComparison.Ordinal));
        var peer = await village.Installation.PeerAsync(card.Installation);
        Assert.Equal((Peer.Compared, Peer.Compared), (peer.State, await StateAsync(peer.Id)));
        Assert.Null((await first.GetAsync("/Peers/" + peer.Id)).QuerySelector(Introducing.Confirm));

        using var second = await village.Installation.DepartmentAsync();
        Assert.NotNull((await second.GetAsync("/Worklist")).QuerySelector($"main a[href='/Peers/{peer.Id}']"));
        await second.PostAsync(await second.GetAsync("/Peers/" + peer.Id), Introducing.Confirm);
        peer = await village.Installation.PeerAsync(card.Installation);
        Assert.Equal((Peer.Confirmed, Peer.Confirmed), (peer.State, await StateAsync(peer.Id)));
        Assert.Equal(HttpStatusCode.OK, (await first.Client.GetAsync($"/Cases/peer/{peer.OwnerId}/{peer.Id}", Stop)).StatusCode);
        Assert.Contains("已确认", (await first.GetAsync("/Peers")).QuerySelector("main tbody td")!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Equal(["peer-card-loaded", "peer-compared", "peer-confirmed"],
            await db.Audit.Where(one => one.Act.StartsWith("peer-")).OrderBy(one => one.Act).Select(one => one.Act).ToListAsync(Stop));
    }

    [Fact]
    public async Task Digits_that_were_heard_otherwise_are_refused_and_stay_in_the_form()
    {
        var card = Introducing.Card();
        using var browser = await village.Installation.DepartmentAsync();
        var wrong = card.Fingerprint[..^1] + (card.Fingerprint[^1] == '0' ? '1' : '0');
        var page = await browser.CompareAsync(await browser.LoadAsync(card.Write()), wrong);
        Assert.Contains("与名片的指纹不一致", page.QuerySelector("#Compared_Heard_error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(wrong, page.QuerySelector("#Compared_Heard")!.GetAttribute("value"));
        page = await browser.PostAsync(page, Introducing.Compare, ("Compared.With", ""), ("Compared.Heard", ""));
        Assert.NotNull(page.QuerySelector("#Compared_With_error"));
        Assert.Equal(Peer.Loaded, (await village.Installation.PeerAsync(card.Installation)).State);
    }

    [Fact]
    public async Task Whoever_loaded_or_compared_does_not_confirm_also_not_past_the_page()
    {
        var card = Introducing.Card();
        using var loads = await village.Installation.DepartmentAsync();
        await loads.LoadAsync(card.Write());
        using var compares = await village.Installation.DepartmentAsync();
        var page = await compares.GetAsync(loads.Path);
        await compares.CompareAsync(page, card.Fingerprint);
        foreach (var browser in new[] { loads, compares })
        {
            var own = await browser.GetAsync(compares.Path);
            Assert.Null(own.QuerySelector(Introducing.Confirm));
            var answer = await browser.FormAsync(compares.Path + "?handler=Confirm", own);
            Assert.Contains("另一人确认", answer.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(Peer.Compared, (await village.Installation.PeerAsync(card.Installation)).State);
    }

    [Fact]
    public async Task A_changed_card_waits_beside_the_one_in_force_until_it_is_compared_and_confirmed_by_a_second_person()
    {
        var card = Introducing.Card();
        await village.Installation.IntroduceAsync(card);
        var changed = Introducing.Card(installation: card.Installation, address: "https://elsewhere.example.org");
        using var first = await village.Installation.DepartmentAsync();
        var page = await first.LoadAsync(changed.Write());
        var peer = await village.Installation.PeerAsync(card.Installation);
        Assert.Equal((Peer.Confirmed, card.Fingerprint, changed.Fingerprint), (peer.State, peer.Fingerprint, peer.NextFingerprint));
        Assert.Contains(changed.Fingerprint, page.Body!.TextContent, StringComparison.Ordinal);
        page = await first.FormAsync(first.Path + "?handler=CompareChange", page, ("Compared.Heard", card.Fingerprint), ("Compared.With", "王某"),
            ("Compared.On", Text(Village.Today)));
        Assert.NotNull(page.QuerySelector("#Compared_Heard_error")); // the old one
        page = await first.FormAsync($"/Peers/{peer.Id}?handler=CompareChange", page, ("Compared.Heard", changed.Fingerprint), ("Compared.With", "王某"),
            ("Compared.On", Text(Village.Today)));
        await first.FormAsync($"/Peers/{peer.Id}?handler=ConfirmChange", page, ("seen", changed.Fingerprint));
        Assert.Equal(card.Fingerprint, (await village.Installation.PeerAsync(card.Installation)).Fingerprint); // he compared it himself
        using var second = await village.Installation.DepartmentAsync();
        page = await second.GetAsync("/Peers/" + peer.Id);
        await second.FormAsync($"/Peers/{peer.Id}?handler=ConfirmChange", page, ("seen", card.Fingerprint));
        Assert.Equal(card.Fingerprint, (await village.Installation.PeerAsync(card.Installation)).Fingerprint); // another card than he saw
        await second.FormAsync($"/Peers/{peer.Id}?handler=ConfirmChange", page, ("seen", changed.Fingerprint));
        var after = await village.Installation.PeerAsync(card.Installation);
        Assert.Equal((Peer.Confirmed, changed.Fingerprint, null, peer.HandleOurs), (after.State, after.Fingerprint, after.NextCard, after.HandleOurs));
        Assert.Equal(changed.Address, after.Address);
    }

    [Fact]
    public async Task Whatever_a_page_forgets_the_keys_of_a_confirmed_peer_are_changed_by_two_people_only()
    {
        var card = Introducing.Card();
        var peer = await village.Installation.IntroduceAsync(card);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            AsPageAsync(Roles.Department, Village.County, $"update exchange_peer set signing_x = 'x', next_card = 'x' where id = '{peer.Id}'"));
        Assert.Equal("42501", refused.SqlState);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task One_person_freezes_at_once_and_only_a_new_introduction_opens_it_again()
    {
        var card = Introducing.Card();
        var peer = await village.Installation.IntroduceAsync(card);
        using var browser = await village.Installation.DepartmentAsync();
        var page = await browser.GetAsync("/Peers/" + peer.Id);
        page = await browser.FormAsync($"/Peers/{peer.Id}?handler=Freeze", page, ("Stopped.Reason", "钥匙可能丢失"), ("Stopped.Since", "2099-01-01"));
        Assert.NotNull(page.QuerySelector("#Stopped_Since_error"));
        await browser.FormAsync($"/Peers/{peer.Id}?handler=Freeze", page, ("Stopped.Reason", "钥匙可能丢失"), ("Stopped.Since", "2026-05-01"));
        Assert.Equal(Peer.Frozen, (await village.Installation.PeerAsync(card.Installation)).State);
        await browser.FormAsync($"/Peers/{peer.Id}?handler=Confirm", page);
        Assert.Equal(Peer.Frozen, (await village.Installation.PeerAsync(card.Installation)).State);
        peer = await village.Installation.IntroduceAsync(card);
        Assert.Equal(Peer.Confirmed, peer.State);
        await browser.FormAsync($"/Peers/{peer.Id}?handler=End", page, ("Stopped.Reason", "不再往来"));
        await using var db = village.Installation.Db();
        Assert.Equal(Peer.Ended, (await db.Peers.SingleAsync(one => one.Id == peer.Id, Stop)).State);
        Assert.Equal(Peer.Confirmed, (await village.Installation.IntroduceAsync(card)).State); // another case
    }

    [Fact]
    public async Task What_is_no_card_is_refused_with_a_sentence()
    {
        using var browser = await village.Installation.DepartmentAsync();
        var own = await (await browser.Client.GetAsync("/Peers?handler=Card", Stop)).Content.ReadAsByteArrayAsync(Stop);
        Assert.NotNull(PeerCard.Read(own).Card);
        foreach (var (file, sentence) in new[]
        {
            (own, "本系统自己的名片"), ("{}"u8.ToArray(), "不是名片"), (Encoding.UTF8.GetBytes("[1"), "不是名片"), ([0, 1, 2], "不是名片"),
            ((Introducing.Card() with { Version = 2 }).Write(), "更新的版本"), ((Introducing.Card() with { Profiles = ["gm"] }).Write(), "不使用本系统支持的加密方式"),
            ((Introducing.Card() with { Signing = new("EC", "P-256", "AA", "AA") }).Write(), "公钥无效"),
            ((Introducing.Card() with { Signing = new("EC", "P-384", "AA", "AA") }).Write(), "公钥无效"),
            (Introducing.Card(address: "http://peer.example.org").Write(), "https://"), (Introducing.Card(new string('长', 101)).Write(), "不是名片"),
            (new byte[PeerCard.MostBytes + 1], "超过 2 MB"),
        })
        {
            var page = await browser.LoadAsync(file);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(sentence, page.QuerySelector("#Upload_error")!.TextContent, StringComparison.Ordinal);
        }
        await using var db = village.Installation.Db();
        Assert.Empty(await db.Peers.ToListAsync(Stop));
    }

    [Fact]
    public async Task Another_department_neither_loads_it_again_nor_changes_it_whatever_a_page_forgets()
    {
        await village.Installation.AddOrganizationAsync("009", "外县组织部", "organization-department");
        var card = Introducing.Card();
        var peer = await village.Installation.IntroduceAsync(card);
        using var stranger = await village.Installation.DepartmentAsync("009");
        var page = await stranger.LoadAsync(card.Write());
        Assert.Contains("另一个组织部", page.QuerySelector("#Upload_error")!.TextContent, StringComparison.Ordinal);
        await stranger.FormAsync($"/Peers/{peer.Id}?handler=Freeze", page, ("Stopped.Reason", "x"));
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Equal(Peer.Confirmed, (await village.Installation.PeerAsync(card.Installation)).State);
        Assert.Equal(0, await AsPageAsync(Roles.Department, "009", "update exchange_peer set state = 'frozen'"));
        Assert.Equal(1, await AsPageAsync(Roles.Department, Village.County, "update exchange_peer set state = 'frozen'"));
        Assert.Equal(0, await AsPageAsync(Roles.Clerk, Village.HomeCommittee, "update exchange_peer set state = 'frozen'"));
        Assert.Equal(0, await AsPageAsync(Roles.Secretary, Village.Home, "update exchange_peer set state = 'frozen'"));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        await clerk.GetAsync("/Peers");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);
    }

    [Fact]
    public async Task Keys_are_encrypted_at_rest_made_once_and_their_private_half_is_read_by_no_page()
    {
        using var browser = await village.Installation.DepartmentAsync();
        await browser.GetAsync("/Peers");
        await browser.GetAsync("/Peers");
        await using var db = village.Installation.Db();
        var keys = await db.ExchangeKeys.AsNoTracking().ToListAsync(Stop);
        Assert.Equal(2, keys.Count);
        foreach (var key in keys)
        {
            var pair = new ExchangeKeyPair(new ExchangeKey(key.X, key.Y), village.Installation.Instance.Secrets.DecryptBytes(key.PrivateKey));
            Assert.True(key.PrivateKey.AsSpan().IndexOf(pair.Private.AsSpan(0, 30)) < 0);
            using var signing = pair.Signing();
            Assert.Equal(key.Kid, ExchangeKey.Of(signing.ExportParameters(includePrivateParameters: false)).Kid);
        }
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            AsPageAsync(Roles.Department, Village.County, "select private_key from exchange_key"));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task At_the_machine_a_card_is_loaded_and_a_peer_frozen_but_two_people_confirm()
    {
        var card = Introducing.Card();
        await using (var db = village.Installation.Db())
        {
            var services = new ExchangeServices(village.Installation.Instance, db);
            var department = await db.Organizations.SingleAsync(one => one.Path == Village.County, Stop);
            var (peer, refusal) = await services.Acts.LoadAsync(department, card, Stop);
            Assert.Null(refusal);
            Assert.Equal("refusal.state", services.Acts.SecondRefusal(peer!));
        }
        using var first = await village.Installation.DepartmentAsync();
        var id = (await village.Installation.PeerAsync(card.Installation)).Id;
        await first.CompareAsync(await first.GetAsync("/Peers/" + id), card.Fingerprint);
        using var second = await village.Installation.DepartmentAsync();
        await second.PostAsync(await second.GetAsync("/Peers/" + id), Introducing.Confirm);
        Assert.Equal(Peer.Confirmed, (await village.Installation.PeerAsync(card.Installation)).State);
        await using (var db = village.Installation.Db())
        {
            var services = new ExchangeServices(village.Installation.Instance, db);
            Assert.Null(await services.Acts.FreezeAsync(await db.Peers.SingleAsync(one => one.Id == id, Stop), "测试", since: null, Stop));
        }
        Assert.Equal(Peer.Frozen, (await village.Installation.PeerAsync(card.Installation)).State);
    }

    private async Task<string> StateAsync(Guid id)
    {
        await using var db = village.Installation.Db();
        return (await db.Cases.SingleAsync(one => one.Id == id, Stop)).State;
    }

    private async Task<int> AsPageAsync(string role, string org, string statement)
    {
        await using var db = village.Installation.PageDb();
        await using var transaction = await Installation.BeginScopeAsync(db, Acting.As(role, org), Stop);
        return await db.Database.ExecuteSqlRawAsync(statement, Stop);
    }
}
