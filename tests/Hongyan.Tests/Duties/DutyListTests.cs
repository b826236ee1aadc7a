using System.Text.Json;
using Hongyan.Features.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Duties;

public sealed class DutyListTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_list_of_a_day_knows_nothing_that_happened_later()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: [new Contact { On = new DateOnly(2026, 4, 10), By = Side.Home }]);
        var before = await ListAsync(new DateOnly(2026, 4, 9));
        Assert.Contains(before, duty => duty is { Member: "测试甲", Kind: "home-contact", Period: "2026-Q1", State: "overdue" } && duty.Sojourn == sojourn.Id);
        Assert.Contains(before, duty => duty is { Kind: "home-contact", Period: "2026-Q2", State: "open" });
        var after = await ListAsync(new DateOnly(2026, 4, 10));
        Assert.Equal(["2026-Q1"], after.Where(duty => duty.Kind == "home-contact").Select(duty => duty.Period));
    }

    [Fact]
    public async Task Today_it_holds_the_same_as_the_worklist()
    {
        await village.AwayAsync("测试甲", host: Village.Host, happened: [new ReportedIn { On = new DateOnly(2026, 1, 8) }]);
        await village.AwayAsync("测试乙");
        var list = await ListAsync(Village.Today, Village.Home);
        using var browser = await village.SecretaryAsync();
        var page = await browser.GetAsync("/Worklist");
        Assert.Equal(page.QuerySelectorAll(".part strong").Sum(count => int.Parse(count.TextContent)), list.Count);
        Assert.Single(list, duty => duty is { Kind: "refresh-ledger", Period: "2026-Q2", Member: null });
        Assert.DoesNotContain(list, duty => duty.OwedBy.StartsWith("host", StringComparison.Ordinal));
        Assert.Contains(await ListAsync(Village.Today, Village.HostCommittee), duty => duty.Kind == "verify-and-place");
    }

    [Fact]
    public async Task The_verb_prints_json_that_names_every_part()
    {
        await village.AwayAsync("测试甲");
        var duty = (await ListAsync(Village.Today)).First(one => one.Kind == "home-contact");
        var json = JsonSerializer.SerializeToElement(duty, JsonSerializerOptions.Web);
        Assert.Equal(["member", "sojourn", "kind", "clauses", "owedBy", "org", "period", "due", "state"], json.EnumerateObject().Select(part => part.Name));
    }

    [Fact]
    public async Task Night_carries_duties_on_and_lets_members_leave()
    {
        var missing = await village.AwayAsync("测试甲", departs: new DateOnly(2026, 5, 1));
        var leaving = await village.AwayAsync("测试乙", departs: new DateOnly(2026, 5, 20));
        Assert.Equal("reported", leaving.State);
        village.Installation.Clock.MoveTo(new DateOnly(2026, 6, 2));
        Assert.Equal(2, await new DutyRenewal(village.Installation.Instance).RunAsync(progress: null, TestContext.Current.CancellationToken));
        Assert.Equal(new DateOnly(2026, 6, 15), (await village.DutyAsync(missing, "urge-report-in")).DueOn);
        await using var db = village.Installation.Db();
        Assert.Equal("away", (await db.Sojourns.SingleAsync(s => s.Id == leaving.Id, TestContext.Current.CancellationToken)).State);
        Assert.Equal(0, await new DutyRenewal(village.Installation.Instance).RunAsync(progress: null, TestContext.Current.CancellationToken));
    }

    private async Task<List<ListedDuty>> ListAsync(DateOnly on, string? org = null)
    {
        await using var db = village.Installation.Db();
        return await new DutyList(village.Installation.Instance, db).OnAsync(on, org, coming: false, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
    }
}
