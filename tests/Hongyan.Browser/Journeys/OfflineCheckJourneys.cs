using System.Globalization;
using System.Text;
using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Tests;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hongyan.Browser.Journeys;

/// <summary>A doorkeeper's phone without a network: every kind of code is told apart, and nothing is green that nobody can know.</summary>
public sealed class OfflineCheckJourneys : IAsyncLifetime
{
    private const string Address = "/Verify/Offline";
    private readonly (byte[] Public, byte[] Private) committee = Signers.Usual.NewKey(), foreign = Signers.Usual.NewKey();
    private readonly (byte[] Public, byte[] Private) sm2 = Signers.Named("SM2").NewKey();
    private Village village = null!;
    private StatusReference good = null!, withdrawn = null!, lost = null!;

    private static CertificateFacts Facts => new(null, "320001", "测试甲", "测试镇党委", Village.HomeCommittee, new(2026, 1, 5), new(2027, 3, 31));

    private DateTimeOffset Now => village.Installation.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync(alone: true);
        await using var db = village.Installation.Db();
        db.SigningKeys.Add(new SigningKey
        {
            Kid = KeyRing.KidOf(committee.Public), CommitteePath = Village.HomeCommittee, Algorithm = Signers.Usual.Algorithm, PublicKey = committee.Public,
            PrivateKey = [0], CreatedAt = Now,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        db.SigningKeys.Add(new SigningKey
        {
            Kid = KeyRing.KidOf(sm2.Public), CommitteePath = Village.HostCommittee, Algorithm = "SM2", PublicKey = sm2.Public, PrivateKey = [0],
            CreatedAt = Now,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var places = new StatusPlaces(db);
        good = await places.TakeAsync(Guid.CreateVersion7(), TestContext.Current.CancellationToken);
        withdrawn = await PlaceAsync(places, StatusList.Withdrawn);
        lost = await PlaceAsync(places, StatusList.Lost);
        await new Publishing(village.Installation.Instance).RunAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Without_a_network_every_kind_of_code_is_told_apart()
    {
        await using var visit = await KeptAsync(Look.Phone);
        var page = visit.Page;
        await Expect(page.Locator("[data-of=fingerprint]")).ToHaveTextAsync((await KeysAsync()).RootFingerprint);
        await WithoutNetworkAsync(page);
        var code = Code(Facts, good);
        await SeesAsync(page, code, "valid", "green", "有效");
        await Expect(page.Locator(".verdict dd").First).ToHaveTextAsync("测试甲");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("2026-01-05 至 2027-03-31");
        await SeesAsync(page, Code(Facts, withdrawn), "withdrawn", "red", "已收回");
        await SeesAsync(page, Code(Facts, lost), "lost", "red", "已挂失");
        await SeesAsync(page, Code(Facts with { Until = Village.Today.AddDays(-1) }, good), "expired", "grey", "已过期");
        await SeesAsync(page, code[..^4] + "AAAA", "forged", "red", "不是该党委签发");
        await SeesAsync(page, Code(Facts with { CommitteePath = Village.HostCommittee }, good), "forged", "red", "不是该党委签发");
        await SeesAsync(page, CertificateCwt.Sign(Facts, good, KeyRing.ShortKidBytes(foreign.Public), Signers.Usual, foreign.Private), "elsewhere", "grey",
            "签发单位不在名录");
        await SeesAsync(page, CertificateCwt.Sign(Facts, good, KeyRing.ShortKidBytes(committee.Public), Signers.Usual, foreign.Private), "forged", "red",
            "不是该党委签发");
        await SeesAsync(page, CertificateCwt.Sign(Facts with { CommitteePath = Village.HostCommittee }, good, KeyRing.ShortKidBytes(sm2.Public),
            Signers.Named("SM2"), sm2.Private), "uncheckable", "grey", "本机不能核对这种签名");
        var first = CertificateCode.Sign(Facts with { Id = Guid.CreateVersion7() }, KeyRing.KidOf(committee.Public), Signers.Usual, committee.Private);
        await SeesAsync(page, first, "dated", "amber", "签名有效，状态截至 —"); // no list knows the first form: never green
        await SeesAsync(page, first[..^4] + "AAAA", "forged", "red", "不是该党委签发");
        await SeesAsync(page, code[..^3], "unreadable", "grey", "二维码内容不完整");
        await SeesAsync(page, "320001", "number", "grey", "只凭编号不能离线查验");
    }

    [Fact]
    public async Task A_code_is_read_however_it_was_typed()
    {
        await using var visit = await KeptAsync(Look.Phone);
        await WithoutNetworkAsync(visit.Page);
        var code = Code(Facts, good);
        foreach (var typed in new[]
        {
            code.ToLowerInvariant(), $"  {code[..40]} {code[40..]} ", $"{code[..40]}-{code[40..80]}—{code[80..]}", $"{code[..9]}\u200B\u00AD\uFEFF{code[9..]}",
            $"HTTPS://HOST-1.EXAMPLE/V/{code[4..]}", $"ＨＹ２：{code[4..]}", Wide(code),
        })
            await SeesAsync(visit.Page, typed, "valid", "green", "有效");
    }

    [Fact]
    public async Task An_old_missing_or_future_list_is_amber_and_says_of_when_it_is()
    {
        await using var visit = await KeptAsync(Look.Phone);
        var (page, code, on) = (visit.Page, Code(Facts, good), ChinaDate.Of(Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await WithoutNetworkAsync(page);
        await page.Clock.SetFixedTimeAsync(Now.AddDays(29).UtcDateTime);
        await SeesAsync(page, code, "valid", "green", "有效");
        await page.Clock.SetFixedTimeAsync(Now.AddDays(31).UtcDateTime);
        await SeesAsync(page, code, "dated", "amber", $"签名有效，状态截至 {on}");
        await page.Clock.SetFixedTimeAsync(Now.AddDays(-1).UtcDateTime); // the list is dated after this clock
        await SeesAsync(page, code, "dated", "amber", $"签名有效，状态截至 {on}");
        await SeesAsync(page, Code(Facts, lost), "lost", "red", "已挂失");
        await Expect(page.Locator("[data-part=stale]")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("[data-part=stale]")).ToBeVisibleAsync();
        await page.EvaluateAsync("async () => { await (await caches.open('hongyan-verify')).delete('/S/1'); }");
        await page.Clock.SetFixedTimeAsync(Now.AddMinutes(5).UtcDateTime);
        await page.ReloadAsync();
        await SeesAsync(page, code, "dated", "amber", "签名有效，状态截至 —");
    }

    [Fact]
    public async Task What_another_root_signed_or_an_earlier_list_is_not_taken_and_all_can_be_deleted()
    {
        await using var visit = await KeptAsync(Look.Phone);
        var page = visit.Page;
        var (own, root, status) = (await KeysTextAsync(), Signers.Usual.NewKey(), Signers.Usual.NewKey());
        KeySetEntry entry = new(KeySetEntry.OfStatus, "ES256", status.PublicKey, null, null, new(2026, 1, 1), null);
        await PublishAsync(Publishing.Keys, KeySet.Write("外县组织部", [entry], Now, Signers.Usual, root.PublicKey, root.PrivateKey));
        await page.ClickAsync("[data-part=renew]");
        await Expect(page.Locator("[data-said=other-root]")).ToBeVisibleAsync();
        await PublishAsync(Publishing.Keys, own);
        await using var db = village.Installation.Db();
        var key = db.InstallationKeys.Single(one => one.Purpose == InstallationSigningKey.Status);
        await PublishAsync(Publishing.NameOf(1, cwt: false), StatusList.Of("hongyan:1", Now.AddDays(-3), 32768, []).ToJwt(KeyRing.ShortKidOf(key.PublicKey),
            Signers.Usual, Convert.FromBase64String(village.Installation.Instance.Secrets.Decrypt(key.PrivateKey))));
        await page.ClickAsync("[data-part=renew]");
        await Expect(page.Locator("[data-said=older]")).ToBeVisibleAsync();
        await SeesAsync(page, Code(Facts, lost), "lost", "red", "已挂失");
        await page.ClickAsync("[data-part=forget]");
        await Expect(page.Locator("[data-said=forgotten]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-part=check]")).ToBeHiddenAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("async () => (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length"));
    }

    [Fact]
    public async Task Of_whoever_is_signed_in_nothing_is_kept_on_the_phone()
    {
        var name = await village.Installation.AddAccountAsync(Roles.Clerk, Village.HomeCommittee);
        await using var visit = await Visit.BeginAsync(await village.Installation.AddressAsync(), Look.Desk with { English = true });
        await visit.SignInAsync(name, TestInstallation.Password);
        await KeepAsync(visit.Page);
        var kept = await visit.Page.EvaluateAsync<string>("""
            async () => {
              const cache = await caches.open('hongyan-verify');
              const all = await Promise.all((await cache.keys()).map(async one => `${one.url}\n${await (await cache.match(one)).text()}`));
              return all.join('\n');
            }
            """);
        Assert.Contains("Check without a network", kept, StringComparison.Ordinal);
        foreach (var personal in new[] { name[..9], "Worklist", "__RequestVerificationToken", "/Account/SignOut", "测试甲" })
            Assert.DoesNotContain(personal, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_JavaScript_the_page_leads_to_the_one_that_needs_none()
    {
        await using var visit = await Visit.BeginAsync(await village.Installation.AddressAsync(), Look.Phone with { JavaScript = false });
        await visit.Page.GotoAsync(Address);
        await Expect(visit.Page.Locator("[data-part=without] a[href='/Verify']")).ToBeVisibleAsync();
        foreach (var part in new[] { "check", "keep", "kept", "unable" })
            await Expect(visit.Page.Locator($"[data-part={part}]")).ToBeHiddenAsync();
    }

    private async Task<Visit> KeptAsync(Look look)
    {
        var visit = await Visit.BeginAsync(await village.Installation.AddressAsync(), look);
        await visit.Page.Clock.SetFixedTimeAsync(Now.AddMinutes(5).UtcDateTime);
        await KeepAsync(visit.Page);
        return visit;
    }

    private static async Task KeepAsync(IPage page)
    {
        await page.GotoAsync(Address);
        await page.ClickAsync("[data-part=keep]");
        await Expect(page.Locator("[data-said=kept]")).ToBeVisibleAsync();
    }

    private static async Task WithoutNetworkAsync(IPage page)
    {
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Expect(page.Locator("[data-part=check]")).ToBeVisibleAsync();
    }

    private static async Task SeesAsync(IPage page, string code, string state, string colour, string heading)
    {
        await page.EvaluateAsync("() => document.querySelector('[data-part=answer]').replaceChildren()"); // what stands there is no answer to this
        await page.FillAsync("#Asked", code);
        await page.ClickAsync("[data-part=check] .btn-primary");
        await Expect(page.Locator($".verdict-{state}")).ToBeVisibleAsync();
        await Expect(page.Locator(".verdict")).ToHaveAttributeAsync("data-colour", colour);
        await Expect(page.Locator(".verdict h2")).ToContainTextAsync(heading);
    }

    private async Task<KeySet> KeysAsync() => KeySet.Read(await KeysTextAsync());

    private async Task<string> KeysTextAsync()
    {
        await using var db = village.Installation.Db();
        return Encoding.ASCII.GetString(db.Publications.Single(one => one.Name == Publishing.Keys).Content);
    }

    /// <summary>As if the server, or somebody in its place, had this to say.</summary>
    private async Task PublishAsync(string name, string text)
    {
        await using var db = village.Installation.Db();
        await db.Publications.Where(one => one.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Content, Encoding.ASCII.GetBytes(text)), TestContext.Current.CancellationToken);
    }

    private static async Task<StatusReference> PlaceAsync(StatusPlaces places, int value)
    {
        var id = Guid.CreateVersion7();
        var place = await places.TakeAsync(id, TestContext.Current.CancellationToken);
        await places.SetAsync(id, value, TestContext.Current.CancellationToken);
        return place;
    }

    private string Code(CertificateFacts facts, StatusReference place) =>
        CertificateCwt.Sign(facts, place, KeyRing.ShortKidBytes(committee.Public), Signers.Usual, committee.Private);

    /// <summary>As a Chinese keyboard in full width types it.</summary>
    private static string Wide(string text) => string.Concat(text.Select(letter => (char)(letter + 0xFEE0)));
}
