using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Outside;

/// <summary>Enters organisations outside as people do, and as they are kept.</summary>
internal static class Entering
{
    public const string Form = "main form[method=post]";

    public static async Task<IHtmlDocument> EnterAsync(this TestBrowser browser, string name, string place, params (string Name, string Value)[] more)
    {
        var form = await browser.GetAsync("/Outside/Edit");
        return await browser.PostAsync(form, Form,
        [
            ("Input.Name", name), ("Input.Place", place), .. more.Any(one => one.Name == "Input.Level") ? [] : new[] { ("Input.Level", "committee") },
            .. more.Any(one => one.Name == "Input.Phone") ? [] : new[] { ("Input.NoPhone", "true") }, .. more,
        ]);
    }

    /// <summary>An entry that somebody made before.</summary>
    public static async Task<Guid> KeepAsync(
        this TestInstallation installation, string name, string? region = "510700", string? code = null, string? phone = null,
        string? contact = null)
    {
        await using var db = installation.Db();
        var facts = new OutsideFacts(name, "committee", region)
        {
            RegionUnknown = region is null ? "本人说不清" : null, NationalCode = code, Phone = phone, ContactPhone = contact,
        };
        var one = facts.Make(Guid.CreateVersion7(), new OutsideDirectory(db, installation.Instance.Policy).KeyOf, null, null, installation.Clock.GetUtcNow());
        db.OutsideOrganizations.Add(one);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return one.Id;
    }

    public static async Task<OutsideOrganization> OneAsync(this TestInstallation installation, Guid id)
    {
        await using var db = installation.Db();
        return await db.OutsideOrganizations.AsNoTracking().SingleAsync(one => one.Id == id, TestContext.Current.CancellationToken);
    }

    public static async Task<List<OutsideOrganization>> AllAsync(this TestInstallation installation)
    {
        await using var db = installation.Db();
        return await db.OutsideOrganizations.AsNoTracking().OrderBy(one => one.Name).ToListAsync(TestContext.Current.CancellationToken);
    }

    public static Task<TestBrowser> ClerkAsync(this TestInstallation installation, string org) => installation.SignInAsync(Roles.Clerk, org);
}
