using System.Net;
using Hongyan.Features.Auditing;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Auditing;

public sealed class AuditPageTests : IAsyncLifetime
{
    private Village village = null!;

    public async ValueTask InitializeAsync() => village = await Village.NewAsync(alone: true);

    public ValueTask DisposeAsync() => village.DisposeAsync();

    [Fact]
    public async Task The_auditor_finds_an_act_by_who_where_and_what_and_reads_no_name_of_a_member()
    {
        var stay = await village.AwayAsync("诸葛测甲");
        using (var secretary = await village.SecretaryAsync())
            await secretary.GetAsync($"/Members/{stay.MemberId}");
        using var auditor = await village.Installation.SignInAsync(Roles.Audit);
        var page = await auditor.GetAsync($"/Audit?who=secretary&org={Village.HomeCommittee}&act=member-opened");
        var row = Assert.Single(page.QuerySelectorAll("#list tbody tr")).TextContent;
        Assert.Contains(stay.MemberId.ToString(), row, StringComparison.Ordinal);
        Assert.Contains("测试村党支部", row, StringComparison.Ordinal);
        Assert.DoesNotContain("诸葛测甲", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await auditor.GetAsync($"/Audit?org={Village.Neighbour}")).QuerySelector("#list tbody"));
        await auditor.GetAsync("/Audit?handler=Xlsx");
        Assert.Equal(HttpStatusCode.OK, auditor.Status);
        Assert.NotNull((await auditor.GetAsync("/Audit?act=audit-exported")).QuerySelector("#list tbody tr"));
    }

    [Fact]
    public async Task The_time_entries_are_kept_is_six_months_at_least()
    {
        using var auditor = await village.Installation.SignInAsync(Roles.Audit);
        var page = await auditor.PostAsync(await auditor.GetAsync("/Audit"), "form[method=post][action*=Retention]", ("Months", "5"));
        Assert.NotNull(page.QuerySelector("#Months_error"));
        await auditor.PostAsync(page, "form[method=post][action*=Retention]", ("Months", "12"));
        await using var db = village.Installation.Db();
        Assert.Equal(12, await AuditRetention.MonthsAsync(db, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_older_goes_and_the_rest_is_still_verified()
    {
        var (installation, stop) = (village.Installation, TestContext.Current.CancellationToken);
        var chain = new AuditChain(installation.Instance);
        await ActAsync(4);
        await chain.SealAsync(stop);
        installation.Clock.MoveTo(Village.Today.AddYears(7));
        await ActAsync(2);
        Assert.Equal(4, await new AuditRetention(installation.Instance).RunDailyAsync(stop));
        var (faults, sound) = await chain.VerifyAsync(stop);
        Assert.Empty(faults);
        Assert.Equal(3, sound); // two, and that the others went

        await using var db = installation.Db();
        await db.Database.ExecuteSqlAsync($"update audit_beginning set no = no + 1", stop);
        await db.Database.ExecuteSqlAsync($"delete from audit_entry where no = 5", stop);
        Assert.Contains((await chain.VerifyAsync(stop)).Faults, fault => fault.What == "beginning");
    }

    private async Task ActAsync(int count)
    {
        await using var db = village.Installation.Db();
        var audit = new Audit(db, new Actor(principal: null));
        for (var i = 0; i < count; i++)
            audit.Note("tried", $"subject-{i}");
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
