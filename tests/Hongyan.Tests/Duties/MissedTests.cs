using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Demo;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Duties;

/// <summary>A duty that nobody did in its time leaves the worklist and stays everywhere else.</summary>
public sealed class MissedTests : IAsyncLifetime
{
    private static readonly DateOnly Later = new(2026, 8, 10);
    private Village village = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync();

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task A_missed_quarter_is_off_the_worklist_and_on_the_page_of_the_member()
    {
        var sojourn = await village.AwayAsync("测试甲");
        var (missed, owed) = (await village.DutyAsync(sojourn, "home-contact", "2026-Q1"), await village.DutyAsync(sojourn, "home-contact", "2026-Q2"));
        Assert.Equal((new DateOnly(2026, 5, 1), DutyState.Missed, DutyState.Open),
            (missed.MissedOn, missed.StateOn(Village.Today), owed.StateOn(Village.Today)));

        using var browser = await village.SecretaryAsync();
        var worklist = (await browser.GetAsync("/Worklist")).Body!.TextContent;
        Assert.DoesNotContain("第一季度", worklist);
        Assert.Contains("第二季度", worklist);
        var page = await browser.GetAsync($"/Members/{sojourn.MemberId}");
        Assert.Contains(page.QuerySelectorAll(".state-missed"), state => state.TextContent == "逾期未办");
        Assert.Contains("2026-05-01 起不再办理", page.Body!.TextContent);
    }

    [Fact]
    public async Task A_contact_typed_later_closes_its_own_quarter_late_and_no_other()
    {
        var sojourn = await village.AwayAsync("测试甲", happened: [new Contact { On = new DateOnly(2026, 3, 20), By = Side.Home, Means = "phone" }]);
        var (first, second) = (await village.DutyAsync(sojourn, "home-contact", "2026-Q1"), await village.DutyAsync(sojourn, "home-contact", "2026-Q2"));
        Assert.Equal((DutyState.DoneLate, Village.Today, DutyState.Open), (first.StateOn(Village.Today), first.LateOn, second.StateOn(Village.Today)));
        Assert.Equal(new Rebuilt(1, 0), await new Rebuilding(village.Installation.Instance).RunAsync(null, Stop));
    }

