using System.Net;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Duties;

/// <summary>What an organisation owes for itself every year, whether or not one of its members is away.</summary>
public sealed class OrganizationDutyTests : IAsyncLifetime
{
    private static readonly string[] All = [Village.County, Village.HomeCommittee, Village.Home, Village.Neighbour, Village.HostCommittee, Village.Host];
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task Every_organisation_owes_the_sweep_and_confirms_the_four_clears_for_itself()
    {
        await ItIsAsync(new DateOnly(2026, 1, 10));
        Assert.Equal(All, (await OwedAsync("sweep")).Select(duty => duty.OrgPath));
        using var branch = await village.SecretaryAsync(Village.Neighbour);
        var home = await branch.GetAsync("/Worklist");
        var line = home.QuerySelector(".duty a[href*='kind=sweep']")!;
        var form = await branch.GetAsync(line.GetAttribute("href")!);
        Assert.Contains("2026-03-31", form.Body!.TextContent, StringComparison.Ordinal);

        var early = await branch.PostAsync(form, "main form[method=post]", [("Values[on]", "2025-12-31"), .. Clears]);
        Assert.NotNull(early.QuerySelector("[name='Values[on]'][aria-invalid=true]"));
        var few = await branch.PostAsync(form, "main form[method=post]", ("Clear", "1"));
        Assert.Contains("四项都确认", few.Body!.TextContent, StringComparison.Ordinal);
        form.QuerySelector("main form[method=post]")!.SetAttribute("action", line.GetAttribute("href")!);
        await branch.PostAsync(form, "main form[method=post]", Clears);
        await branch.PostAsync(form, "main form[method=post]", Clears);
        Assert.Equal("/Worklist", branch.Path);
        Assert.Null((await branch.GetAsync("/Worklist")).QuerySelector(".duty a[href*='kind=sweep']"));
        Assert.Equal(All.Except([Village.Neighbour]), (await OwedAsync("sweep")).Select(duty => duty.OrgPath));
        await using var db = village.Installation.Db();
        Assert.Equal(1, await db.Audit.CountAsync(act => act.Act == "sweep-confirmed" && act.Subject == Village.Neighbour, Stop));
    }

    [Fact]
    public async Task One_confirmation_does_both_what_the_branch_owes_and_what_its_stays_demand()
    {
        await ItIsAsync(new DateOnly(2026, 1, 10));
        var stay = await village.AwayAsync("测试甲");
        using var branch = await village.SecretaryAsync();
        var page = await branch.GetAsync("/Worklist");
        var address = page.QuerySelectorAll(".duty a[href*='kind=sweep']").Single().GetAttribute("href")!;
        await branch.PostAsync(await branch.GetAsync(address), "main form[method=post]", Clears);
        Assert.Single(await village.RecordsAsync(stay, "sweep-confirmed"));
        Assert.NotNull((await village.DutyAsync(stay, "sweep", "2026")).DoneOn);
        Assert.DoesNotContain(await OwedAsync("sweep"), duty => duty.OrgPath == Village.Home);
    }

    [Fact]
    public async Task What_was_over_before_the_organisation_was_known_here_is_not_held_against_it()
    {
        await ItIsAsync(new DateOnly(2026, 5, 10));
        Assert.Empty(await OwedAsync("sweep"));
        await ItIsAsync(new DateOnly(2027, 1, 1));
        await ItIsAsync(new DateOnly(2027, 1, 2));
        Assert.Equal(All.Length, (await OwedAsync("sweep")).Count);
    }

