using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Certificates;

/// <summary>What the tests of certificates do again and again in a village.</summary>
internal static class Seals
{
    public static async Task GiveAsync(this Village village, string prefix = "32", int first = 1, int last = 50, string committee = Village.HomeCommittee)
    {
        await using var db = village.Installation.Db();
        db.CertificateRanges.Add(new CertificateRange
        {
            Id = Guid.CreateVersion7(), CommitteePath = committee, Prefix = prefix, Width = 4, First = first, Last = last,
            Next = first, GivenOn = Village.Today,
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public static Task<TestBrowser> ClerkAsync(this Village village, string committee = Village.HomeCommittee) =>
        village.Installation.SignInAsync(Roles.Clerk, committee);

    public static string ToSeal(params Sojourn[] stays) => "/Certificates/Seal?" + string.Join('&', stays.Select(stay => $"stay={stay.MemberId}.{stay.Id}"));

    public static async Task SealAsync(this TestBrowser clerk, params Sojourn[] stays) =>
        await clerk.PostAsync(await clerk.GetAsync(ToSeal(stays)), "main form");

    public static string Form(Sojourn sojourn, string type, string side = "home") =>
        $"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type={type}&side={side}";

    public static async Task RecordAsync(this TestBrowser browser, Sojourn sojourn, string type, string side = "home", params (string, string)[] values) =>
        await browser.PostAsync(await browser.GetAsync(Form(sojourn, type, side)), "main form", values);

    /// <summary>Sealed by the committee and issued by the branch: the certificate as it is kept.</summary>
    public static async Task<KeptCertificate> IssueAsync(this Village village, Sojourn sojourn)
    {
        using var clerk = await village.ClerkAsync();
        await clerk.SealAsync(sojourn);
        using var branch = await village.SecretaryAsync();
        await branch.RecordAsync(sojourn, "certificate-issued");
        return (await village.CertificatesAsync(sojourn))[^1];
    }

    public static async Task<List<KeptCertificate>> CertificatesAsync(this Village village, Sojourn sojourn)
    {
        await using var db = village.Installation.Db();
        return await db.Certificates
            .AsNoTracking()
            .Where(c => c.MemberId == sojourn.MemberId)
            .OrderBy(c => c.Number)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The state the public page shows.</summary>
    public static async Task<string> PublicStateAsync(this Village village, string asked)
    {
        using var anybody = await village.Installation.BrowserAsync();
        return (await anybody.CheckAsync(asked)).QuerySelector(".verdict")!.ClassList
            .Single(name => name.StartsWith("verdict-", StringComparison.Ordinal))["verdict-".Length..];
    }

    /// <summary>What the public page answers.</summary>
    public static async Task<IHtmlDocument> CheckAsync(this TestBrowser anybody, string asked) =>
        await anybody.PostAsync(await anybody.GetAsync("/Verify"), "main form", ("Asked", asked));
}
