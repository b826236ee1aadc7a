using System.Net;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Tests.Policy;

/// <summary>Attacks: whoever does not own a layer changes nothing in it, by no address and by no statement.</summary>
public sealed class ForeignLayerTests : IAsyncLifetime
{
    private const string Query = "?parameter=contact.home.interval&value=%22month%22&from=2026-12-01&clauses=facts-3&reason=x";
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.Installation.AddOrganizationAsync("002", "邻县委组织部", "organization-department");
        await Laying.LayAsync(village.Installation, Village.County);
        await Laying.LayAsync(village.Installation, Village.HostCommittee);
        await Laying.LayAsync(village.Installation, "002");
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData("national")] // came with the product
    [InlineData("banner-d")]
    [InlineData("own-002")] // a county beside
    [InlineData("own-001.002")] // an organisation below, which speaks for itself
    public async Task A_department_that_posts_straight_to_a_layer_it_does_not_own_is_refused(string code)
    {
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var token = await browser.GetAsync("/Policy");
        await RefusedAsync(browser, token, code);
        var page = await browser.GetAsync("/Policy/Profiles/" + code);
        Assert.Empty(page.QuerySelectorAll("main a[href*=Change]"));
        Assert.Contains("只读", page.QuerySelector("main .alert")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_below_cannot_change_its_superiors_layer()
    {
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.HostCommittee);
        await RefusedAsync(browser, await browser.GetAsync("/Policy"), "own-001");
    }

    [Theory]
    [InlineData("organization=001&profile=own-002", HttpStatusCode.Forbidden)] // the layer of another county
    [InlineData("organization=001&profile=own-001.002", HttpStatusCode.Forbidden)] // one below it
    [InlineData("organization=001.001&profile=own", HttpStatusCode.Forbidden)] // makes one for somebody else
    [InlineData("organization=002&profile=own-002", HttpStatusCode.Forbidden)]
    [InlineData("organization=001&profile=own-009", HttpStatusCode.NotFound)]
    public async Task Nobody_follows_or_makes_a_layer_that_is_not_for_him(string query, HttpStatusCode answer)
    {
        using var browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var token = await browser.GetAsync("/Policy");
        await browser.FormAsync($"/Policy/Choose?{query}&reason=x", token);
        Assert.Equal(answer, browser.Status);
        await using var db = village.Installation.Db();
        Assert.Equal("own-001", (await db.Organizations.SingleAsync(one => one.Path == "001", Stop)).Profile);
    }

    [Theory]
    [InlineData("national", null)]
    [InlineData("own-002", "'002'")]
    [InlineData("own-001.002", "'001.002'")]
    public async Task The_database_takes_no_version_from_who_does_not_own_the_layer(string code, string? owner)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(Acting.As(Roles.Department, Village.County), code, owner ?? "null"));
        Assert.Equal("42501", refused.SqlState);
        refused = await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(Acting.As(Roles.Clerk, Village.County), "own-001", "'001'"));
        Assert.Equal("42501", refused.SqlState);
        await WriteAsync(Acting.As(Roles.Department, Village.County), "own-001", "'001'");
    }

    private async Task RefusedAsync(TestBrowser browser, AngleSharp.Html.Dom.IHtmlDocument token, string code)
    {
        await browser.GetAsync($"/Policy/Profiles/{code}/Change?parameter=contact.home.interval");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.FormAsync($"/Policy/Profiles/{code}/Change?parameter=contact.home.interval", token,
            ("Input.Choice", "month"), ("From", "2026-12-01"), ("Clauses", "facts-3"), ("Reason", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.FormAsync($"/Policy/Profiles/{code}/Confirm{Query}", token, ("Version", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await using var db = village.Installation.Db();
        Assert.Equal(3, await db.ProfileVersions.CountAsync(Stop));
    }

    private async Task WriteAsync(Actor actor, string code, string owner)
    {
        await using var connection = await village.Installation.Instance.PageSource.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var command = new NpgsqlCommand(
            $"{RequestTransaction.ScopeOf(actor)}; insert into profile_version values ('{code}', 9, jsonb_build_object(), 'x', null, now(), {owner})",
            connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
