using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Reception;

/// <summary>Steps that reception tests share: being received by a host.</summary>
internal static class ReceptionSteps
{
    public const string OtherCommittee = "001.003";
    public const string OtherBranch = "001.003.001";
    public const string Number = "GY-2026-0001";

    public static async Task<Village> NewAsync()
    {
        var village = await Village.NewAsync();
        await village.Installation.AddOrganizationAsync(OtherCommittee, "另一街道党工委", "committee");
        await village.Installation.AddOrganizationAsync(OtherBranch, "另一社区党支部");
        return village;
    }

    public static Task<Sojourn> HolderAsync(this Village village, string name = "测试甲", string? host = null, string number = Number) =>
        village.AwayAsync(name, host: host,
            happened: [new CertificateSealed { On = new DateOnly(2026, 1, 5) }, new CertificateIssued { On = new DateOnly(2026, 1, 5), Number = number }]);

    public static Task<TestBrowser> ClerkAsync(this Village village, string org = Village.HostCommittee) => village.Installation.SignInAsync(Roles.Clerk, org);

    /// <summary>Types number and name into the form of reception.</summary>
    public static async Task<IHtmlDocument> AskAsync(this TestBrowser browser, string name, string number, params (string, string)[] more) =>
        await browser.PostAsync(await browser.GetAsync("/Reception"), "main form[method=post]", [("Name", name), ("Number", number), .. more]);

    public static async Task ReceiveAsync(this TestBrowser browser, string name = "测试甲", string number = Number, string? on = null)
    {
        var page = await browser.AskAsync(name, number);
        await browser.PostAsync(page, "main form[method=post]", [("Verified", "true"), .. on is null ? Array.Empty<(string, string)>() : [("On", on)]]);
        Assert.Equal("/Reception", browser.Path);
    }

    public static string Form(Sojourn sojourn, string type, string side = "host") =>
        $"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type={type}&side={side}";
}
