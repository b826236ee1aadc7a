using System.Net;
using Hongyan.Features.Demo;
using Hongyan.Features.Lists;
using Hongyan.Features.Transfers;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Demo;

public sealed class DemonstrationTests(DemoInstallation demo) : IClassFixture<DemoInstallation>
{
    private static readonly string[] States =
        ["announced", "away", "cancelled", "left", "placed", "refused", "reported", "reported-in", "returned", "transferred"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_county_of_about_660_members_and_60_stays_is_there_within_a_minute()
    {
        await using var db = demo.Installation.Db();
        Assert.InRange(await db.Members.CountAsync(member => member.HomePath != null, Stop), 650, 670);
        Assert.Equal(21, await db.Members.CountAsync(member => member.Status == "probationary", Stop));
        Assert.Equal(71, await db.Sojourns.CountAsync(Stop));
        Assert.Equal(4, await db.Organizations.CountAsync(place => place.Kind == "committee", Stop));
        Assert.Equal(24, await db.Organizations.CountAsync(place => place.Kind == "branch" || place.Kind == "floating-organization", Stop));
        Assert.Equal(1, await db.Organizations.CountAsync(place => place.Kind == "floating-organization", Stop));
        Assert.True(demo.Took < TimeSpan.FromMinutes(1), $"It took {demo.Took}.");
    }

    [Fact]
    public async Task What_one_of_the_department_asks_for_another_one_can_confirm()
    {
        using var second = await demo.SignInAsync("department2");
        await second.GetAsync("/Reception");
        Assert.Equal(HttpStatusCode.OK, second.Status);
        await using var db = demo.Installation.Db();
        Assert.Equal(2, await db.Appointments.Where(a => a.Role == Roles.Department && a.OrgPath == DemoOrganizations.Department)
            .Select(a => a.AccountId).Distinct().CountAsync(Stop));
    }

    [Fact]
    public async Task Stays_are_in_every_state()
    {
        await using var db = demo.Installation.Db();
        Assert.Equal(States, await db.Sojourns.Select(sojourn => sojourn.State).Distinct().OrderBy(state => state).ToListAsync(Stop));
        Assert.True(await db.Sojourns.AnyAsync(sojourn => sojourn.HostPath != null, Stop));
        Assert.True(await db.Sojourns.AnyAsync(sojourn => sojourn.HostName != null, Stop));
    }

    [Fact]
    public async Task Certificates_are_in_every_state_a_year_can_bring()
    {
        await using var db = demo.Installation.Db();
        var today = ChinaDate.Today(demo.Installation.Clock);
        var states = (await db.Certificates.AsNoTracking().ToListAsync(Stop)).Select(one => one.StateOn(today).ToString()).Distinct().ToList();
        Assert.Superset(new HashSet<string> { "Sealed", "Valid", "Expired", "Lost", "Withdrawn" }, states.ToHashSet());
        Assert.Equal(4, await db.CertificateRanges.CountAsync(Stop));
        Assert.NotNull((await db.Certificates
            .AsNoTracking()
            .FirstAsync(one => one.WithdrawnOn == null && one.SealedOn != null && one.IssuedOn != null, Stop)).Code);
    }

    [Fact]
    public async Task No_certificate_is_out_before_it_was_sealed()
    {
        await using var db = demo.Installation.Db();
        Assert.Empty(await db.Certificates.AsNoTracking().Where(one => one.IssuedOn != null && one.SealedOn == null && !one.FromRoster).ToListAsync(Stop));
    }

    [Fact]
    public async Task Most_duties_are_done_and_some_are_overdue_or_due_soon()
    {
        await using var db = demo.Installation.Db();
        var today = ChinaDate.Today(demo.Installation.Clock);
        var states = (await db.Duties.AsNoTracking().ToListAsync(Stop)).Where(duty => duty.OpensOn <= today).ToList();
        var overdue = states.Count(duty => duty.StateOn(today) == DutyState.Overdue);
        Assert.InRange(overdue, 30, states.Count / 5);
        Assert.InRange(states.Count(duty => duty.StateOn(today) == DutyState.Open && duty.DueOn <= today.AddDays(14)), 15, 150);
        Assert.True(states.Count(duty => duty.StateOn(today) is DutyState.Done or DutyState.DoneLate) > states.Count / 2);
    }

    [Fact]
    public async Task Duties_are_in_every_state_and_somebody_is_lost()
    {
        await using var db = demo.Installation.Db();
        var today = ChinaDate.Today(demo.Installation.Clock);
        var states = (await db.Duties.AsNoTracking().ToListAsync(Stop)).Select(duty => duty.StateOn(today)).ToHashSet();
        Assert.Superset(new HashSet<DutyState>
        {
            DutyState.Upcoming,
            DutyState.Open,
            DutyState.Overdue,
            DutyState.Done,
            DutyState.DoneLate,
            DutyState.Moot,
            DutyState.Missed,
        }, states);
        Assert.True(await db.Duties.AnyAsync(duty => duty.Kind == "settle-refusal" && duty.DoneOn == null, Stop));
        Assert.True(await db.Sojourns.AnyAsync(sojourn => sojourn.LostOn != null, Stop));
        Assert.Equal(0, (await new Rebuilding(demo.Installation.Instance).RunAsync(null, Stop)).Changed);
    }

    [Fact]
    public async Task Nobody_in_it_can_be_taken_for_a_real_person()
    {
        await using var db = demo.Installation.Db();
        foreach (var member in await db.Members.AsNoTracking().ToListAsync(Stop))
        {
            Assert.StartsWith("1990000", member.Phone, StringComparison.Ordinal);
            if (member.HomePath is null) continue; // a guest gave no number
            var id = IdNumber.Read(demo.Installation.Instance.Secrets.Decrypt(member.IdNumber!)).Number!;
            Assert.StartsWith("99", id.Digits, StringComparison.Ordinal);
            Assert.Equal(member.Born, id.Born);
            Assert.Equal(member.Sex, id.Sex);
        }
        Assert.Equal(await db.Members.CountAsync(member => member.HomePath != null, Stop), await db.Identities.CountAsync(Stop));
        Assert.DoesNotContain(DemoOrganizations.County, demo.Installation.Instance.Policy.Regions.Values);
    }

    [Theory]
    [InlineData("home", "/Worklist")]
    [InlineData("host", "/Worklist")]
    [InlineData("clerk", "/Branches")]
    [InlineData("department", "/Branches")]
    [InlineData("member", "/Mine")]
    [InlineData("contact", "/Worklist")]
    [InlineData("floating", "/Worklist")]
    [InlineData("system", "/Policy")]
    [InlineData("security", "/Account")]
    [InlineData("audit", "/Policy")]
    public async Task Everybody_whose_sign_in_was_printed_gets_in(string who, string page)
    {
        using var browser = await demo.SignInAsync(who);
        var document = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(page, browser.Path);
        Assert.NotNull(document.QuerySelector(".demonstration"));
    }

    [Fact]
    public async Task No_list_of_the_department_is_empty()
    {
        using var department = await demo.SignInAsync("department");
        foreach (var list in Catalogue.All)
        {
            var page = await department.GetAsync(list.Address);
            Assert.True(page.QuerySelectorAll("#list tbody tr").Length > 0, list.Address);
        }
    }

    [Theory]
    [InlineData("home", "/", "/Worklist", "/Lists/outflow", "/Lists/issue", "/Lists/probation", "/Correspondence?seen=all", "/Certificates",
        "/Certificates?state=valid", "/Dues", "/Care", "/Notices", "/Education", "/Papers")]
    [InlineData("host", "/", "/Worklist", "/Lists/inflow", "/Lists/arrivals", "/Reception", "/Correspondence?seen=all", "/Certificates", "/Dues",
        "/Care", "/Meetings", "/Education")]
    [InlineData("clerk", "/", "/Worklist", "/Branches", "/Lists/seal", "/Lists/transfers", "/Transfers", "/Dues/Reductions", "/Certificates", "/Meetings",
        "/Stations/Manage", "/Cases/agreement?state=in-force", "/Cases/agreement?state=draft")]
    [InlineData("department", "/", "/Worklist", "/Branches", "/Lists/refused", "/Reception", "/Certificates?state=lost", "/Certificates?state=expired",
        "/Certificates?state=withdrawn", "/Certificates?state=sealed", "/Certificates/Ranges", "/Transfers", "/Care?show=hardship", "/Dues?behind=true")]
    [InlineData("member", "/Mine", "/Mine/Dues", "/Mine/Certificate")]
    public async Task Nobody_opens_a_page_on_which_there_is_nothing(string who, params string[] pages)
    {
        using var browser = await demo.SignInAsync(who);
        foreach (var address in pages)
        {
            var page = await browser.GetAsync(address);
            Assert.True(browser.Status == HttpStatusCode.OK, $"{who} {address}: {browser.Status}");
            Assert.True(page.QuerySelector("main > .card > .empty, #list > .card > .empty, main .card > .empty:only-child") is null,
                $"{who} {address}: {page.QuerySelector(".empty-title")?.TextContent}");
        }
    }

    [Fact]
    public async Task Letters_of_transfer_duties_and_arrivals_are_in_every_state()
    {
        await using var db = demo.Installation.Db();
        var today = ChinaDate.Today(demo.Installation.Clock);
        var letters = (await db.Transfers.AsNoTracking().ToListAsync(Stop)).Select(letter => LetterState.Of(letter, today)).ToHashSet();
        Assert.Superset(new HashSet<string> { "under-way", "moved", "refused" }, letters);
        var duties = (await db.Duties.AsNoTracking().ToListAsync(Stop)).Select(duty => duty.StateOn(today)).ToHashSet();
        Assert.Empty(Enum.GetValues<DutyState>().Except(duties).Except([DutyState.Waived])); // a waiver is a person's act, and rare
        Assert.NotEmpty(await db.Duties.Where(duty => duty.CaseKind != Data.KeptDuty.OfSojourn && duty.DoneOn == null).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_database_that_holds_organisations_is_refused_and_left_alone()
    {
        var refusal = await Assert.ThrowsAsync<UserError>(() => Demonstrating.FillAsync(demo.Installation.Instance, Stop));
        Assert.Equal(2, refusal.ExitCode);
        await using var db = demo.Installation.Db();
        Assert.Equal(71, await db.Sojourns.CountAsync(Stop));
    }

    [Fact]
    public void Passwords_are_made_for_each_installation()
    {
        Assert.Equal(11, demo.County.SignIns.Select(signIn => signIn.Password).Distinct().Count());
        Assert.All(demo.County.SignIns, signIn => Assert.True(signIn.Password.Length >= 16));
    }
}
