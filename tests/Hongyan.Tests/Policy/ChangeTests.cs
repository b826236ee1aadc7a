using System.Text.Json;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Features.Policy;
using Hongyan.Platform;
using Hongyan.Tests.Demo;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Policy;

/// <summary>Changes of policy on the demonstration county; each test has a county of its own.</summary>
public sealed class ChangeTests : IAsyncLifetime
{
    private const string Contact = "/Policy/Profiles/national/Change?parameter=contact.home.interval";
    private readonly DemoHouse demo = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => demo.InitializeAsync();

    public ValueTask DisposeAsync() => demo.DisposeAsync();

    [Theory]
    [InlineData(Contact, "Input.Choice", "month")]
    [InlineData("/Policy/Profiles/national/Change?parameter=review.by", "Input.Day", "12-15")]
    [InlineData("/Policy/Profiles/national/Change?parameter=warning.months", "Input.Number", "5")]
    [InlineData("/Policy/Profiles/banner-d/Change?parameter=report.member.interval", "Input.Choice", "quarter")]
    public async Task A_change_makes_version_2_and_changes_as_many_duties_as_it_said(string address, string field, string value)
    {
        var before = await DutiesAsync();
        using var browser = await demo.SignInAsync("department");
        var confirmation = await AskAsync(browser, address, (field, value));
        Assert.EndsWith("/Confirm", browser.Path, StringComparison.Ordinal);
        var told = Told(confirmation);
        Assert.Equal(before, await DutiesAsync());

        await browser.PostAsync(confirmation, "main form");
        await DoneAsync();
        var after = await DutiesAsync();
        Assert.Equal(told, before.Keys.Union(after.Keys).Count(id => before.GetValueOrDefault(id) != after.GetValueOrDefault(id)));
        await using var db = demo.House.Db();
        var version = await db.ProfileVersions.SingleAsync(Stop);
        Assert.Equal(2, version.Version);
        Assert.Equal("试点需要", version.Reason);
        Assert.Equal(1, await db.Audit.CountAsync(entry => entry.Act == "profile-changed" && entry.AccountId != null, Stop));
    }

    [Fact]
    public async Task Old_results_are_not_rewritten_and_a_later_day_touches_only_what_opens_then()
    {
        var before = await DutiesAsync(settled: true);
        using var browser = await demo.SignInAsync("department");
        var confirmation = await AskAsync(browser, Contact, ("Input.Choice", "month"), ("From", "2027-01-01"));
        await browser.PostAsync(confirmation, "main form");
        await DoneAsync();
        Assert.Equal(before, await DutiesAsync(settled: true));
        await using var db = demo.House.Db();
        var contacts = await db.Duties.AsNoTracking().Where(duty => duty.Kind == "home-contact").ToListAsync(Stop);
        Assert.All(contacts.Where(duty => duty.OpensOn < new DateOnly(2027, 1, 1)), duty => Assert.Matches("-[QH]", duty.Period));
        Assert.Contains(contacts, duty => duty is { Period: "2027-01", Profile: "national@2" });
        Assert.DoesNotContain(contacts, duty => duty.Period == "2027-Q1");
    }

    [Fact]
    public async Task A_wrong_value_is_told_at_its_field_and_nothing_is_lost()
    {
        using var browser = await demo.SignInAsync("department");
        var page = await AskAsync(browser, "/Policy/Profiles/national/Change?parameter=placement.within",
            ("Input.Number", "many"), ("From", "2020-01-01"), ("Clauses", "Z-99"));
        Assert.Equal(3, page.QuerySelectorAll(".invalid-feedback").Length);
        Assert.Equal("many", ((IHtmlInputElement)page.GetElementById("Input_Number")!).GetAttribute("value"));
        Assert.Equal("试点需要", ((IHtmlTextAreaElement)page.GetElementById("Reason")!).Value.Trim());
        await using var db = demo.House.Db();
        Assert.False(await db.ProfileVersions.AnyAsync(Stop));
    }

    [Fact]
    public async Task A_second_tap_changes_nothing_more()
    {
        using var browser = await demo.SignInAsync("department");
        var confirmation = await AskAsync(browser, Contact, ("Input.Choice", "month"));
        var address = browser.Answer.RequestMessage!.RequestUri!.PathAndQuery;
        await browser.PostAsync(confirmation, "main form");
        await browser.GetAsync(address);
        await browser.PostAsync(confirmation, "main form");
        Assert.Equal("/Policy/Profiles/national", browser.Path);
        await DoneAsync();
        await using var db = demo.House.Db();
        Assert.Equal(1, await db.ProfileVersions.CountAsync(Stop));
    }

    [Fact]
    public async Task An_organisation_gets_another_profile_and_all_below_it_follow()
    {
        var before = await DutiesAsync();
        using var browser = await demo.SignInAsync("department");
        var index = await browser.GetAsync("/Policy");
        var confirmation = await browser.PostAsync(index, "main form", ("Organization", "001.001"), ("Profile", "report-e"), ("Reason", "试点需要"));
        Assert.Equal("/Policy/Choose", browser.Path);
        var told = Told(confirmation);
        Assert.True(told > 0);
        await browser.PostAsync(confirmation, "main form");
        await DoneAsync();
        var after = await DutiesAsync();
        Assert.Equal(told, before.Keys.Union(after.Keys).Count(id => before.GetValueOrDefault(id) != after.GetValueOrDefault(id)));
        await using var db = demo.House.Db();
        Assert.Equal("report-e", (await db.Organizations.FindAsync(["001.001"], Stop))!.Profile);
    }

    private static async Task<IHtmlDocument> AskAsync(TestBrowser browser, string address, params (string Name, string Value)[] values) =>
        await browser.PostAsync(await browser.GetAsync(address), "main form", [.. values, ("Reason", "试点需要")]);

    private static int Told(IHtmlDocument confirmation) =>
        int.Parse(confirmation.QuerySelector("main .alert strong")!.TextContent.Split(' ') is [_, var count, ..] ? count : "0", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<Dictionary<Guid, string>> DutiesAsync(bool settled = false)
    {
        await using var db = demo.House.Db();
        return await db.Duties.AsNoTracking().Where(duty => !settled || duty.DoneOn != null || duty.MootOn != null)
            .ToDictionaryAsync(duty => duty.Id, duty => JsonSerializer.Serialize(duty), Stop);
    }

    private async Task DoneAsync()
    {
        await using var db = demo.House.Db();
        foreach (var recomputation in await Recomputation.UnfinishedAsync(db, Stop))
            await Recomputing.Of(demo.House.Installation).Start(recomputation.Id);
    }
}