    [Fact]
    public async Task The_days_that_count_are_named_when_a_record_lies_outside_them()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        var address =
            $"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type=care&side=home&kind=festival-care&period=2026-spring-festival&back=/Worklist";
        var page = await browser.PostAsync(await browser.GetAsync(address), "main form[method=post]", ("Values[on]", "2026-05-09"), ("Values[kind]", "visit"));
        Assert.Contains("2026-02-02 至 2026-03-26", page.Body!.TextContent);
    }

    [Fact]
    public async Task What_was_due_before_the_day_of_entry_is_not_asked_for_unless_it_is_wished()
    {
        using var browser = await village.SecretaryAsync();
        var (late, asked) = (await RegisterAsync(browser, "测试甲", allPeriods: false), await RegisterAsync(browser, "测试乙", allPeriods: true));
        await using var db = village.Installation.Db();
        var due = await db.Duties.AsNoTracking().Where(duty => duty.DueOn < Village.Today).ToListAsync(Stop);
        Assert.Equal(["report-departure"], due.Where(duty => duty.CaseId == late).Select(duty => duty.Kind));
        Assert.Equal(DutyState.DoneLate, due.Single(duty => duty.CaseId == late).StateOn(Village.Today));
        Assert.Contains(due, duty => duty.CaseId == asked && duty is { Kind: "home-contact", Period: "2026-Q1" });
    }

    [Fact]
    public async Task A_ledger_that_was_confirmed_is_not_opened_by_who_leaves_later()
    {
        await village.AwayAsync("测试甲", happened: [new LedgerConfirmed { On = new DateOnly(2026, 4, 15) }]);
        var later = await village.AwayAsync("测试乙", departs: Village.Today);
        Assert.Equal(DutyState.Done, (await village.DutyAsync(later, "refresh-ledger", "2026-Q2")).StateOn(Village.Today));
        await using var db = village.Installation.Db();
        Assert.False(await db.Duties.UnsettledOn(Village.Today).AnyAsync(duty => duty.Kind == "refresh-ledger" && duty.OpensOn <= Village.Today, Stop));
    }

    [Fact]
    public async Task A_new_host_owes_anew_and_the_former_one_keeps_what_it_missed()
    {
        const string Other = "001.003.001";
        await village.Installation.AddOrganizationAsync("001.003", "另一街道党工委", "committee");
        await village.Installation.AddOrganizationAsync(Other, "另一社区党支部");
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host, happened:
        [
            new ReportedIn { On = new DateOnly(2026, 1, 20), Organization = Village.Host },
            new Placed { On = new DateOnly(2026, 1, 26), Organization = Village.Host },
            new ReportedIn { On = new DateOnly(2026, 5, 6), Organization = Other }, new Placed { On = new DateOnly(2026, 5, 8), Organization = Other },
        ]);
        var (first, second) = (await village.DutyAsync(sojourn, "host-name-contact"), await village.DutyAsync(sojourn, "host-name-contact", "2026-05-08"));
        Assert.Equal((Village.Host, DutyState.Missed), (first.OrgPath, first.StateOn(Village.Today)));
        Assert.Equal((Other, DutyState.Open), (second.OrgPath, second.StateOn(Village.Today)));
        Assert.Equal(new Rebuilt(1, 0), await new Rebuilding(village.Installation.Instance).RunAsync(null, Stop));
    }

    [Fact]
    public async Task A_refusal_is_on_the_lists_of_the_home_branch_and_of_the_committee_above_the_host()
    {
        var sojourn = await village.AwayAsync("测试甲", host: Village.Host, happened:
            [new ReportedIn { On = new DateOnly(2026, 5, 4), Organization = Village.Host }, new Refused { On = new DateOnly(2026, 5, 6), Code = "not-here" }]);
        await using var db = village.Installation.Db();
        var owed = await db.Duties
            .AsNoTracking()
            .OwedOn(Village.Today)
            .Where(duty => duty.CaseId == sojourn.Id && duty.Kind == "settle-refusal")
            .ToListAsync(Stop);
        Assert.Equal([Village.Home, Village.HostCommittee], owed.Select(duty => duty.OrgPath).Order());
        using var home = await village.SecretaryAsync();
        Assert.Contains("落实拒绝接收党员的去向", (await home.GetAsync("/Worklist")).Body!.TextContent);
        using var clerk = await village.Installation.SignInAsync(Platform.Roles.Clerk, Village.HostCommittee);
        Assert.Contains("落实拒绝接收党员的去向", (await clerk.GetAsync("/Worklist")).Body!.TextContent);
    }

    [Fact]
    public async Task Who_is_lost_can_be_marked_after_six_months_and_is_asked_for_nothing_until_he_is_found()
    {
        var sojourn = await village.AwayAsync("测试甲");
        using var browser = await village.SecretaryAsync();
        Assert.Contains("2026-07-05 起方可认定失联", (await browser.GetAsync(Marking(sojourn))).Body!.TextContent);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, browser.Status);

        village.Installation.Clock.MoveTo(Later);
        using var again = await village.SecretaryAsync();
        await MarkAsync(again, sojourn);
        Assert.Equal(DutyState.Moot, (await village.DutyAsync(sojourn, "home-contact", "2026-Q3")).StateOn(Later));
        Assert.Equal(DutyState.Upcoming, (await village.DutyAsync(sojourn, "try-again", "2026-Q4")).StateOn(Later));
        await using var db = village.Installation.Db();
        Assert.Equal(Later, (await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == sojourn.Id, Stop)).LostOn);
        Assert.Contains("失联", (await again.GetAsync("/Members")).QuerySelector("table")!.TextContent);

        var form = $"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type=found&side=home&back=/Worklist";
        await again.PostAsync(await again.GetAsync(form), "main form[method=post]", ("Values[on]", "2026-08-10"), ("Values[how]", "本人来电"));
        Assert.Null((await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == sojourn.Id, Stop)).LostOn);
        Assert.Equal(DutyState.Open, (await village.DutyAsync(sojourn, "home-contact", "2026-Q3")).StateOn(Later));
    }

    [Fact]
    public async Task A_second_departure_in_one_sojourn_is_refused()
    {
        var sojourn = await village.AwayAsync("测试甲");
        await using var db = village.Installation.Db();
        var recording = new Hongyan.Records.RecordServices(village.Installation.Instance, db).Recording;
        var held = (await recording.HoldAsync(sojourn.MemberId, sojourn.Id, Stop))!;
        var answer = await recording.AddAsync(held, [new DepartureReported { On = Village.Today, Departs = Village.Today }], Stop);
        Assert.Equal("refusal.departed-already", answer.Refusal?.Text);
    }

    private static async Task<string> MarkAsync(TestBrowser browser, Sojourn sojourn)
    {
        var page = await browser.GetAsync(Marking(sojourn));
        return (await browser.PostAsync(page, "main form[method=post]", ("Values[reason]", "4"))).Body!.TextContent;
    }

    private static string Marking(Sojourn sojourn) =>
        $"/Records/New?member={sojourn.MemberId}&sojourn={sojourn.Id}&type=marked-lost&side=home&back=/Worklist";

    private async Task<Guid> RegisterAsync(TestBrowser browser, string name, bool allPeriods)
    {
        Guid member = Guid.CreateVersion7();
        await using (var db = village.Installation.Db())
        {
            db.Members.Add(new Member
            {
                Id = member, HomePath = Village.Home, Name = name, Sex = "female", Born = new DateOnly(1990, 5, 1), Status = "full", Category = "employee",
            });
            await db.SaveChangesAsync(Stop);
        }
        var page = await browser.GetAsync($"/Members/{member}/Departure");
        List<(string, string)> values = [("Values[departs]", "2026-01-12"), ("Values[reason]", "work"), ("Values[destination]", "上海市"),
            ("Values[phone]", "19900000001")];
        if (allPeriods)
            values.Add(("AllPeriods", "true"));
        await browser.PostAsync(page, "main form", [.. values]);
        await using var kept = village.Installation.Db();
        return (await kept.Sojourns.SingleAsync(one => one.MemberId == member, Stop)).Id;
    }
}

