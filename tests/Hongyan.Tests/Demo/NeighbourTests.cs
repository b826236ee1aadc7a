using Hongyan.Data;
using Hongyan.Features.Demo;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Demo;

/// <summary>The second county of the demonstration: introduced, with one stay that both sides know and one that waits for a person.</summary>
public sealed class NeighbourTests(DemoInstallation demo) : IClassFixture<DemoInstallation>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_counties_know_each_other_and_share_a_stay()
    {
        await using var second = await TestInstallation.NewAsync(ChinaDate.Today(demo.Installation.Clock));
        var county = new NeighbourCounty(second.Instance, demo.Installation.Instance);
        var made = await county.FillAsync(Stop);
        Assert.Equal(["host", "clerk", "department", "department2"], made.SignIns.Select(one => one.Who));
        await using var here = second.Db();
        await using var there = demo.Installation.Db();
        foreach (var db in new[] { here, there })
        {
            Assert.Equal(Peer.Active, (await db.Peers.SingleAsync(Stop)).State);
            Assert.All(await db.SentMessages.ToListAsync(Stop), one => Assert.True(one.State == SentMessage.Accepted, $"{one.Kind} {one.State} {one.Code}"));
        }
        Assert.Equal(1, await here.ExchangeShared.CountAsync(one => one.Theirs != null, Stop));
        var shared = await there.ExchangeShared.SingleAsync(one => one.Theirs != null, Stop);
        Assert.True(await there.Records.AnyAsync(one => one.CaseId == shared.CaseId && one.Type == "feedback", Stop));
        Assert.Equal("placed", (await there.Sojourns.SingleAsync(one => one.Id == shared.CaseId, Stop)).State);

        using var clerk = await second.BrowserAsync();
        var signIn = made.SignIns.Single(one => one.Who == "clerk");
        await clerk.PostAsync(await clerk.GetAsync("/Account/SignIn"), "main form", ("UserName", signIn.UserName), ("Password", signIn.Password));
        var messages = await clerk.GetAsync("/Peers/Messages");
        Assert.Single(messages.QuerySelectorAll("[aria-labelledby=to-do] li"));
        Assert.Equal(2, (await Assert.ThrowsAsync<UserError>(() => county.FillAsync(Stop))).ExitCode);
    }
}
