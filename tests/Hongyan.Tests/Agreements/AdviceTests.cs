using System.Net;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Agreements;

/// <summary>With whom one might agree, and the figures at the head.</summary>
public sealed class AdviceTests : IAsyncLifetime
{
    private Two two = null!;

    public async ValueTask InitializeAsync() => two = await Two.NewAsync();

    public ValueTask DisposeAsync() => two.DisposeAsync();

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task Five_members_below_one_other_committee_are_an_advice_that_drafts_and_sends_nothing(int members, bool isAdvised)
    {
        await AwayAsync(members);
        var page = await two.Home.GetAsync("/Agreements");
        Assert.Equal(isAdvised, page.QuerySelector(".advice") is not null);
        if (!isAdvised)
            return;
        var form = await two.Home.GetAsync(page.QuerySelector(".advice a.btn")!.GetAttribute("href")!);
        Assert.Contains("测试街道党工委", form.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await using var db = two.Installation.Db();
        Assert.Empty(await db.Cases.Where(one => one.Kind == "agreement").ToListAsync(TestContext.Current.CancellationToken));
        await two.DraftAsync();
        Assert.Null((await two.Home.GetAsync("/Agreements")).QuerySelector(".advice"));
    }

    [Fact]
    public async Task A_branch_is_advised_to_pair_up_with_a_branch()
    {
        await AwayAsync(5);
        using var secretary = await two.Village.SecretaryAsync();
        var page = await secretary.GetAsync("/Agreements");
        Assert.StartsWith("/Cases/pairing/New", page.QuerySelector(".advice a.btn")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("测试社区党支部", page.QuerySelector(".advice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_outside_is_called_by_its_name()
    {
        await AwayAsync(5);
        await using (var db = two.Installation.Db())
            await db.Sojourns.ExecuteUpdateAsync(
                set => set.SetProperty(stay => stay.HostPath, (string?)null).SetProperty(stay => stay.DestinationCode, "510700"),
                TestContext.Current.CancellationToken);
        Assert.Equal("系统外：四川省绵阳市", (await two.Home.GetAsync("/Agreements")).QuerySelector(".advice strong")!.TextContent);
    }

    [Fact]
    public async Task Set_aside_with_a_reason_it_comes_again_after_a_year()
    {
        await AwayAsync(5);
        var page = await two.Home.GetAsync("/Agreements");
        await two.Home.PostAsync(page, ".advice form", ("Reason", ""));
        Assert.NotNull((await two.Home.GetAsync("/Agreements")).QuerySelector(".advice"));
        await two.Home.PostAsync(page, ".advice form", ("Reason", "已有口头约定"));
        Assert.Null((await two.Home.GetAsync("/Agreements")).QuerySelector(".advice"));
        two.Installation.Clock.MoveTo(Village.Today.AddYears(1).AddDays(-1));
        using var before = await two.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.Null((await before.GetAsync("/Agreements")).QuerySelector(".advice"));
        two.Installation.Clock.MoveTo(Village.Today.AddYears(1));
        using var after = await two.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.NotNull((await after.GetAsync("/Agreements")).QuerySelector(".advice"));
    }

    [Fact]
    public async Task The_figures_count_what_is_in_force_and_go_out_as_a_sheet()
    {
        await AwayAsync(3);
        await two.SignAsync();
        await two.ConsultAsync(two.Home, "proposer", ("Values[results.0.target]", "1.1"), ("Values[results.0.value]", "91"));
        var said = (await two.Host.GetAsync("/Agreements")).QuerySelectorAll("main dl.facts > div")
            .ToDictionary(one => one.QuerySelector("dt")!.TextContent, one => one.QuerySelector("dd")!.TextContent);
        Assert.Equal(("1", "3", "1", "1", "0", "1", "1"),
            (said["生效中"], said["覆盖流动党员"], said["本年应会商"], said["已会商"], said["未会商（已过期）"], said["目标"], said["已达到的目标"]));
        using var sheet = await two.Host.Client.GetAsync(new Uri("/Agreements?handler=Xlsx", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, sheet.StatusCode);
        Assert.Equal("PK"u8.ToArray(), (await sheet.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..2]);
    }

    private async Task AwayAsync(int members)
    {
        for (var member = 1; member <= members; member++)
            await two.Village.AwayAsync($"测试{member}号", host: Village.Host, happened: [new ReportedIn { On = new(2026, 2, 1) }]);
    }
}
