using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Peers;

/// <summary>Introduces another installation as two people of a department do.</summary>
internal static class Introducing
{
    public const string Load = "main form[enctype]";
    public const string Compare = "form[action*=Compare]";
    public const string Confirm = "form[action*=Confirm]";

    /// <summary>The card of an installation that is only a card.</summary>
    public static PeerCard Card(string name = "外省甲县委组织部", string? installation = null, ExchangeKeyPair? signing = null, string? address = null) => new()
    {
        Version = 1,
        Installation = installation ?? "elsewhere-" + Guid.CreateVersion7().ToString("N"),
        Name = name,
        Division = "510700",
        Address = address,
        Profiles = [PeerCard.UsualProfile],
        Signing = Jwk.Of((signing ?? ExchangeKeyPair.New()).Public),
        Encryption = Jwk.Of(ExchangeKeyPair.New().Public),
        Organizations = [new("1", "外省甲县稻香镇党委", "committee", "510700", "051000000001")],
    };

    public static Task<TestBrowser> DepartmentAsync(this TestInstallation installation, string org = Village.County) =>
        installation.SignInAsync(Roles.Department, org);

    public static async Task<IHtmlDocument> LoadAsync(this TestBrowser browser, byte[] card) =>
        await browser.UploadAsync(await browser.GetAsync("/Peers"), Load, "Upload", "card.json", card);

    public static Task<IHtmlDocument> CompareAsync(this TestBrowser browser, IHtmlDocument page, string heard) =>
        browser.PostAsync(page, Compare, ("Compared.Heard", heard), ("Compared.With", "甲县委组织部 王某"));

    /// <summary>The whole of it: loaded and compared by one, confirmed by another.</summary>
    public static async Task<KeptPeer> IntroduceAsync(this TestInstallation installation, PeerCard card)
    {
        using var first = await installation.DepartmentAsync();
        await first.CompareAsync(await first.LoadAsync(card.Write()), card.Fingerprint);
        using var second = await installation.DepartmentAsync();
        await second.PostAsync(await second.GetAsync(first.Path), Confirm);
        return await installation.PeerAsync(card.Installation);
    }

    public static async Task<KeptPeer> PeerAsync(this TestInstallation installation, string named)
    {
        await using var db = installation.Db();
        return await db.Peers.AsNoTracking().SingleAsync(one => one.Installation == named && one.State != "ended", TestContext.Current.CancellationToken);
    }
}
