using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Reception;

/// <summary>Steps that tests of guests share: people who are registered outside this installation.</summary>
internal static class GuestSteps
{
    public const string Home = "外省某村党支部";
    public static readonly string Id = Hongyan.Rules.Identity.IdNumber.WithCheck("99000019900501001");

    /// <summary>A guest as the reception would have written him, who reported in on 1 February.</summary>
    public static async Task<Sojourn> GuestAsync(
        this Village village, string name = "测试来客", string host = Village.HostCommittee, string? home = Home, string shown = ReportedIn.Nothing,
        params SojournEvent[] happened)
    {
        await using var db = village.Installation.Db();
        var member = new Member
        {
            Id = Guid.CreateVersion7(), HomePath = null, Name = name, Sex = "unknown", Born = null, Status = "full", Category = "unsaid",
            Phone = "19900000055",
        };
        db.Members.Add(member);
        var recording = new RecordServices(village.Installation.Instance, db).Recording;
        var arrived = new ReportedIn
        {
            On = new(2026, 2, 1), Organization = host, Shown = shown, Number = shown == ReportedIn.Nothing ? null : "XX-2025-01", HomeSaid = home,
            HomeUnknown = home is null, Document = "not-asked",
        };
        var stay = await recording.OpenAsync(member, arrived, new SojournFacts { HostPath = host, HomeWords = home }, TestContext.Current.CancellationToken);
        await recording.SaveAsync(TestContext.Current.CancellationToken);
        if (happened.Length == 0) return stay;
        var answer = await recording.AddAsync(stay, happened, TestContext.Current.CancellationToken);
        Assert.True(answer.IsTaken, answer.Refusal?.Text);
        await recording.SaveAsync(TestContext.Current.CancellationToken);
        return stay;
    }

    /// <summary>Types a name, and a number if there is one, and gets the form for whoever is not found.</summary>
    public static async Task<IHtmlDocument> StrangerAsync(this TestBrowser browser, string name, string number = "") =>
        await browser.PostAsync(await browser.GetAsync("/Reception"), "main form[method=post]", ("Number", number.Length > 0 ? number : name),
            ("Name", number.Length > 0 ? name : ""));

    /// <summary>What the form needs at least of somebody who shows nothing.</summary>
    public static (string, string)[] Least(string phone = "19900000066", string? home = Home, params (string, string)[] more) =>
        [("Guest.Shown", "nothing"), ("Guest.Phone", phone), ("Guest.Document", "not-asked"),
            home is null ? ("Guest.HomeUnknown", "true") : ("Guest.Home", home), .. more];

    public static Task<IHtmlDocument> ReceiveGuestAsync(this TestBrowser browser, IHtmlDocument form, params (string, string)[] values) =>
        browser.PostAsync(form, "main form[method=post]", values);
}
