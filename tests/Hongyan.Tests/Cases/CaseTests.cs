using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Cases;

/// <summary>The list, the page and the form of every kind of case, told by an office's year.</summary>
public sealed class CaseTests : IAsyncLifetime
{
    private const string Form = "main form[method=post]";
    private Village village = null!;
    private string address = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        village = await Village.NewAsync();
        await village.Installation.AddressAsync(); // migrated
        await new CaseRenewal(village.Installation.Instance).RunAsync(Stop);
        await using var db = village.Installation.Db();
        var one = await db.Cases.AsNoTracking().SingleAsync(c => db.Organizations.Any(o => o.Id == c.OwnerId && o.Path == Village.HomeCommittee), Stop);
        address = $"/Cases/office-year/{one.OwnerId}/{one.Id}";
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_party_records_and_the_record_stands_in_the_timeline_once()
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var page = await clerk.GetAsync(address);
        var form = await clerk.GetAsync(page.QuerySelector("a[href*='type=event-held']")!.GetAttribute("href")!);
        await clerk.PostAsync(form, Form, ("Values[on]", "2026-05-01"), ("Values[what]", "测试庆祝活动"), ("Values[invited]", "30"), ("Values[floating]", "4"));
        Assert.Equal(address, clerk.Path);
        var said = (await clerk.GetAsync(address)).QuerySelector(".timeline-list")!.TextContent;
        Assert.Contains("测试庆祝活动", said, StringComparison.Ordinal);
        await using var db = village.Installation.Db();
        var record = await db.CaseRecords().AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("event-held", "office", new DateOnly(2026, 5, 1)), (record.Type, record.Side, record.OnDate));
        Assert.Equal(1, await db.Audit.CountAsync(act => act.Act == "event-held" && act.Subject == Village.HomeCommittee, Stop));
    }

    [Theory]
    [InlineData("30", "31", "floating")]
    [InlineData("", "3", "invited")]
    [InlineData("3", "x", "floating")]
    public async Task What_cannot_be_is_refused_at_its_field_and_nothing_is_saved(string invited, string floating, string field)
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        var form = await clerk.GetAsync(address + "/Record?type=event-held&side=office");
        var answer = await clerk.PostAsync(form, Form, ("Values[on]", "2026-05-01"), ("Values[what]", "x"), ("Values[invited]", invited),
            ("Values[floating]", floating));
        Assert.NotNull(answer.QuerySelector($"[name='Values[{field}]'][aria-invalid=true]"));
        await using var db = village.Installation.Db();
        Assert.Empty(await db.CaseRecords().ToListAsync(Stop));
    }

    [Fact]
    public async Task Who_stands_above_sees_it_and_does_not_write_for_the_party()
    {
        using var department = await village.Installation.SignInAsync(Roles.Department, Village.County);
        var page = await department.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, department.Status);
        Assert.Null(page.QuerySelector("main a[href*='/Record?']"));
        await department.GetAsync(address + "/Record?type=event-held&side=office");
        Assert.Equal(HttpStatusCode.Forbidden, department.Status);
        var own = await department.GetAsync("/Worklist");
        await department.FormAsync(address + "/Record?type=event-held&side=office", own, ("Values[on]", "2026-05-01"), ("Values[what]", "x"),
            ("Values[invited]", "1"), ("Values[floating]", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, department.Status);
        await using var db = village.Installation.Db();
        Assert.Empty(await db.CaseRecords().ToListAsync(Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/Record?type=event-held&side=office")]
    public async Task Whoever_is_no_party_and_stands_above_none_finds_nothing(string rest)
    {
        await village.Installation.AddOrganizationAsync("009", "外县组织部", "organization-department");
        foreach (var (role, path) in new[] { (Roles.Department, "009"), (Roles.Clerk, Village.HostCommittee), (Roles.Secretary, Village.Home) })
        {
            using var other = await village.Installation.SignInAsync(role, path);
            await other.GetAsync(address + rest);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }
    }

    [Fact]
    public async Task The_list_holds_those_of_the_scope_and_finds_by_name_and_state_and_goes_out_as_a_sheet()
    {
        using var clerk = await village.Installation.SignInAsync(Roles.Clerk, Village.HomeCommittee);
        Assert.Equal(3, (await clerk.GetAsync("/Cases/office-year")).QuerySelectorAll("main tbody tr").Length);
        Assert.Single((await clerk.GetAsync("/Cases/office-year?q=邻村")).QuerySelectorAll("main tbody tr"));
        Assert.Empty((await clerk.GetAsync("/Cases/office-year?q=%25&state=running")).QuerySelectorAll("main tbody tr"));
        Assert.Empty((await clerk.GetAsync("/Cases/office-year?state=over")).QuerySelectorAll("main tbody tr"));
        using var sheet = await clerk.Client.GetAsync(new Uri("/Cases/office-year?handler=Xlsx", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.OK, sheet.StatusCode);
        Assert.Equal("PK"u8.ToArray(), (await sheet.Content.ReadAsByteArrayAsync(Stop))[..2]);
        await clerk.GetAsync("/Cases/nonsense");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
    }

    [Fact]
    public async Task Time_ends_a_year_and_opens_the_next_once()
    {
        village.Installation.Clock.MoveTo(new DateOnly(2027, 1, 1));
        Assert.True(await new CaseRenewal(village.Installation.Instance).RunAsync(Stop) > 0);
        Assert.Equal(0, await new CaseRenewal(village.Installation.Instance).RunAsync(Stop));
        await using var db = village.Installation.Db();
        var states = await db.Cases.OrderBy(one => one.Period).Select(one => one.Period + " " + one.State).Distinct().ToListAsync(Stop);
        Assert.Equal(["2026 over", "2027 running"], states.Order());
        Assert.Equal(await db.Organizations.CountAsync(Stop) * 2, await db.Cases.CountAsync(Stop));
    }

    [Fact]
    public async Task The_report_of_december_is_kept_although_it_lay_beyond_what_was_told_in_may()
    {
        village.Installation.Clock.MoveTo(new DateOnly(2026, 12, 1));
        await new CaseRenewal(village.Installation.Instance).RunAsync(Stop);
        await using var db = village.Installation.Db();
        Assert.Equal(3, await db.Duties.CountAsync(duty => duty.Kind == "year-end-report" && duty.Period == "2026", Stop));
    }
}