    [Fact]
    public async Task The_report_upwards_is_owed_level_by_level_by_committees_and_the_department()
    {
        await ItIsAsync(new DateOnly(2026, 12, 1));
        Assert.Equal([Village.County, Village.HomeCommittee, Village.HostCommittee], (await OwedAsync("year-end-report")).Select(duty => duty.OrgPath));
        using var secretary = await village.SecretaryAsync();
        await secretary.GetAsync($"/Records/Organization?org={Village.HomeCommittee}&kind=year-end-report&period=2026");
        Assert.Equal(HttpStatusCode.NotFound, secretary.Status);
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var today = await clerk.GetAsync("/");
        var address = today.QuerySelector(".duty a[href*='kind=year-end-report']")!.GetAttribute("href")!;
        await clerk.PostAsync(await clerk.GetAsync(address), "main form[method=post]");
        Assert.Equal([Village.County, Village.HostCommittee], (await OwedAsync("year-end-report")).Select(duty => duty.OrgPath));
        await using var db = village.Installation.Db();
        var listed = await new DutyList(village.Installation.Instance, db)
            .OnAsync(new DateOnly(2026, 12, 1), Village.HostCommittee, false, Stop)
            .ToListAsync(Stop);
        Assert.Equal(["year-end-report"], listed.Select(duty => duty.Kind));
    }

    [Fact]
    public async Task A_superior_confirms_the_sweep_of_no_branch()
    {
        await ItIsAsync(new DateOnly(2026, 1, 10));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var address = $"/Records/Organization?org={Village.Home}&kind=sweep&period=2026";
        var page = await clerk.GetAsync(address);
        Assert.Contains("自行确认", page.Body!.TextContent, StringComparison.Ordinal);
        var own = await clerk.GetAsync($"/Records/Organization?org={Village.HomeCommittee}&kind=sweep&period=2026");
        own.QuerySelector("main form[method=post]")!.SetAttribute("action", address);
        await clerk.PostAsync(own, "main form[method=post]", Clears);
        Assert.Equal(All, (await OwedAsync("sweep")).Select(duty => duty.OrgPath));
    }

    [Fact]
    public async Task A_report_that_is_not_yet_due_says_when_it_opens_and_not_that_it_is_done()
    {
        await ItIsAsync(new DateOnly(2026, 11, 30));
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await clerk.GetAsync($"/Records/Organization?org={Village.HomeCommittee}&kind=year-end-report&period=2026");
        Assert.Contains("2026-12-01", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("已经完成", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_four_clears_are_those_of_the_clause()
    {
        await ItIsAsync(new DateOnly(2026, 1, 10));
        using var branch = await village.SecretaryAsync(Village.Neighbour);
        var page = await branch.GetAsync($"/Records/Organization?org={Village.Neighbour}&kind=sweep&period=2026");
        Assert.Equal(["底数清", "流入流出方向清", "流入流出时间清", "联系方式清"], page.QuerySelectorAll("#Clear label").Select(label => label.TextContent.Trim()));
    }

    [Fact]
    public async Task Another_branch_sees_nothing_of_it()
    {
        await ItIsAsync(new DateOnly(2026, 1, 10));
        await using var db = village.Installation.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        await db.Database.ExecuteSqlRawAsync(RequestTransaction.ScopeOf(Acting.As(Roles.Secretary, Village.Neighbour)), Stop);
        Assert.Equal([Village.Neighbour],
            await db.Duties.Where(duty => duty.CaseKind != KeptDuty.OfSojourn && duty.Kind == "sweep").Select(duty => duty.OrgPath).ToListAsync(Stop));
    }

    private static (string, string)[] Clears => [.. Enumerable.Range(1, 4).Select(clear => ("Clear", $"{clear}"))];

    private async Task ItIsAsync(DateOnly day)
    {
        village.Installation.Clock.MoveTo(day);
        await village.Installation.AddressAsync(); // migrated
        await new DutyRenewal(village.Installation.Instance).RunAsync(progress: null, Stop);
    }

    private async Task<List<KeptDuty>> OwedAsync(string kind)
    {
        await using var db = village.Installation.Db();
        return await db.Duties
            .AsNoTracking()
            .Where(duty => duty.CaseKind != KeptDuty.OfSojourn && duty.Kind == kind && duty.DoneOn == null)
            .OrderBy(duty => duty.OrgPath)
            .ToListAsync(Stop);
    }
}
