using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Import;

/// <summary>A host imports the roster of those who live with it: they are registered elsewhere, and nothing else of them is its own.</summary>
public sealed class HostImportTests : IAsyncLifetime
{
    private const string Floating = "001.002.002";
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Theory]
    [InlineData(Roles.Secretary, Village.Host)]
    [InlineData(Roles.Clerk, Village.HostCommittee)]
    [InlineData(Roles.Floating, Floating)]
    public async Task The_roster_of_a_host_places_whom_it_expects_and_knows_whom_it_has(string role, string org)
    {
        await village.Installation.AddOrganizationAsync(Floating, "测试流动党员党支部", "floating-organization");
        var host = role == Roles.Floating ? Floating : Village.Host;
        var placed = await village.AwayAsync("测试甲", host: host, happened:
            [new ReportedIn { On = new(2026, 2, 1), Organization = host }, new Placed { On = new(2026, 2, 1), Organization = host }]);
        var expected = await village.AwayAsync("测试乙", host: host);
        var same = await village.AwayAsync("测试丙", host: host, happened:
            [new ReportedIn { On = new(2026, 2, 1), Organization = host }, new Placed { On = new(2026, 2, 1), Organization = host }]);
        await village.AwayAsync("测试丁");
        using var browser = await village.Installation.SignInAsync(role, org);
        var name = host == Floating ? "测试流动党员党支部" : "测试社区党支部";
        var form = await browser.GetAsync("/Import?kind=inflow");
        var preview = await browser.UploadAsync(form, "#upload", "Upload", "流入.xlsx", Files.Xlsx(["姓名", "出生日期", "流入党支部", "流入时间", "手机"],
            ["测试甲", "1990-05-01", name, "2026-02-01", "19900000777"], ["测试乙", "1990-05-01", name, "2026-02-10", ""],
            ["测试丙", "1990-05-01", name, "2026-02-03", ""], ["测试丁", "1990-05-01", name, "2026-02-03", ""]), ("Kind", "inflow"));
        Assert.Equal(["3", "0", "1", "2"], preview.QuerySelectorAll("main dl.facts dd").Select(count => count.TextContent));

        var done = await browser.PostAsync(preview, "#accept");
        Assert.Equal("/Import/Accepted", browser.Path);
        Assert.Contains("3", done.QuerySelector("main .alert")!.TextContent, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        Assert.Equal("19900000777", (await db.Members.SingleAsync(m => m.Id == placed.MemberId, Stop)).Phone);
        Assert.Equal(("placed", host), await StateAsync(db, expected));
        Assert.Equal(("placed", host), await StateAsync(db, same));
        var guest = await db.Sojourns.SingleAsync(one => one.HomePath == null, Stop); // of whoever is registered out of sight nothing is told
        Assert.Equal(("placed", host), (guest.State, guest.HostPath));
        Assert.Equal(5, await db.Sojourns.CountAsync(Stop));
    }

    [Fact]
    public async Task An_organisation_of_floating_members_is_offered_no_roster_of_registrations()
    {
        await village.Installation.AddOrganizationAsync(Floating, "测试流动党员党支部", "floating-organization");
        using var browser = await village.Installation.SignInAsync(Roles.Floating, Floating);
        var form = await browser.GetAsync("/Import?kind=members");
        Assert.Equal(["inflow"], form.QuerySelectorAll("#Kind option").Select(one => one.GetAttribute("value")));
        var refused = await browser.UploadAsync(form, "#upload", "Upload", "x.xlsx", Files.Sample("organizations.xlsx"), ("Kind", "members"));
        Assert.NotNull(refused.QuerySelector("#Kind_error"));
        await browser.GetAsync("/Import?handler=Template&kind=members");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, browser.Status);
    }

    private static async Task<(string, string?)> StateAsync(HongyanDb db, Sojourn sojourn)
    {
        var now = await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == sojourn.Id, Stop);
        return (now.State, now.HostPath);
    }
}
