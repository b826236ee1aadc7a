using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Features.Peers;
using Hongyan.Platform;
using Hongyan.Rules.Exchange;
using Hongyan.Tests.Rights;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>Home changes its keys: by two people here, in force at the host once two people there have compared and confirmed them.</summary>
public sealed class KeyChangeTests : IAsyncLifetime
{
    private Pair pair = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => pair = await Pair.NewAsync();

    public ValueTask DisposeAsync() => pair.DisposeAsync();

    [Fact]
    public async Task New_keys_are_used_with_a_peer_once_two_people_there_have_confirmed_them_and_nothing_is_lost_meanwhile()
    {
        var before = await Pair.CardAsync(pair.Home);
        await pair.QueueAsync(pair.Home, ["甲"]);
        var early = await pair.FileAsync(pair.Home);
        await ChangeAsync();
        var card = await Pair.CardAsync(pair.Home);
        Assert.Equal(before.Installation, card.Installation);
        Assert.NotEqual(before.Fingerprint, card.Fingerprint);
        Assert.Equal(1, (await pair.BringAsync(pair.Host, early)).Of(Brought.Kept)); // the host knows no others yet
        await RoundAsync();
        var peer = await Pair.PeerAsync(pair.Host);
        Assert.Equal((before.Fingerprint, card.Fingerprint, null), (peer.Fingerprint, peer.NextFingerprint, peer.NextLoadedBy));
        Assert.Single(await Pair.SentAsync(pair.Home), one => one.Kind == MessageKinds.KeyChange);
        await pair.QueueAsync(pair.Home, ["乙"]);
        await RoundAsync();
        Assert.All(await Pair.SentAsync(pair.Home), one => Assert.Equal(SentMessage.Accepted, one.State));
        await pair.QueueAsync(pair.Home, ["丙"]);
        await pair.QueueAsync(pair.Host, ["子"]);
        var late = await pair.FileAsync(pair.Home);
        var sealedBefore = await pair.FileAsync(pair.Host);
        await ConfirmThereAsync(card.Fingerprint);
        Assert.Equal(late.Envelopes.Count, (await pair.BringAsync(pair.Host, late)).Of(Brought.Unreadable)); // signed with the old key
        Assert.Equal(1, (await Pair.PeerAsync(pair.Home)).OurGeneration);
        await pair.BringAsync(pair.Home, sealedBefore);
        Assert.Equal(1, (await Pair.PeerAsync(pair.Home)).OurGeneration);
        await pair.CarryAsync(pair.Host, pair.Home);
        Assert.Equal(2, (await Pair.PeerAsync(pair.Home)).OurGeneration);
        await RoundAsync();
        await RoundAsync();
        foreach (var village in new[] { pair.Home, pair.Host })
            Assert.All(await Pair.SentAsync(village), one => Assert.Equal(SentMessage.Accepted, one.State));
        Assert.Equal(card.Fingerprint, (await Pair.PeerAsync(pair.Host)).Fingerprint);
        Assert.Equal(5, (await Pair.ReceivedAsync(pair.Host)).Count); // greeting, three notices, the keys once
        using var department = await pair.Home.Installation.DepartmentAsync();
        Assert.Contains("当前密钥", (await department.GetAsync("/Peers/Keys")).QuerySelector("main td")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_encryption_key_is_deleted_thirty_days_after_nothing_sent_to_it_is_open()
    {
        await ChangeAsync();
        await RoundAsync();
        await AtAsync(100, keys: 2); // the host still seals for it
        await pair.QueueAsync(pair.Host, ["子"]);
        var sealedBefore = await pair.FileAsync(pair.Host);
        await ConfirmThereAsync((await Pair.CardAsync(pair.Home)).Fingerprint);
        await pair.CarryAsync(pair.Host, pair.Home);
        await AtAsync(110, keys: 2);
        await pair.BringAsync(pair.Home, sealedBefore); // on its way all the time
        await AtAsync(139, keys: 2);
        await AtAsync(140, keys: 1);
        await using var db = pair.Home.Installation.Db();
        Assert.Equal(2, await db.ExchangeKeys.CountAsync(k => k.Use == KeptExchangeKey.Signing, Stop)); // the first one names the installation
    }

    [Fact]
    public async Task Whoever_made_the_keys_does_not_put_them_in_force_whatever_a_page_forgets_and_they_can_be_dropped()
    {
        var before = (await Pair.CardAsync(pair.Home)).Fingerprint;
        using var first = await pair.Home.Installation.DepartmentAsync();
        var page = await first.FormAsync("/Peers/Keys?handler=Make", await first.GetAsync("/Peers/Keys"));
        var seen = Fingerprints(page)[1];
        Assert.Null(page.QuerySelector(Introducing.Confirm));
        page = await first.FormAsync("/Peers/Keys?handler=Confirm", page, ("seen", seen));
        Assert.Contains("另一人启用", page.QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        using var second = await pair.Home.Installation.DepartmentAsync();
        Assert.NotNull((await second.GetAsync("/Worklist")).QuerySelector("main a[href='/Peers/Keys']"));
        page = await second.FormAsync("/Peers/Keys?handler=Confirm", await second.GetAsync("/Peers/Keys"), ("seen", before)); // not what he saw
        Assert.NotNull(page.QuerySelector(".alert-danger"));
        Assert.Equal(before, (await Pair.CardAsync(pair.Home)).Fingerprint);
        await using (var db = pair.Home.Installation.PageDb())
        {
            await using var transaction = await Installation.BeginScopeAsync(db, Acting.As(Roles.Department, Village.County), Stop);
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
                db.Database.ExecuteSqlRawAsync("update exchange_key set waits = false, confirmed_by = gen_random_uuid() where waits", Stop));
            Assert.Equal("42501", refused.SqlState);
        }
        await second.FormAsync("/Peers/Keys?handler=Drop", page);
        await RoundAsync();
        Assert.Equal(before, (await Pair.CardAsync(pair.Home)).Fingerprint);
        Assert.DoesNotContain(await Pair.SentAsync(pair.Home), one => one.Kind == MessageKinds.KeyChange);
    }

    [Fact]
    public async Task Keys_of_another_installation_no_keys_and_those_in_force_are_refused()
    {
        var card = await Pair.CardAsync(pair.Home);
        var made = Jwk.Of(ExchangeKeyPair.New().Public);
        var host = await Pair.CardAsync(pair.Host);
        foreach (var (said, code) in new (object, string)[]
        {
            (card, RefusalCodes.DuplicateFact), (card with { Installation = "another", Signing = made }, RefusalCodes.Text),
            (card with { Signing = made with { X = "AA" } }, RefusalCodes.Text), (new { signing = made }, RefusalCodes.Text),
            (card with { Signing = host.Signing }, RefusalCodes.Step),
        })
        {
            await Pair.QueueAsync(pair.Home, MessageKinds.KeyChange, said);
            await RoundAsync();
            Assert.Equal((SentMessage.Refused, code), ((await Pair.SentAsync(pair.Home))[^1].State, (await Pair.SentAsync(pair.Home))[^1].Code));
        }
        Assert.Null((await Pair.PeerAsync(pair.Host)).NextCard);
    }

    [Fact]
    public async Task After_a_year_the_page_says_that_the_keys_are_to_be_changed()
    {
        pair.Home.Installation.Clock.MoveTo(Village.Today.AddMonths(12).AddDays(-1));
        using (var department = await pair.Home.Installation.DepartmentAsync())
            Assert.Null((await department.GetAsync("/Peers/Keys")).QuerySelector("main .alert-warning"));
        pair.Home.Installation.Clock.MoveTo(Village.Today.AddMonths(12));
        using var later = await pair.Home.Installation.DepartmentAsync();
        Assert.Contains("12 个月", (await later.GetAsync("/Peers/Keys")).QuerySelector("main .alert-warning")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>New keys of home, made by one and put in force by another.</summary>
    private async Task ChangeAsync()
    {
        using var first = await pair.Home.Installation.DepartmentAsync();
        await first.FormAsync("/Peers/Keys?handler=Make", await first.GetAsync("/Peers/Keys"));
        using var second = await pair.Home.Installation.DepartmentAsync();
        var page = await second.GetAsync("/Peers/Keys");
        await second.FormAsync("/Peers/Keys?handler=Confirm", page, ("seen", Fingerprints(page)[1]));
    }

    private async Task ConfirmThereAsync(string fingerprint)
    {
        var address = "/Peers/" + (await Pair.PeerAsync(pair.Host)).Id;
        using var first = await pair.Host.Installation.DepartmentAsync();
        Assert.NotNull((await first.GetAsync("/Worklist")).QuerySelector($"main a[href='{address}']"));
        await first.FormAsync(address + "?handler=CompareChange", await first.GetAsync(address), ("Compared.Heard", fingerprint), ("Compared.With", "王某"),
            ("Compared.On", Village.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        using var second = await pair.Host.Installation.DepartmentAsync();
        await second.FormAsync(address + "?handler=ConfirmChange", await second.GetAsync(address), ("seen", fingerprint));
        Assert.Equal(fingerprint, (await Pair.PeerAsync(pair.Host)).Fingerprint);
    }

    private async Task AtAsync(int days, int keys)
    {
        pair.Home.Installation.Clock.MoveTo(Village.Today.AddDays(days));
        await new Carrier(pair.Home.Installation.Instance).RunAsync(Stop);
        await using var db = pair.Home.Installation.Db();
        Assert.Equal(keys, await db.ExchangeKeys.CountAsync(k => k.Use == KeptExchangeKey.Encryption, Stop));
    }

    private async Task RoundAsync()
    {
        await pair.CarryAsync(pair.Home, pair.Host);
        await pair.CarryAsync(pair.Host, pair.Home);
    }

    private static List<string> Fingerprints(IHtmlDocument page) => [.. page.QuerySelectorAll("main dd code").Select(one => one.TextContent)];
}
