using AngleSharp.Html.Dom;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Policy;

public sealed class FormTests : IAsyncLifetime
{
    private TestInstallation installation = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        installation = await TestInstallation.LentAsync();
        await installation.AddOrganizationAsync("001");
        await Laying.LayAsync(installation, "001");
    }

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task A_wrong_value_is_told_at_its_field_and_nothing_is_lost()
    {
        using var browser = await installation.SignInAsync(Roles.Department, "001");
        var page = await ChangeTests.AskAsync(browser, "/Policy/Profiles/own-001/Change?parameter=placement.within",
            ("Input.Number", "many"), ("From", "2020-01-01"), ("Clauses", "Z-99"));
        Assert.Equal(3, page.QuerySelectorAll(".invalid-feedback").Length);
        Assert.Equal("many", ((IHtmlInputElement)page.GetElementById("Input_Number")!).GetAttribute("value"));
        Assert.Equal("试点需要", ((IHtmlTextAreaElement)page.GetElementById("Reason")!).Value.Trim());
        await using var db = installation.Db();
        Assert.False(await db.ProfileVersions.AnyAsync(version => version.Version > 1, Stop));
    }

    [Fact]
    public async Task A_second_tap_changes_nothing_more()
    {
        using var browser = await installation.SignInAsync(Roles.Department, "001");
        var confirmation = await ChangeTests.AskAsync(browser, "/Policy/Profiles/own-001/Change?parameter=contact.home.interval", ("Input.Choice", "month"));
        var address = browser.Answer.RequestMessage!.RequestUri!.PathAndQuery;
        await browser.PostAsync(confirmation, "main form");
        await browser.GetAsync(address);
        await browser.PostAsync(confirmation, "main form");
        Assert.Equal("/Policy/Profiles/own-001", browser.Path);
        await using var db = installation.Db();
        Assert.Equal(2, await db.ProfileVersions.CountAsync(Stop));
    }
}
