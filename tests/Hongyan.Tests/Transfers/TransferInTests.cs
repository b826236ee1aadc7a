using System.Net;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Reception;
using Hongyan.Tests.Rights;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Transfers;

/// <summary>A guest whose registration comes here: the same person, a member from that day.</summary>
public sealed class TransferInTests : IAsyncLifetime
{
    private const string Floating = "001.002.009";
    private Village village = null!;
    private Sojourn stay = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Address => $"/Transfers/In/{stay.MemberId}/{stay.Id}";

    private static (string, string)[] Letter { get; } =
        [("Number", "外转2026-17"), ("LetterOn", "2026-04-20"), ("ValidDays", "30"), ("DuesPaidTo", "2026-04"), ("IdNumber", GuestSteps.Id)];

    public async ValueTask InitializeAsync()
    {
        village = await ReceptionSteps.NewAsync();
        await village.Installation.AddOrganizationAsync(Floating, "测试流动党员党支部", "floating-organization");
        stay = await village.GuestAsync(host: Village.Host, happened: new Placed { On = new(2026, 2, 3), Organization = Village.Host });
    }

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_committee_takes_him_over_on_his_letter_in_three_clicks_and_he_is_no_guest_any_more()
    {
        Assert.Equal((0, 1), await FiguresAsync(Village.Today));
        using var clerk = await village.ClerkAsync();
        var page = await clerk.GetAsync($"/Members/{stay.MemberId}");
        var form = await clerk.GetAsync(page.QuerySelector("a[href^='/Transfers/In/']")!.GetAttribute("href")!);
        Assert.Equal(Village.Host, form.QuerySelector("#Branch option[selected]")!.GetAttribute("value")); // where he lives already
        var done = await clerk.PostAsync(form, "form.receive", Letter);
        Assert.Equal(Address, clerk.Path);
        Assert.NotNull(done.QuerySelector("a[href$='/transfer-receipt']"));
        await using var db = village.Installation.Db();
        var member = await db.Members.SingleAsync(m => m.Id == stay.MemberId, Stop);
        Assert.Equal((Village.Host, new DateOnly(1990, 5, 1), "male"), (member.HomePath, member.Born!.Value, member.Sex));
        Assert.Equal(stay.MemberId, (await db.Identities.SingleAsync(Stop)).MemberId);
        var ended = await db.Sojourns.AsNoTracking().SingleAsync(s => s.Id == stay.Id, Stop);
        Assert.Equal(("transferred", Village.Today, null), (ended.State, ended.EndedOn, ended.HomePath));
        Assert.Equal((1, 0), await FiguresAsync(Village.Today));
        Assert.Equal((0, 1), await FiguresAsync(Village.Today.AddDays(-1)));
        var receipt = await village.DutyAsync(stay, "return-receipt");
        Assert.Equal((Village.HostCommittee, new DateOnly(2026, 6, 10)), (receipt.OrgPath, receipt.DueOn));
        await clerk.GetAsync($"/Papers/Stay/{stay.MemberId}/{stay.Id}/transfer-receipt");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await clerk.PostAsync(await clerk.GetAsync(Address), "form.receipt");
        Assert.Equal(Village.Today, (await village.DutyAsync(stay, "return-receipt")).DoneOn);
        using var branch = await village.SecretaryAsync(Village.Host);
        Assert.Contains("测试来客", (await branch.GetAsync("/Members")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("外转2026-17", (await branch.GetAsync($"/Members/{stay.MemberId}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_that_is_too_long_is_one_fault_with_one_sentence()
    {
        using var clerk = await village.ClerkAsync();
        var wrong = await clerk.PostAsync(await clerk.GetAsync(Address), "form.receive",
            [.. Letter.Where(one => one.Item1 != "DuesPaidTo"), ("DuesPaidTo", "2026年4月30日")]);
        var sentence = wrong.QuerySelector("#DuesPaidTo_error")!.TextContent.Trim();
        Assert.Contains(sentence, wrong.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("请填写月份", wrong.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lapsed_letter_is_refused_with_its_day_and_nothing_is_half_saved()
    {
        using var clerk = await village.ClerkAsync();
        var refused = await clerk.PostAsync(await clerk.GetAsync(Address), "form.receive",
            [.. Letter.Where(one => one.Item1 != "LetterOn"), ("LetterOn", "2026-04-01")]);
        Assert.Contains("2026-05-01", refused.QuerySelector("main .alert-warning")!.TextContent, StringComparison.Ordinal);
        var wrong = await clerk.PostAsync(await clerk.GetAsync(Address), "form.receive",
            [.. Letter.Where(one => one.Item1 != "IdNumber"), ("IdNumber", "123")]);
        Assert.NotNull(wrong.QuerySelector("#IdNumber_error"));
        await using var db = village.Installation.Db();
        Assert.Null((await db.Members.SingleAsync(m => m.Id == stay.MemberId, Stop)).HomePath);
        Assert.Empty(await db.Records.Where(r => r.Type == "transfer-received" || r.Type == "transferred-in").ToListAsync(Stop));
        Assert.Empty(await db.Identities.ToListAsync(Stop));
    }

    [Theory]
    [InlineData("unknown", "placed", "正式党员还是预备党员")]
    [InlineData("full", "refused", "")]
    public async Task Whose_status_nobody_said_and_who_is_refused_is_not_taken_over(string status, string state, string said)
    {
        await using (var db = village.Installation.Db())
        {
            await db.Members.Where(m => m.Id == stay.MemberId).ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, status), Stop);
            await db.Sojourns.Where(s => s.Id == stay.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, state), Stop);
        }
        using var clerk = await village.ClerkAsync();
        var page = await clerk.FormAsync(Address, await clerk.GetAsync("/Account/Password"),
            [.. Letter, ("Id", Guid.CreateVersion7().ToString()), ("On", "2026-05-10"), ("Branch", Village.Host)]);
        Assert.True((int)clerk.Status < 500, clerk.Status.ToString());
        Assert.Contains(said, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await using var after = village.Installation.Db();
        Assert.Null((await after.Members.SingleAsync(m => m.Id == stay.MemberId, Stop)).HomePath);
    }

    [Fact]
    public async Task An_organisation_of_floating_members_takes_him_only_by_its_exception()
    {
        using var clerk = await village.ClerkAsync();
        var refused = await clerk.PostAsync(await clerk.GetAsync(Address), "form.receive", [.. Letter, ("Branch", Floating)]);
        Assert.NotNull(refused.QuerySelector("#Exception_error"));
        await clerk.PostAsync(refused, "form.receive", ("Exception", "县委组织部 2026 年 5 号批复"));
        await using var db = village.Installation.Db();
        Assert.Equal(Floating, (await db.Members.SingleAsync(m => m.Id == stay.MemberId, Stop)).HomePath);
    }

    [Fact]
    public async Task A_number_of_somebody_else_is_refused()
    {
        await using (var db = village.Installation.Db())
        {
            var member = new Member
            {
                Id = Guid.CreateVersion7(), HomePath = ReceptionSteps.OtherBranch, Name = "测试他人", Sex = "male", Born = new(1990, 5, 1), Status = "full",
                Category = "employee",
            };
            db.Members.Add(member);
            db.Identities.Add(new MemberIdentity { Hash = village.Installation.Instance.Secrets.Hash(GuestSteps.Id), MemberId = member.Id });
            await db.SaveChangesAsync(Stop);
        }
        using var clerk = await village.ClerkAsync();
        var refused = await clerk.PostAsync(await clerk.GetAsync(Address), "form.receive", Letter);
        Assert.NotNull(refused.QuerySelector("#IdNumber_error"));
        Assert.DoesNotContain("测试他人", refused.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_committee_of_his_host_takes_him_over()
    {
        using (var branch = await village.SecretaryAsync(Village.Host))
        {
            Assert.Null((await branch.GetAsync(Address)).QuerySelector("form.receive"));
            Assert.Null((await branch.GetAsync($"/Members/{stay.MemberId}")).QuerySelector("a[href^='/Transfers/In/']"));
        }
        foreach (var (role, org) in new[]
        {
            (Roles.Clerk, ReceptionSteps.OtherCommittee), (Roles.Secretary, Village.Neighbour), (Roles.Clerk, Village.HomeCommittee),
        })
        {
            using var other = await village.Installation.SignInAsync(role, org);
            await other.GetAsync(Address);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }
        foreach (var path in new[] { ReceptionSteps.OtherCommittee, ReceptionSteps.OtherBranch, Village.Home })
        {
            var acting = Acting.As(Roles.Clerk, path);
            await using var db = village.Installation.Instance.OpenPageDb();
            await using var transaction = await Hongyan.Platform.Installation.BeginScopeAsync(db, acting, Stop);
            Assert.Equal(0, await db.Members.Where(m => m.Id == stay.MemberId).ExecuteUpdateAsync(set => set.SetProperty(m => m.HomePath, path), Stop));
        }
    }

    private async Task<(int Members, int Guests)> FiguresAsync(DateOnly day)
    {
        await using var db = village.Installation.Db();
        var figures = (await new Hongyan.Features.Reports.SituationQuery(db).AsOfAsync(day, Village.HostCommittee, Stop))!.Figures;
        return (figures.Members, figures.Guests);
    }
}