/// <summary>What the database calls owed is what the rules call open or overdue, for every duty and on any day.</summary>
public sealed class OwedTests(DemoInstallation demo) : IClassFixture<DemoInstallation>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_view_the_query_and_the_rule_agree_on_every_day()
    {
        await using var db = demo.Installation.Db();
        var all = await db.Duties.AsNoTracking().ToListAsync(Stop);
        var today = Platform.ChinaDate.Today(demo.Installation.Clock);
        var missed = 0;
        for (var day = today; day < today.AddDays(160); day = day.AddDays(3))
        {
            var told = all.Where(duty => Settled(duty, day) is null)
                .Where(duty => duty.StateOn(day) is DutyState.Open or DutyState.Overdue)
                .Select(duty => duty.Id)
                .Order()
                .ToList();
            var inSql = await db.Database
                .SqlQuery<Guid>($"""select id as "Value" from duty_owed where opens_on <= {day} and owed_until > {day}""")
                .ToListAsync(Stop);
            var asked = await db.Duties.OwedOn(day).Select(duty => duty.Id).ToListAsync(Stop);
            Assert.Equal(told, inSql.Order());
            Assert.Equal(told, asked.Order());
            missed += all.Count(duty => duty.StateOn(day) == DutyState.Missed);
        }
        Assert.NotEqual(0, missed);
    }

    // what is settled on a later day than the one asked about is settled for the database: it keeps what is, not what was
    private static DateOnly? Settled(KeptDuty duty, DateOnly day) => new[] { duty.DoneOn, duty.MootOn, duty.WaivedOn }.FirstOrDefault(on => on > day);
}
